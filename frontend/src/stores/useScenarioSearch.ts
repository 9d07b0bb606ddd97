import { debounce } from "@solid-primitives/scheduled";
import { keepPreviousData, useQuery } from "@tanstack/solid-query";
import { createEffect, createSignal, on } from "solid-js";
import { apiClient } from "../api/client";
import type { Scenario } from "../api/contracts";
import { scenarioKeys, useScenarioStore } from "./useScenarioStore";

const SEARCH_DELAY = 200;
const MOST = 20;

/** The latest scenarios and those whose name or theme contains a text, whatever the list beside the chat is showing. */
export function useScenarioSearch(text: () => string): { found: () => Scenario[]; isSearching: () => boolean } {
  const scenarios = useScenarioStore();
  const [asked, setAsked] = createSignal("");
  const askSoon = debounce((next: string) => setAsked(next), SEARCH_DELAY);
  createEffect(on(text, (next) => askSoon(next.trim()), { defer: true }));

  const search = (q: () => string) =>
    useQuery(() => ({
      queryKey: [...scenarioKeys.lists, "found", q()],
      queryFn: async () => {
        const { items } = await apiClient.scenarios({ q: q(), page_size: MOST });
        for (const scenario of items) scenarios.upsert(scenario);
        return items.map(({ id }) => id);
      },
      placeholderData: keepPreviousData,
    }));
  const latest = search(() => "");
  const found = search(asked);

  return {
    found: () => {
      const ids = [latest, found].flatMap((query) => (query.isSuccess ? query.data : []));
      return [...new Set(ids)].map((id) => scenarios.byId(id)).filter((scenario) => scenario !== undefined);
    },
    /** More may come for this text. Without a connection nothing will. */
    isSearching: () => text().trim() !== asked() || [latest, found].some((query) => query.isFetching),
  };
}
