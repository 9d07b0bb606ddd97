import { waitFor } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { describe, expect, it } from "vitest";
import { aMessage, aPlan, aScenario } from "../testing/factories";
import { FakeSocket } from "../testing/fakeSocket";
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
    expect([history.plans.listing(), history.recherches(), history.messages()]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    await waitFor(() =>
      expect([history.plans.listing(), history.messages()]).toMatchObject([
        { items: [{ id: 51 }], total: 1 },
        [{ id: 1 }],
      ]),
    );
    expect(history.recherches()).toEqual([]);
    expect(asked).toContain("/api/scenarios/5/messages?limit=8");
    plans = [aPlan({ id: 52 }), aPlan()];
    history.refresh();
    await waitFor(() => expect(history.plans.listing()?.items).toHaveLength(2));
  });

  it("is read again when someone elsewhere said something about it, and not about another", async () => {
    let found = 0;
    const { result: history } = renderPageHook(
      () => useScenarioHistory(() => 5),
      (path) => (path.endsWith("/5/messages") ? { items: [aMessage({ id: ++found })], total: 1 } : EMPTY),
    );
    await waitFor(() => expect(history.messages()).toMatchObject([{ id: 1 }]));
    FakeSocket.last.open();
    for (const scenario_id of [6, 5]) FakeSocket.last.receive({ type: "history", scenario_id });
    await waitFor(() => expect(history.messages()).toMatchObject([{ id: 2 }]));
    expect(found).toBe(2);
  });

  it("is told apart from what cannot be read, which is read again on demand", async () => {
    let isDown = true;
    const { result: history } = renderPageHook(
      () => useScenarioHistory(() => 5),
      (path) =>
        isDown && path.endsWith("/recherches") ? new Response("{}", { status: 429 }) : { items: [], total: 0 },
    );
    const failures = () =>
      [history.plans.hasFailed, ...Object.values(history.hasFailed)].map((hasFailed) => hasFailed());
    expect(failures()).toEqual([false, false, false]);
    await waitFor(() => expect(failures()).toEqual([false, true, false]));
    isDown = false;
    history.refresh();
    await waitFor(() => expect(history.recherches()).toEqual([]));
    expect(failures()).toEqual([false, false, false]);
  });
});

describe("Plans beyond the first page", () => {
  const down = (from: number) => Array.from({ length: from }, (_, index) => from - index);

  /** A gateway with plans 1 to `count`. */
  const gateway = (state: { count: number; isDown?: boolean; isAnswered?: Promise<void> }) =>
    renderPageHook(
      () => useScenarioHistory(() => 5),
      (path, query) => {
        if (!path.endsWith("/plans")) return EMPTY;
        if (state.isDown && query.has("before"))
          return state.isAnswered?.then(() => new Response("{}", { status: 429 }));
        const below = Number(query.get("before") ?? state.count + 1) - 1;
        const page = down(below).slice(0, Number(query.get("limit")));
        return { items: page.map((id) => aPlan({ id })), total: state.count };
      },
    ).result;
  const ids = ({ plans }: ReturnType<typeof gateway>) => plans.listing()?.items.map(({ id }) => id) ?? [];

  it("are read a page at a time, until there are none", async () => {
    const history = gateway({ count: 120 });
    await waitFor(() => expect(ids(history)).toEqual(down(120).slice(0, 50)));
    for (const known of [100, 120]) {
      expect(history.plans.hasMore()).toBe(true);
      history.plans.loadMore();
      await waitFor(() => expect(ids(history)).toEqual(down(120).slice(0, known)));
      expect(history.plans.listing()?.total).toBe(120);
    }
    expect(history.plans.hasMore()).toBe(false);
  });

  it("are not looked for when the first page holds them all", async () => {
    const history = gateway({ count: 50 });
    await waitFor(() => expect(ids(history)).toHaveLength(50));
    expect(history.plans.hasMore()).toBe(false);
  });

  it("leave what is known where it is when they cannot be read, and can be asked for again", async () => {
    let answer = (): void => {};
    const isAnswered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const state = { count: 60, isDown: true, isAnswered };
    const history = gateway(state);
    await waitFor(() => expect(history.plans.hasMore()).toBe(true));
    history.plans.loadMore();
    await waitFor(() => expect(history.plans.isLoadingMore()).toBe(true));
    answer();
    await waitFor(() => expect(history.plans.isLoadingMore()).toBe(false));
    expect(ids(history)).toEqual(down(60).slice(0, 50));
    expect([history.plans.hasFailed(), history.plans.hasMore()]).toEqual([false, true]);
    state.isDown = false;
    history.plans.loadMore();
    await waitFor(() => expect(ids(history)).toEqual(down(60)));
  });

  it("stay when a new plan is made", async () => {
    const state = { count: 60 };
    const history = gateway(state);
    await waitFor(() => expect(history.plans.hasMore()).toBe(true));
    history.plans.loadMore();
    await waitFor(() => expect(ids(history)).toEqual(down(60)));
    state.count = 61;
    history.refresh();
    await waitFor(() => expect(ids(history)).toEqual(down(61)));
  });
});
