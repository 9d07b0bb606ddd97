import { useQuery, useQueryClient } from "@tanstack/solid-query";
import { ApiError, apiClient } from "../api/client";
import { scenarioKeys, useScenarioStore } from "./useScenarioStore";

const TIMELINE_LENGTH = 8;
const ATTACHED = ["plans", "recherches", "timeline"] as const;

/** One scenario read from the server into the store; gone when it does not exist, or was archived before it was read. */
export function useScenarioDetail(id: () => number) {
  const scenarios = useScenarioStore();
  const query = useQuery(() => ({
    queryKey: scenarioKeys.detail(id()),
    queryFn: async () => {
      await scenarios.read(id());
      return id();
    },
  }));
  return {
    scenario: () => scenarios.byId(id()),
    isGone: () => !scenarios.byId(id()) && query.error instanceof ApiError && query.error.status === 404,
    isError: () => query.isError,
    reload: () => void query.refetch(),
  };
}

/**
 * What hangs from a scenario: its plans, the searches done for it, what was last said about it. Latest first. Of an
 * archived one, it stays as it was.
 */
export function useScenarioHistory(id: () => number) {
  const client = useQueryClient();
  const scenarios = useScenarioStore();
  const enabled = () => !scenarios.isArchived(id());
  const plans = useQuery(() => ({
    enabled: enabled(),
    queryKey: ["plans", id()],
    queryFn: () => apiClient.plans(id()),
  }));
  const recherches = useQuery(() => ({
    enabled: enabled(),
    queryKey: ["recherches", id()],
    queryFn: () => apiClient.recherches(id()),
  }));
  const messages = useQuery(() => ({
    enabled: enabled(),
    queryKey: ["timeline", id()],
    queryFn: () => apiClient.scenarioMessages(id(), TIMELINE_LENGTH),
  }));
  return {
    plans: () => (plans.isSuccess ? plans.data : undefined),
    recherches: () => (recherches.isSuccess ? recherches.data.items : undefined),
    messages: () => (messages.isSuccess ? messages.data.items : undefined),
    hasFailed: {
      plans: () => plans.isError,
      recherches: () => recherches.isError,
      messages: () => messages.isError,
    },
    refresh(): void {
      for (const key of ATTACHED) void client.invalidateQueries({ queryKey: [key, id()] });
    },
  };
}
