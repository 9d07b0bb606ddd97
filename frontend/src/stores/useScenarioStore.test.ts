import { beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "../api/client";
import { aScenario } from "../testing/factories";
import { renderScenarioStore } from "../testing/renderStores";

const cloud = aScenario({ id: 1, nom: "Cloud souverain", thematique: "Sécurité", updated_at: "2026-03-01T00:00:00Z" });
const flotte = aScenario({ id: 2, nom: "Décarboner", thematique: "Énergie", updated_at: "2026-03-03T00:00:00Z" });
const names = (store: ReturnType<typeof renderScenarioStore>["store"]) => store.list().map(({ nom }) => nom);

beforeEach(() => {
  vi.useFakeTimers();
});

async function loadedStore() {
  const rendered = renderScenarioStore({ scenarios: [cloud, flotte] });
  expect(rendered.store.isLoading()).toBe(true);
  await vi.advanceTimersByTimeAsync(10);
  return rendered;
}

describe("The list of scenarios", () => {
  it("shows the latest changed first, and moves one that changes", async () => {
    const { store } = await loadedStore();
    expect(names(store)).toEqual(["Décarboner", "Cloud souverain"]);
    store.upsert({ ...cloud, version: 2, updated_at: "2026-03-04T00:00:00Z" });
    expect(names(store)).toEqual(["Cloud souverain", "Décarboner"]);
  });

  it("asks the server once the person stops typing, keeping what is shown meanwhile", async () => {
    const { store, asked, api } = await loadedStore();
    for (const text of ["s", "sé", "sécurité"]) {
      store.setSearch(text);
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(store.search()).toBe("sécurité");
    expect(names(store)).toHaveLength(2);
    let answer = () => {};
    const { scenarios } = api;
    Object.assign(api, {
      scenarios: (query: { q: string }) => new Promise((resolve) => (answer = () => resolve(scenarios(query)))),
    });
    expect(store.isSearching()).toBe(false);
    await vi.advanceTimersByTimeAsync(300);
    expect(store.isSearching()).toBe(true);
    expect(names(store)).toHaveLength(2);
    answer();
    await vi.advanceTimersByTimeAsync(10);
    expect(store.isSearching()).toBe(false);
    expect(asked).toEqual(["scenarios?q=", "scenarios?q=sécurité"]);
    expect(names(store)).toEqual(["Cloud souverain"]);
  });

  it("is read again when it is said to have changed", async () => {
    const { store, asked } = await loadedStore();
    store.refreshList();
    await vi.advanceTimersByTimeAsync(10);
    expect(asked).toHaveLength(2);
  });
});

describe("An import", () => {
  it("chosen again after no answer came is the same one, and a new one once it was answered", async () => {
    const { store, api } = await loadedStore();
    const keys: string[] = [];
    let answer: () => Promise<typeof cloud> = () => Promise.reject(new ApiError(0, null));
    Object.assign(api, {
      importScenario: (_document: string, key: string) => {
        keys.push(key);
        return answer();
      },
    });
    await expect(store.importDocument("{}")).rejects.toThrow();
    answer = async () => cloud;
    await store.importDocument("{}");
    await store.importDocument("{}");
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });
});

describe("A scenario", () => {
  it("is never replaced by an older version", async () => {
    const { store } = await loadedStore();
    store.upsert({ ...cloud, version: 5, nom: "Récent" });
    store.upsert({ ...cloud, version: 4, nom: "Ancien" });
    expect(store.byId(1)?.nom).toBe("Récent");
  });

  it("in hand follows what is known of it", async () => {
    const { store } = await loadedStore();
    store.select(1);
    expect(store.current()?.nom).toBe("Cloud souverain");
    store.upsert({ ...cloud, version: 2, nom: "Cloud de confiance" });
    expect(store.current()?.nom).toBe("Cloud de confiance");
    store.select(null);
    expect(store.current()).toBeUndefined();
  });

  it("that is archived stays as it was known, until it is back", async () => {
    const { store, api } = await loadedStore();
    Object.assign(api, { scenario: () => Promise.reject(new ApiError(404, null)) });
    expect((await store.refresh(1))?.nom).toBe("Cloud souverain");
    expect(store.isArchived(1)).toBe(true);
    store.upsert({ ...cloud, version: 3 });
    expect(store.isArchived(1)).toBe(false);
  });

  it("is not taken for archived because the server does not answer", async () => {
    const { store, api } = await loadedStore();
    Object.assign(api, { scenario: () => Promise.reject(new ApiError(0, null)) });
    await store.refresh(1);
    expect(store.isArchived(1)).toBe(false);
  });
});
