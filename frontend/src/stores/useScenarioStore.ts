import { debounce } from "@solid-primitives/scheduled";
import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/solid-query";
import { createMemo, createSignal } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import { type ApiClient, ApiError } from "../api/client";
import type { Scenario } from "../api/contracts";
import { tabStorage } from "../lib/storage";
import { newUuid } from "../lib/uuid";
import { createScenarioInHand } from "./scenarioInHand";
import { createStoreContext } from "./storeContext";

const PAGE_SIZE = 20;
const SEARCH_DELAY = 200;

export const scenarioKeys = {
  list: (q: string) => ["scenarios", "list", q] as const,
  lists: ["scenarios", "list"] as const,
  detail: (id: number) => ["scenarios", "detail", id] as const,
  plans: (id: number | null) => ["plans", id] as const,
  recherches: (id: number) => ["recherches", id] as const,
  timeline: (id: number) => ["timeline", id] as const,
};

/** The scenarios: the list and its search, the one in hand, and each in its latest known version. */
export function createScenarioStore(api: ApiClient) {
  const client = useQueryClient();
  const [byId, setById] = createStore<Record<number, Scenario>>({});
  const [archived, setArchived] = createStore<Record<number, boolean>>({});
  const inHand = createScenarioInHand(tabStorage);
  const [search, setSearchText] = createSignal("");
  const [query, setQuery] = createSignal("");
  const searchSoon = debounce((text: string) => setQuery(text), SEARCH_DELAY);

  /** Keeps a scenario unless a later version is known; frames and answers may come in any order. */
  function upsert(scenario: Scenario): void {
    // Nothing tells of an archived one.
    setArchived(scenario.id, false);
    const known = byId[scenario.id];
    if (known && known.version > scenario.version) return;
    setById(scenario.id, reconcile(scenario));
  }

  const pages = useInfiniteQuery(() => ({
    queryKey: scenarioKeys.list(query()),
    queryFn: async ({ pageParam }: { pageParam: number }) => {
      const page = await api.scenarios({ q: query().trim(), page: pageParam, page_size: PAGE_SIZE });
      for (const scenario of page.items) upsert(scenario);
      return { ids: page.items.map((scenario) => scenario.id), total: page.total, page: page.page };
    },
    initialPageParam: 1,
    getNextPageParam: (last) => (last.page * PAGE_SIZE < last.total ? last.page + 1 : undefined),
    placeholderData: keepPreviousData,
  }));

  const data = () => (pages.isPending || pages.isError ? undefined : pages.data);

  const list = createMemo(() => {
    const ids = new Set(data()?.pages.flatMap((page) => page.ids) ?? []);
    return [...ids]
      .map((id) => byId[id])
      .filter((scenario) => scenario !== undefined)
      .sort((one, other) => other.updated_at.localeCompare(one.updated_at));
  });

  /** Reads a scenario. Throws ApiError; a status of 404 says that there is none, or that it is archived. */
  async function read(id: number): Promise<void> {
    try {
      upsert(await api.scenario(id));
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) setArchived(id, true);
      throw error;
    }
  }

  /** Reads a scenario again. When that cannot be, it stays as it was known. */
  async function refresh(id: number): Promise<Scenario | undefined> {
    await read(id).catch(() => undefined);
    return byId[id];
  }

  // The import that had no answer: chosen again, the same file is the same import.
  let unanswered = { document: "", key: "" };

  /** Imports the document of a JSON export. Throws ApiError with what is wrong with it. */
  async function importDocument(document: string): Promise<Scenario> {
    if (unanswered.document !== document) unanswered = { document, key: newUuid() };
    const scenario = await api.importScenario(document, unanswered.key).catch((error) => {
      if (error instanceof ApiError && error.problem && !error.problem.retryable)
        unanswered = { document: "", key: "" };
      throw error;
    });
    unanswered = { document: "", key: "" };
    upsert(scenario);
    refreshList();
    return scenario;
  }

  const refreshList = () => void client.invalidateQueries({ queryKey: scenarioKeys.lists });

  /** Reads again what hangs from a scenario, where it is shown: its plans, its searches, what was said about it. */
  function refreshHistory(id: number): void {
    for (const keyOf of [scenarioKeys.plans, scenarioKeys.recherches, scenarioKeys.timeline])
      void client.invalidateQueries({ queryKey: keyOf(id) });
  }

  return {
    /** Those found, the latest changed first. */
    list,
    total: () => data()?.pages.at(-1)?.total ?? 0,
    isLoading: () => pages.isPending,
    isError: () => pages.isError,
    /** The list is still that of an earlier text. */
    isSearching: () => pages.isPlaceholderData,
    hasMore: () => pages.hasNextPage,
    loadMore: () => void pages.fetchNextPage(),
    read,
    refresh,
    refreshList,
    refreshHistory,
    importDocument,
    /** Everything read over HTTP may have changed while the connection was lost. */
    refreshAll: () => void client.invalidateQueries(),
    search,
    setSearch(text: string): void {
      setSearchText(text);
      searchSoon(text);
    },
    /** The text the list was found with, to highlight it. */
    query,
    byId: (id: number): Scenario | undefined => byId[id],
    upsert,
    /** Archived, here or by someone else: it can be read as it was, and restored. */
    isArchived: (id: number | null): boolean => id !== null && archived[id] === true,
    markArchived: (id: number): void => setArchived(id, true),
    inHand,
    currentId: inHand.id,
    current: (): Scenario | undefined => byId[inHand.id() ?? -1],
    select: inHand.choose,
  };
}

export type ScenarioStore = ReturnType<typeof createScenarioStore>;

export const [ScenarioStoreContext, useScenarioStore] = createStoreContext<ScenarioStore>("ScenarioStore");
