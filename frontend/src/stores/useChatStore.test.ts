import { beforeEach, describe, expect, it, vi } from "vitest";
import { aMessage, anAction, aProblem, aScenario, aSnapshot, completed, failed, uuid } from "../testing/factories";
import { FakeSocket } from "../testing/fakeSocket";
import { renderChatStore } from "../testing/renderStores";
import { sourceOf } from "./useChatStore";

/** Longer than any wait before a reconnection, shorter than any deadline. */
const RECONNECTED = 7_000;

async function connect(): Promise<FakeSocket> {
  await vi.advanceTimersByTimeAsync(RECONNECTED);
  FakeSocket.last.open();
  return FakeSocket.last;
}

async function connectedStore(content?: Parameters<typeof renderChatStore>[0]) {
  const stores = renderChatStore(content);
  const socket = await connect();
  socket.receive(aSnapshot());
  return { ...stores, socket };
}

const intentIds = (socket: FakeSocket) => socket.intents.map(({ command_id }) => command_id);

beforeEach(() => {
  vi.useFakeTimers();
});

describe("An intent", () => {
  it("is shown at once and sent with its command id, payload and scenario", async () => {
    const { chat, scenarios, socket } = await connectedStore();
    scenarios.select(5);
    void chat.send("chat.say", { message: "Bonjour" }, { commandId: uuid(1) });
    expect(chat.rows()).toEqual([`user:${uuid(1)}`, `assistant:${uuid(1)}`]);
    expect(socket.intents).toEqual([
      { type: "intent", command_id: uuid(1), intent: "chat.say", scenario_id: 5, payload: { message: "Bonjour" } },
    ]);
  });

  it("made while offline is sent once the connection is there", async () => {
    const { chat } = renderChatStore();
    void chat.send("plan.generate", {}, { commandId: uuid(1) });
    expect(intentIds(await connect())).toEqual([uuid(1)]);
  });

  it("awaits an answer only once it is on its way", async () => {
    const { chat } = renderChatStore();
    void chat.send("plan.generate", {}, { commandId: uuid(1) });
    expect(chat.rows()).toEqual([`user:${uuid(1)}`]);
    await connect();
    expect(chat.rows()).toEqual([`user:${uuid(1)}`, `assistant:${uuid(1)}`]);
  });

  it("is sent again, under the same id, on each connection until it is settled", async () => {
    const { chat, socket } = await connectedStore();
    void chat.send("plan.generate", {}, { commandId: uuid(1) });
    socket.receive({ type: "accepted", command_id: uuid(1) });
    socket.drop();
    const second = await connect();
    expect(intentIds(second)).toEqual([uuid(1)]);
    second.receive(completed({ command_id: uuid(1) }));
    second.drop();
    expect(intentIds(await connect())).toEqual([]);
  });

  it("is sent again when the gateway, having lost its broker for a while, sends a snapshot on the same connection", async () => {
    const { chat, socket } = await connectedStore();
    void chat.send("plan.generate", {}, { commandId: uuid(1) });
    void chat.send("cible.add", { label: "DSI" }, { commandId: uuid(2) });
    socket.receive(completed({ command_id: uuid(2) }));
    socket.receive(aSnapshot());
    expect(intentIds(socket)).toEqual([uuid(1), uuid(2), uuid(1)]);
  });

  it("is not sent twice for the snapshot that opens a connection", async () => {
    const { chat } = renderChatStore();
    void chat.send("plan.generate", {}, { commandId: uuid(1) });
    const socket = await connect();
    socket.receive(aSnapshot());
    expect(intentIds(socket)).toEqual([uuid(1)]);
  });

  it("that the server has stays its own when the copy sent again is refused", async () => {
    const { chat, socket } = await connectedStore();
    const outcome = chat.send("plan.generate", {}, { commandId: uuid(1) });
    socket.receive({ type: "accepted", command_id: uuid(1) });
    socket.receive({ type: "rejected", command_id: uuid(1), problem: aProblem() });
    expect(chat.commandOf(`user:${uuid(1)}`)?.problem).toBeNull();
    socket.receive(completed({ command_id: uuid(1) }));
    await expect(outcome).resolves.toMatchObject({ status: "completed" });
  });

  it("survives a reload of the page", async () => {
    const before = await connectedStore();
    void before.chat.send("chat.say", { message: "Bonjour" }, { commandId: uuid(1) });
    before.cleanup();
    const { chat } = renderChatStore();
    expect(chat.commandOf(`user:${uuid(1)}`)?.payload).toEqual({ message: "Bonjour" });
    expect(intentIds(await connect())).toEqual([uuid(1)]);
  });

  it("sent twice with the same id while it runs is one", async () => {
    const { chat, socket } = await connectedStore();
    const first = chat.send("cible.add", { label: "DSI" }, { commandId: uuid(1) });
    const second = chat.send("cible.add", { label: "DSI" }, { commandId: uuid(1) });
    expect(intentIds(socket)).toEqual([uuid(1)]);
    socket.receive(completed({ command_id: uuid(1) }));
    await expect(Promise.all([first, second])).resolves.toMatchObject([
      { status: "completed" },
      { status: "completed" },
    ]);
  });

  it("keeps its bubble when its message is stored", async () => {
    const { chat, socket } = await connectedStore();
    void chat.send("chat.say", { message: "Bonjour" }, { commandId: uuid(1) });
    const rows = chat.rows();
    const said = aMessage({ id: 7, auteur: "user", command_id: uuid(1) });
    socket.receive(completed({ user_message: said, message: aMessage({ id: 8, command_id: uuid(1) }) }));
    expect(chat.rows()).toEqual(rows);
    expect(chat.messageOf(`user:${uuid(1)}`)?.id).toBe(7);
  });
});

