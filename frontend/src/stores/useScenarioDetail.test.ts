import { waitFor } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { describe, expect, it } from "vitest";
import { aMessage, aPlan, aScenario } from "../testing/factories";
import { renderPageHook } from "../testing/renderStores";
import { useScenarioDetail, useScenarioHistory } from "./useScenarioDetail";
import { useScenarioStore } from "./useScenarioStore";

const EMPTY = { items: [], total: 0, page: 1, page_size: 20 };

describe("A scenario opened by its address", () => {
  const renderDetail = (answer: (path: string) => unknown, id = () => 5) =>
    renderPageHook(
      () => ({ detail: useScenarioDetail(id), scenarios: useScenarioStore() }),
      (path) => (path.startsWith("/api/scenarios/") ? answer(path) : EMPTY),
    ).result;

  it("is read, then follows what is heard of it", async () => {
    const { detail, scenarios } = renderDetail(() => aScenario({ version: 2 }));
    expect(detail.scenario()).toBeUndefined();
    await waitFor(() => expect(detail.scenario()?.nom).toBe("Lancement Q1"));
    scenarios.upsert(aScenario({ version: 3, nom: "Lancement Q2" }));
    expect(detail.scenario()?.nom).toBe("Lancement Q2");
    expect([detail.isGone(), detail.isError()]).toEqual([false, false]);
  });

  it("is gone when the gateway knows none", async () => {
    const { detail } = renderDetail(() => new Response("{}", { status: 404 }));
    await waitFor(() => expect(detail.isGone()).toBe(true));
  });

  it("that cannot be read is not gone, and is read again on demand", async () => {
    let isDown = true;
    const { detail } = renderDetail(() => (isDown ? new Response("{}", { status: 429 }) : aScenario()));
    await waitFor(() => expect(detail.isError()).toBe(true));
    expect(detail.isGone()).toBe(false);
    isDown = false;
    detail.reload();
    await waitFor(() => expect(detail.scenario()).toBeDefined());
    expect(detail.isError()).toBe(false);
  });

  it("is another one when the address is another one", async () => {
    const [id, setId] = createSignal(5);
    const { detail } = renderDetail((path) => aScenario({ id: Number(path.split("/").at(-1)), nom: path }), id);
    await waitFor(() => expect(detail.scenario()?.nom).toBe("/api/scenarios/5"));
    setId(6);
    expect(detail.scenario()).toBeUndefined();
    await waitFor(() => expect(detail.scenario()?.nom).toBe("/api/scenarios/6"));
  });
});

describe("What hangs from a scenario", () => {
  it("is its plans, its searches and its messages, read again on demand", async () => {
    let plans = [aPlan()];
    const listing = (items: unknown[]) => ({ items, total: items.length });
    const { result: history, asked } = renderPageHook(
      () => useScenarioHistory(() => 5),
      (path) => {
        if (path.endsWith("/5/plans")) return listing(plans);
        if (path.endsWith("/5/messages")) return listing([aMessage()]);
        return path.endsWith("/5/recherches") ? listing([]) : EMPTY;
      },
    );
    expect([history.plans(), history.recherches(), history.messages()]).toEqual([undefined, undefined, undefined]);
    await waitFor(() =>
      expect([history.plans(), history.messages()]).toMatchObject([{ items: [{ id: 51 }], total: 1 }, [{ id: 1 }]]),
    );
    expect(history.recherches()).toEqual([]);
    expect(asked).toContain("/api/scenarios/5/messages?limit=8");
    plans = [aPlan({ id: 52 }), aPlan()];
    history.refresh();
    await waitFor(() => expect(history.plans()?.items).toHaveLength(2));
  });

  it("is told apart from what cannot be read, which is read again on demand", async () => {
    let isDown = true;
    const { result: history } = renderPageHook(
      () => useScenarioHistory(() => 5),
      (path) =>
        isDown && path.endsWith("/recherches") ? new Response("{}", { status: 429 }) : { items: [], total: 0 },
    );
    const failures = () => Object.values(history.hasFailed).map((hasFailed) => hasFailed());
    expect(failures()).toEqual([false, false, false]);
    await waitFor(() => expect(failures()).toEqual([false, true, false]));
    isDown = false;
    history.refresh();
    await waitFor(() => expect(history.recherches()).toEqual([]));
    expect(failures()).toEqual([false, false, false]);
  });
});
