import { renderHook } from "@solidjs/testing-library";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { aMessage, aSnapshot, completed, uuid } from "../testing/factories";
import { FakeSocket } from "../testing/fakeSocket";
import { renderPageHook } from "../testing/renderStores";
import { useChatStore } from "./useChatStore";
import { useEditStore } from "./useEditStore";

/** Longer than any wait before a reconnection. */
const RECONNECTED = 7_000;

beforeEach(() => void vi.useFakeTimers());

const render = () =>
  renderPageHook(
    () => ({ edits: useEditStore(), elsewhere: useEditStore(), chat: useChatStore() }),
    () => ({ items: [], total: 0, page: 1, page_size: 20 }),
  ).result;

async function connect(): Promise<FakeSocket> {
  await vi.advanceTimersByTimeAsync(RECONNECTED);
  FakeSocket.last.open();
  FakeSocket.last.receive(aSnapshot({ messages: [aMessage()] }));
  return FakeSocket.last;
}

async function connected() {
  const stores = render();
  return { ...stores, socket: await connect() };
}

it("The edits of a page belong to a page", () => {
  expect(() => renderHook(useEditStore)).toThrow("EditStore is used outside of its provider");
});

describe("The order wanted for the objectifs of a scenario", () => {
  it("is the same for every part of the page, the last one asked for, until it is there", () => {
    const { edits, elsewhere } = render();
    expect(elsewhere.wantedOrder(5)).toBeUndefined();
    edits.setWantedOrder(5, [2, 1, 3]);
    elsewhere.setWantedOrder(5, [3, 2, 1]);
    expect([edits, elsewhere].map((part) => part.wantedOrder(5))).toEqual([
      [3, 2, 1],
      [3, 2, 1],
    ]);
    edits.setWantedOrder(5, undefined);
    expect(elsewhere.wantedOrder(5)).toBeUndefined();
  });

  it("leaves alone that of another scenario", () => {
    const { edits } = render();
    edits.setWantedOrder(5, [2, 1]);
    edits.setWantedOrder(6, [9, 8]);
    edits.setWantedOrder(5, undefined);
    expect(edits.wantedOrder(6)).toEqual([9, 8]);
  });

  it("is kept through a cut", async () => {
    const { edits, socket } = await connected();
    edits.setWantedOrder(5, [2, 1]);
    socket.drop();
    expect(edits.wantedOrder(5)).toEqual([2, 1]);
    await connect();
    expect(edits.wantedOrder(5)).toEqual([2, 1]);
  });

  it("is that of its conversation: nothing of it is heard in another one, and it is found again on the way back", async () => {
    const { edits, chat } = await connected();
    edits.setWantedOrder(5, [2, 1]);
    const first = chat.conversationId();
    chat.startConversation();
    await connect();
    expect(edits.wantedOrder(5)).toBeUndefined();
    edits.setWantedOrder(5, [1, 2]);
    chat.openConversation(first);
    await connect();
    expect(edits.wantedOrder(5)).toEqual([2, 1]);
  });
});

describe("What is taken back", () => {
  it("is told to whoever waits for it, once, and to nobody else", () => {
    const { edits, elsewhere } = render();
    const [told, other] = [vi.fn(), vi.fn()];
    edits.onWithdrawn(uuid(1), told);
    edits.onWithdrawn(uuid(2), other);
    elsewhere.withdraw(uuid(1));
    elsewhere.withdraw(uuid(1));
    elsewhere.withdraw(uuid(3));
    expect([told.mock.calls.length, other.mock.calls.length]).toEqual([1, 0]);
  });

  it("without a connection is never sent, while the rest goes out once it is back", async () => {
    const { edits, chat, socket } = await connected();
    socket.drop();
    const told = vi.fn();
    for (const id of [uuid(1), uuid(2)]) {
      edits.onWithdrawn(id, () => told(id));
      void chat.send("cible.update", {}, { commandId: id }).then(() => edits.settled(id));
    }
    chat.discard(uuid(1));
    edits.withdraw(uuid(1));
    const second = await connect();
    expect(second.intents.map(({ command_id }) => command_id)).toEqual([uuid(2)]);
    expect(told.mock.calls).toEqual([[uuid(1)]]);
  });

  it("too late is not: once settled, after a cut and however often its end is told, nobody waits any more", async () => {
    const { edits, chat, socket } = await connected();
    const told = vi.fn();
    edits.onWithdrawn(uuid(1), told);
    const sending = chat.send("cible.update", {}, { commandId: uuid(1) }).then(() => edits.settled(uuid(1)));
    socket.drop();
    const second = await connect();
    second.receive(completed({ command_id: uuid(1) }));
    second.receive({ type: "accepted", command_id: uuid(1) });
    second.receive(completed({ command_id: uuid(1) }));
    await sending;
    edits.withdraw(uuid(1));
    expect(told).not.toHaveBeenCalled();
  });
});