describe("Two hundred intents made while offline", () => {
  /** What the gateway takes for a flood (SOCKET_FRAMES_PER_SECOND): more frames than this within one second. */
  const FLOOD = 50;

  async function backOnline() {
    const { chat } = renderChatStore();
    for (let index = 1; index <= 200; index += 1) {
      void chat.send("objectif.add", { label: `Objectif ${index}` }, { commandId: uuid(index) });
    }
    const socket = await connect();
    socket.receive(aSnapshot());
    return { chat, socket };
  }

  it("all go out, once and in their order, never as fast as a flood", async () => {
    const { socket } = await backOnline();
    const sentBy = [socket.sent.length];
    while (socket.intents.length < 200 && sentBy.length < 200) {
      await vi.advanceTimersByTimeAsync(100);
      sentBy.push(socket.sent.length);
    }
    expect(intentIds(socket)).toEqual(Array.from({ length: 200 }, (_, index) => uuid(index + 1)));
    const withinOneSecond = sentBy.map((count, index) => count - (sentBy[index - 11] ?? 0));
    expect(Math.max(...withinOneSecond)).toBeLessThan(FLOOD);
    expect(sentBy.length).toBeLessThan(15 * 10);
  });

  it("begin again from the first that is not settled when the connection is cut meanwhile", async () => {
    const { socket } = await backOnline();
    for (const { command_id } of [...socket.intents]) socket.receive(completed({ command_id }));
    const settled = intentIds(socket);
    socket.drop();
    const next = await connect();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(intentIds(next)).toHaveLength(200 - settled.length);
    expect(intentIds(next)).not.toContain(settled[0]);
  });
});

