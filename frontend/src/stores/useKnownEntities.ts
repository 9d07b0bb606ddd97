import { debounce } from "@solid-primitives/scheduled";
import { keepPreviousData, useQuery } from "@tanstack/solid-query";
import { createSignal } from "solid-js";
import { apiClient } from "../api/client";
import type { Kind, KnownEntity } from "../api/contracts";
import { useScenarioStore } from "./useScenarioStore";

const SEARCH_DELAY = 200;
/** One letter finds everything. */
const SHORTEST = 2;
const MOST = 6;

/** What other scenarios hold under a title like the one being typed, and this scenario does not. */
export function useKnownEntities(kind: Kind, scenarioId: number | null) {
  const scenarios = useScenarioStore();
  const [text, setText] = createSignal("");
  const searchSoon = debounce((next: string) => setText(next), SEARCH_DELAY);
  const isAsked = () => text().length >= SHORTEST;
  const held = () => new Set(scenarios.byId(scenarioId ?? -1)?.[`${kind}s`].map(({ id }) => id));
  const query = useQuery(() => ({
    queryKey: ["known", kind, text()],
    // The scenario's own are left out here: with them, there are still enough.
    queryFn: () => apiClient.known(kind, { q: text(), page_size: 4 * MOST }),
    enabled: isAsked(),
    placeholderData: keepPreviousData,
  }));
  return {
    search: (title: string) => searchSoon(title.trim()),
    found: (): KnownEntity[] => {
      if (!isAsked() || !query.isSuccess) return [];
      return query.data.items.filter(({ id }) => !held().has(id)).slice(0, MOST);
    },
  };
}
