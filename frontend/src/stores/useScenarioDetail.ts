import { useInfiniteQuery, useQuery } from "@tanstack/solid-query";
import { ApiError, apiClient } from "../api/client";
import type { PlanListing } from "../api/contracts";
import { scenarioKeys, useScenarioStore } from "./useScenarioStore";

const TIMELINE_LENGTH = 8;
const PLANS_PAGE = 50;

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

const itemsOf = (pages: readonly PlanListing[]) => pages.flatMap(({ items }) => items);

/** The plans made for a scenario, the latest first, a page at a time. */
export function usePlanListing(id: () => number | null, enabled: () => boolean) {
  const pages = useInfiniteQuery(() => ({
    enabled: enabled(),
    queryKey: scenarioKeys.plans(id()),
    queryFn: ({ pageParam: before }: { pageParam: number | undefined }) =>
      apiClient.plans(id() as number, { ...(before === undefined ? {} : { before }), limit: PLANS_PAGE }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last, all) => (itemsOf(all).length < last.total ? last.items.at(-1)?.id : undefined),
  }));
  // Of a later page that cannot be read, what is known stays.
  const hasFailed = () => pages.isError && !pages.isFetchNextPageError;
  return {
    listing(): PlanListing | undefined {
      const all = pages.isPending || hasFailed() ? undefined : pages.data?.pages;
      return all && { items: itemsOf(all), total: all[0]?.total ?? 0 };
    },
    hasFailed,
    hasMore: () => pages.hasNextPage,
    isLoadingMore: () => pages.isFetchingNextPage,
    loadMore: () => void pages.fetchNextPage(),
  };
}

/**
 * What hangs from a scenario: its plans, the searches done for it, what was last said about it. Latest first. Of an
 * archived one, it stays as it was.
 */
export function useScenarioHistory(id: () => number) {
  const scenarios = useScenarioStore();
  const enabled = () => !scenarios.isArchived(id());
  const plans = usePlanListing(id, enabled);
  const recherches = useQuery(() => ({
    enabled: enabled(),
    queryKey: scenarioKeys.recherches(id()),
    queryFn: () => apiClient.recherches(id()),
  }));
  const messages = useQuery(() => ({
    enabled: enabled(),
    queryKey: scenarioKeys.timeline(id()),
    queryFn: () => apiClient.scenarioMessages(id(), TIMELINE_LENGTH),
  }));
  return {
    plans,
    recherches: () => (recherches.isSuccess ? recherches.data.items : undefined),
    messages: () => (messages.isSuccess ? messages.data.items : undefined),
    hasFailed: {
      recherches: () => recherches.isError,
      messages: () => messages.isError,
    },
    refresh: () => scenarios.refreshHistory(id()),
  };
}