describe("A refused intent", () => {
  async function refused() {
    const stores = await connectedStore();
    const outcome = stores.chat.send("chat.say", { message: "Bonjour" }, { commandId: uuid(1) });
    stores.socket.receive({ type: "rejected", command_id: uuid(1), problem: aProblem() });
    return { ...stores, outcome };
  }

  it("says why, and keeps what was written", async () => {
    const { chat, outcome } = await refused();
    expect(chat.commandOf(`user:${uuid(1)}`)).toMatchObject({
      payload: { message: "Bonjour" },
      problem: { title: "Trop de demandes" },
    });
    await expect(outcome).resolves.toMatchObject({ status: "rejected" });
  });

  it("is not sent again by itself, not even after a reload, but is still there", async () => {
    const { cleanup } = await refused();
    cleanup();
    const { chat } = renderChatStore();
    expect(intentIds(await connect())).toEqual([]);
    expect(chat.commandOf(`user:${uuid(1)}`)?.problem).toMatchObject({ code: "rate-limited" });
  });

  it("goes again under the same id when the person asks", async () => {
    const { chat, socket } = await refused();
    chat.retry(uuid(1));
    expect(intentIds(socket)).toEqual([uuid(1), uuid(1)]);
    expect(chat.commandOf(`user:${uuid(1)}`)?.problem).toBeNull();
  });

  it("goes again under a new id when its own served for something else", async () => {
    const { chat, socket } = await connectedStore();
    void chat.send("chat.say", { message: "Bonjour" }, { commandId: uuid(1) });
    socket.receive({ type: "rejected", command_id: uuid(1), problem: aProblem({ code: "command-id-reused" }) });
    chat.retry(uuid(1));
    expect(new Set(intentIds(socket)).size).toBe(2);
  });

  it("is one of those in a row that were refused for the same reason, known with the last of them", async () => {
    const { chat, socket } = await refused();
    for (const [n, code] of [
      [2, "rate-limited"],
      [3, "service-unavailable"],
    ] as const) {
      void chat.send("chat.say", { message: "Encore" }, { commandId: uuid(n) });
      socket.receive({ type: "rejected", command_id: uuid(n), problem: aProblem({ code }) });
    }
    const refusedUpTo = (n: number) => chat.refusedUpTo(`user:${uuid(n)}`).map(({ commandId }) => commandId);
    expect([1, 2, 3].map(refusedUpTo)).toEqual([[], [uuid(1), uuid(2)], [uuid(3)]]);
  });

  it("leaves nothing behind once given up", async () => {
    const { chat, cleanup } = await refused();
    chat.discard(uuid(1));
    expect(chat.rows()).toEqual([]);
    cleanup();
    expect(renderChatStore().chat.rows()).toEqual([]);
  });
});

describe("A request to stop", () => {
  it("made while the connection is lost is shown, and leaves once it is back, after what it stops", async () => {
    const { chat, socket } = await connectedStore();
    void chat.send("cible.suggest", {}, { commandId: uuid(1) });
    socket.receive({ type: "accepted", command_id: uuid(1) });
    socket.drop();
    void chat.cancel(uuid(1));
    expect(chat.isStopping(uuid(1))).toBe(true);
    const next = await connect();
    expect(next.intents.map(({ intent }) => intent)).toEqual(["cible.suggest", "command.cancel"]);
  });

  it("that is refused can be made again", async () => {
    const { chat, socket } = await connectedStore();
    void chat.send("cible.suggest", {}, { commandId: uuid(1) });
    void chat.cancel(uuid(1));
    const cancelId = socket.intents.at(-1)?.command_id ?? "";
    socket.receive({ type: "rejected", command_id: cancelId, problem: aProblem() });
    expect(chat.isStopping(uuid(1))).toBe(false);
  });
});

describe("Waiting", () => {
  it.each([
    ["cible.update", 20_000],
    ["cible.suggest", 60_000],
  ] as const)("for %s is said to be long after %i ms", async (intent, deadline) => {
    const { chat } = await connectedStore();
    void chat.send(intent, {}, { commandId: uuid(1) });
    await vi.advanceTimersByTimeAsync(deadline - 1);
    expect(chat.commandOf(`user:${uuid(1)}`)?.late).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(chat.commandOf(`user:${uuid(1)}`)?.late).toBe(true);
  });

  it("starts again with each sign of progress", async () => {
    const { chat, socket } = await connectedStore();
    void chat.send("plan.generate", {}, { commandId: uuid(1) });
    await vi.advanceTimersByTimeAsync(50_000);
    socket.receive({ type: "progress", command_id: uuid(1), step: "draft", label: "Rédaction" });
    await vi.advanceTimersByTimeAsync(50_000);
    expect(chat.commandOf(`assistant:${uuid(1)}`)).toMatchObject({ late: false, step: "Rédaction" });
  });

  it("is not counted while the connection is lost", async () => {
    const { chat, socket } = await connectedStore();
    void chat.send("cible.update", {}, { commandId: uuid(1) });
    socket.drop();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(chat.commandOf(`user:${uuid(1)}`)?.late).toBe(false);
  });

  it("ends by sending the same command again when the person asks", async () => {
    const { chat, socket } = await connectedStore();
    void chat.send("cible.update", {}, { commandId: uuid(1) });
    await vi.advanceTimersByTimeAsync(20_000);
    chat.retry(uuid(1));
    expect(intentIds(socket)).toEqual([uuid(1), uuid(1)]);
    expect(chat.commandOf(`user:${uuid(1)}`)?.late).toBe(false);
  });
});

