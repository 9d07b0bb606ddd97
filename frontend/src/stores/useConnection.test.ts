import { renderHook } from "@solidjs/testing-library";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { aProblem, aSnapshot, completed, uuid } from "../testing/factories";
import { FakeSocket } from "../testing/fakeSocket";
import { renderPageHook } from "../testing/renderStores";
import { useChatStore } from "./useChatStore";
import { useConnection } from "./useConnection";

/** Longer than any wait before a reconnection, shorter than any deadline. */
const RECONNECTED = 7_000;

/** What an edit is given before it is said to be late; work that asks the model is given longer. */
const EDIT = 20_000;

beforeEach(() => void vi.useFakeTimers());

const render = () =>
  renderPageHook(
    () => ({ connection: useConnection(), chat: useChatStore() }),
    () => ({ items: [], total: 0, page: 1, page_size: 20 }),
  ).result;

async function connect(): Promise<FakeSocket> {
  await vi.advanceTimersByTimeAsync(RECONNECTED);
  FakeSocket.last.open();
  FakeSocket.last.receive(aSnapshot());
  return FakeSocket.last;
}

async function connected() {
  const stores = render();
  return { ...stores, socket: await connect() };
}

const sentIds = (socket: FakeSocket) => socket.intents.map(({ command_id }) => command_id);

describe("The state of the connection", () => {
  it("is known from the first attempt to the way back from a cut", async () => {
    const { connection } = render();
    expect(connection.state()).toBe("connecting");
    const socket = await connect();
    expect(connection.state()).toBe("open");
    socket.drop();
    expect(connection.state()).toBe("lost");
    await vi.advanceTimersByTimeAsync(RECONNECTED);
    expect(connection.state()).toBe("lost");
    await connect();
    expect(connection.state()).toBe("open");
  });

  it("is open, with nothing late, for a form that stands alone", () => {
    const { result } = renderHook(useConnection);
    expect([result.state(), result.late()]).toEqual(["open", []]);
  });
});

describe("What is late", () => {
  it("is what this tab sent and heard nothing of, each from its own deadline", async () => {
    const { connection, chat } = await connected();
    void chat.send("cible.update", {}, { commandId: uuid(1) });
    void chat.send("plan.generate", {}, { commandId: uuid(2) });
    await vi.advanceTimersByTimeAsync(EDIT - 1);
    expect(connection.late()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(connection.late()).toEqual([uuid(1)]);
    await vi.advanceTimersByTimeAsync(2 * EDIT);
    expect(connection.late()).toEqual([uuid(1), uuid(2)]);
  });

  it("is nothing of another tab's", async () => {
    const { connection, socket } = await connected();
    socket.receive(aSnapshot({ pending: [{ command_id: uuid(1), intent: "cible.update", step: "" }] }));
    socket.receive({ type: "progress", command_id: uuid(1), step: "edit", label: "Correction" });
    await vi.advanceTimersByTimeAsync(4 * EDIT);
    expect(connection.late()).toEqual([]);
  });

  it("is no longer so with the first news, and not again once its end is known", async () => {
    const { connection, chat, socket } = await connected();
    void chat.send("cible.update", {}, { commandId: uuid(1) });
    await vi.advanceTimersByTimeAsync(EDIT);
    socket.receive({ type: "accepted", command_id: uuid(1) });
    expect(connection.late()).toEqual([]);
    socket.receive(completed({ command_id: uuid(1) }));
    // Out of order, and once more: nothing follows the end of a command.
    socket.receive({ type: "accepted", command_id: uuid(1) });
    socket.receive({ type: "progress", command_id: uuid(1), step: "draft", label: "Rédaction" });
    socket.receive(completed({ command_id: uuid(1) }));
    await vi.advanceTimersByTimeAsync(4 * EDIT);
    expect(connection.late()).toEqual([]);
  });

  it("is nothing that was refused: that is hers to send again or not", async () => {
    const { connection, chat, socket } = await connected();
    void chat.send("cible.update", {}, { commandId: uuid(1) });
    socket.receive({ type: "rejected", command_id: uuid(1), problem: aProblem() });
    await vi.advanceTimersByTimeAsync(4 * EDIT);
    expect(connection.late()).toEqual([]);
  });

  it("is counted anew from a reconnection, which sends everything again once", async () => {
    const { connection, chat, socket } = await connected();
    void chat.send("cible.update", {}, { commandId: uuid(1) });
    await vi.advanceTimersByTimeAsync(EDIT - 1);
    socket.drop();
    await vi.advanceTimersByTimeAsync(RECONNECTED);
    expect(connection.late()).toEqual([]);
    const second = await connect();
    expect(sentIds(second)).toEqual([uuid(1)]);
    await vi.advanceTimersByTimeAsync(EDIT - 1);
    expect(connection.late()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(connection.late()).toEqual([uuid(1)]);
  });

  it("goes again under the same id when the person asks, and has its time anew", async () => {
    const { connection, chat, socket } = await connected();
    void chat.send("cible.update", {}, { commandId: uuid(1) });
    await vi.advanceTimersByTimeAsync(EDIT);
    connection.retry(uuid(1));
    expect(sentIds(socket)).toEqual([uuid(1), uuid(1)]);
    expect(connection.late()).toEqual([]);
    await vi.advanceTimersByTimeAsync(EDIT);
    expect(connection.late()).toEqual([uuid(1)]);
  });
});