describe("A server-sent button", () => {
  const button = anAction({ id: "x:0", intent: "cible.add", once: true, command_id: uuid(7) });
  const offer = aMessage({ id: 4, actions: [button] });
  const source = sourceOf(4, button);

  it("is at work from the click to the outcome, then done", async () => {
    const { chat, socket } = await connectedStore();
    socket.receive(aSnapshot({ messages: [offer] }));
    expect(chat.actionState(button, source)).toBe("ready");
    void chat.send("cible.add", {}, { commandId: uuid(7), source });
    expect(chat.actionState(button, source)).toBe("running");
    socket.receive(completed({ command_id: uuid(7) }));
    expect(chat.actionState(button, source)).toBe("done");
  });

  it("waits while the connection is lost, at work again once it is back", async () => {
    const { chat, socket } = await connectedStore();
    socket.receive(aSnapshot({ messages: [offer] }));
    void chat.send("cible.add", {}, { commandId: uuid(7), source });
    socket.drop();
    expect(chat.actionState(button, source)).toBe("waiting");
    await connect();
    expect(chat.actionState(button, source)).toBe("running");
  });

  it("is done here when another tab used it", async () => {
    const { chat, socket } = await connectedStore();
    socket.receive(completed({ command_id: uuid(7) }));
    expect(chat.actionState(button, source)).toBe("done");
  });

  it("is ready again after use when it may be used again", async () => {
    const { chat, socket } = await connectedStore();
    const again = anAction({ id: "x:1" });
    void chat.send("cible.suggest", {}, { commandId: uuid(8), source: sourceOf(4, again) });
    expect(chat.actionState(again, sourceOf(4, again))).toBe("running");
    socket.receive(completed({ command_id: uuid(8) }));
    expect(chat.actionState(again, sourceOf(4, again))).toBe("ready");
  });

  it("is read again after a failure, to be offered under its retry id", async () => {
    const retried = aMessage({ id: 4, actions: [{ ...button, command_id: uuid(77) }] });
    const { chat, socket } = await connectedStore({ messages: [retried] });
    socket.receive(aSnapshot({ messages: [offer] }));
    socket.receive(failed({ command_id: uuid(7) }));
    await vi.advanceTimersByTimeAsync(0);
    expect(chat.messages()[0]?.actions[0]?.command_id).toBe(uuid(77));
  });

  it("is read again when it was not clicked here: what it adds may have been changed first", async () => {
    const edited = aMessage({ id: 4, actions: [{ ...button, done: true, edited: true }] });
    const { chat, socket, asked } = await connectedStore({ messages: [edited] });
    socket.receive(aSnapshot({ messages: [offer] }));
    void chat.send("cible.add", { label: "RSSI" }, { commandId: uuid(7) });
    socket.receive(completed({ command_id: uuid(7) }));
    await vi.advanceTimersByTimeAsync(0);
    expect(chat.messages()[0]?.actions[0]?.edited).toBe(true);
    expect(asked.filter((path) => path.startsWith("messages"))).toHaveLength(1);
  });

  it("clicked here is done as it says: nothing is read", async () => {
    const { chat, socket, asked } = await connectedStore();
    socket.receive(aSnapshot({ messages: [offer] }));
    void chat.send("cible.add", {}, { commandId: uuid(7), source });
    socket.receive(completed({ command_id: uuid(7) }));
    await vi.advanceTimersByTimeAsync(0);
    expect(asked.filter((path) => path.startsWith("messages"))).toEqual([]);
  });
});

describe("The conversation's scenario", () => {
  it("is that of its latest message", async () => {
    const { scenarios, socket } = await connectedStore();
    const message = aMessage({ id: 9, scenario_id: 5 });
    socket.receive(completed({ message, scenario: aScenario({ id: 5 }) }));
    expect(scenarios.current()?.nom).toBe("Lancement Q1");
  });

  it("stays the one the person turned to when an old snapshot comes again", async () => {
    const { scenarios, socket } = await connectedStore();
    const snapshot = aSnapshot({ messages: [aMessage({ id: 9, scenario_id: 5 })], scenario: aScenario({ id: 5 }) });
    socket.receive(snapshot);
    scenarios.select(6);
    socket.receive(snapshot);
    expect(scenarios.currentId()).toBe(6);
  });

  it("is updated by others' changes, never by an older version", async () => {
    const { scenarios, socket } = await connectedStore();
    socket.receive({ type: "scenario", scenario: aScenario({ version: 3, nom: "Nouveau" }) });
    socket.receive({ type: "scenario", scenario: aScenario({ version: 2, nom: "Ancien" }) });
    expect(scenarios.byId(5)?.nom).toBe("Nouveau");
  });
});

describe("Older messages", () => {
  it("are read a page at a time until there are none", async () => {
    const stored = Array.from({ length: 120 }, (_, index) => aMessage({ id: index + 1 }));
    const { chat, asked } = renderChatStore({ messages: stored });
    (await connect()).receive(aSnapshot({ messages: stored.slice(-50) }));
    for (let page = 0; page < 3; page += 1) await chat.loadOlder();
    expect(chat.messages()).toHaveLength(120);
    expect(chat.hasOlder()).toBe(false);
    expect(asked.filter((one) => one.startsWith("messages"))).toEqual([
      "messages?before=71&limit=50",
      "messages?before=21&limit=50",
    ]);
  });
});

describe("A new conversation", () => {
  it("begins empty, on its own connection", async () => {
    const { chat, socket } = await connectedStore();
    socket.receive(aSnapshot({ messages: [aMessage({ id: 3, scenario_id: 5 })] }));
    const before = chat.conversationId();
    chat.startConversation();
    const next = await connect();
    expect(chat.conversationId()).not.toBe(before);
    expect(next.url).toContain(chat.conversationId());
    expect(chat.messages()).toEqual([]);
  });

  it("goes on hearing of the scenario that is watched", async () => {
    const { chat, socket } = await connectedStore();
    chat.watch(5);
    socket.receive(aSnapshot({ messages: [aMessage({ id: 3, scenario_id: 5 })] }));
    chat.startConversation();
    expect((await connect()).sent).toContainEqual({ type: "watch", scenario_id: 5 });
  });

  it("waits until the server has everything that was sent in this one", async () => {
    const { chat, socket } = await connectedStore();
    void chat.send("chat.say", { message: "Bonjour" }, { commandId: uuid(1) });
    const id = chat.conversationId();
    chat.startConversation();
    expect(chat.conversationId()).toBe(id);
    socket.receive({ type: "accepted", command_id: uuid(1) });
    chat.startConversation();
    expect(chat.conversationId()).not.toBe(id);
  });

  it("is joined by tabs opened later, while a reload stays where it was", async () => {
    const { chat, cleanup } = await connectedStore();
    const id = chat.conversationId();
    cleanup();
    expect(renderChatStore().chat.conversationId()).toBe(id);
    sessionStorage.clear();
    expect(renderChatStore().chat.conversationId()).toBe(id);
  });
});

describe("The conversation left for a new one", () => {
  async function left() {
    const stores = await connectedStore();
    const created_at = new Date().toISOString();
    stores.socket.receive(
      aSnapshot({ messages: [aMessage({ id: 3, scenario_id: 5, created_at })], scenario: aScenario({ id: 5 }) }),
    );
    const former = stores.chat.conversationId();
    stores.chat.setDraft("Un début de ph");
    stores.chat.startConversation();
    await connect();
    return { ...stores, former };
  }

  it("leaves its half-written message to the new one", async () => {
    const { chat } = await left();
    expect(chat.draft()).toBe("Un début de ph");
  });

  it("is found again, also after a reload", async () => {
    const { cleanup, former } = await left();
    cleanup();
    const again = renderChatStore().chat;
    expect(again.recentConversations()).toMatchObject([{ id: former, title: "Lancement Q1" }]);
    again.openConversation(former);
    expect(again.conversationId()).toBe(former);
    expect((await connect()).url).toContain(former);
    expect(again.recentConversations()).toEqual([]);
  });

  it("is said to be gone when its messages are no more, until something new is said there", async () => {
    const { chat, former } = await left();
    chat.openConversation(former);
    const socket = await connect();
    socket.receive(aSnapshot({ messages: [aMessage({ id: 0 })] }));
    expect(chat.isGone()).toBe(true);
    expect(chat.event()).toEqual({ kind: "gone" });
    void chat.send("chat.say", { message: "Bonjour" }, { commandId: uuid(1) });
    expect(chat.isGone()).toBe(false);
    socket.receive(completed({ message: aMessage({ id: 4, created_at: new Date().toISOString() }) }));
    chat.startConversation();
    expect(chat.isGone()).toBe(false);
    expect(chat.recentConversations()).toMatchObject([{ id: former }]);
  });

  it("is not gone while what was asked in it is under way", async () => {
    const { chat, former } = await left();
    chat.openConversation(former);
    const pending = [{ command_id: uuid(1), intent: "chat.say", step: "draft" }];
    (await connect()).receive(aSnapshot({ messages: [aMessage({ id: 0 })], pending }));
    expect(chat.isGone()).toBe(false);
  });
});

describe("The scenario chosen in this tab", () => {
  async function chosen() {
    const stores = await connectedStore();
    const about = aSnapshot({ messages: [aMessage({ id: 3, scenario_id: 5 })] });
    stores.socket.receive(about);
    void stores.chat.send("cible.suggest", {}, { commandId: uuid(1) });
    stores.scenarios.select(6);
    return { ...stores, about };
  }

  it("is still the one in hand after a reload, and what is sent is about it", async () => {
    const { cleanup, about } = await chosen();
    cleanup();
    const { chat, scenarios } = renderChatStore();
    const socket = await connect();
    socket.receive(about);
    void chat.send("chat.say", { message: "DSI" });
    expect(scenarios.currentId()).toBe(6);
    expect(socket.intents.at(-1)).toMatchObject({ intent: "chat.say", scenario_id: 6 });
  });

  it("gives way to the answer of what was sent since, and to no earlier one", async () => {
    const { chat, scenarios, socket } = await chosen();
    void chat.send("scenario.create", { nom: "Salon" }, { commandId: uuid(2), scenarioId: null });
    const answer = (n: number, scenario_id: number) =>
      completed({ command_id: uuid(n), message: aMessage({ id: 10 + n, command_id: uuid(n), scenario_id }) });
    socket.receive(answer(2, 7));
    expect(scenarios.currentId()).toBe(7);
    socket.receive({ ...answer(1, 5), message: aMessage({ id: 20, command_id: uuid(1), scenario_id: 5 }) });
    expect(scenarios.currentId()).toBe(7);
  });

  it("stays behind with its conversation", async () => {
    const { chat, scenarios, socket } = await chosen();
    socket.receive(completed({ command_id: uuid(1) }));
    chat.startConversation();
    expect(scenarios.currentId()).toBeNull();
  });
});

describe("The connection", () => {
  it("asks again for the changes of the watched scenario each time", async () => {
    const { chat, socket } = await connectedStore();
    chat.watch(5);
    socket.drop();
    const watches = (await connect()).sent.filter((frame) => frame.type === "watch");
    expect(watches).toEqual([{ type: "watch", scenario_id: 5 }]);
  });

  it("asks how the watched scenario is each time the list changes, and is told when it was archived", async () => {
    const { chat, scenarios, socket } = await connectedStore();
    scenarios.upsert(aScenario({ id: 5 }));
    chat.watch(5);
    socket.receive({ type: "scenarios" });
    expect(socket.sent.filter((frame) => frame.type === "watch")).toHaveLength(2);
    socket.receive({ type: "rejected", command_id: null, problem: aProblem({ code: "scenario-not-found" }) });
    expect(scenarios.isArchived(5)).toBe(true);
    socket.receive({ type: "scenario", scenario: aScenario({ id: 5, version: 3 }) });
    expect(scenarios.isArchived(5)).toBe(false);
  });

  it("is begun again when the server gives no sign of life", async () => {
    const { chat, socket } = await connectedStore();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(chat.connection()).toBe("open");
    socket.answersPings = false;
    await vi.advanceTimersByTimeAsync(80_000);
    expect(FakeSocket.all.length).toBeGreaterThan(1);
  });

  it("keeps what is being written through a reload", async () => {
    const { chat, cleanup } = await connectedStore();
    chat.setDraft("Un début de ph");
    cleanup();
    expect(renderChatStore().chat.draft()).toBe("Un début de ph");
  });
});

describe("What the person who can't see is told", () => {
  it("is that a request was refused", async () => {
    const { chat, socket } = await connectedStore();
    void chat.send("chat.say", { message: "Bonjour" }, { commandId: uuid(1) });
    expect(chat.event()?.kind).toBe("thinking");
    socket.receive({ type: "rejected", command_id: uuid(1), problem: aProblem() });
    expect(chat.event()?.kind).toBe("refused");
  });
});
