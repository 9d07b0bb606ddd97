import { expect, it } from "vitest";
import { isUuid } from "../lib/uuid";
import { uuid } from "../testing/factories";
import { currentConversationId } from "./conversationId";

const KEY = "assistant.conversation";

it("A tab stays in its conversation, and a new one joins the one gone to last", () => {
  localStorage.setItem(KEY, uuid(2));
  expect(currentConversationId()).toBe(uuid(2));
  sessionStorage.setItem(KEY, uuid(1));
  expect(currentConversationId()).toBe(uuid(1));
});

it("What is kept and is no conversation gives way to the next, or to a new one", () => {
  sessionStorage.setItem(KEY, "undefined");
  localStorage.setItem(KEY, uuid(2));
  expect(currentConversationId()).toBe(uuid(2));
  for (const storage of [sessionStorage, localStorage]) storage.setItem(KEY, "../scenarios");
  const id = currentConversationId();
  expect(isUuid(id)).toBe(true);
  expect([sessionStorage.getItem(KEY), localStorage.getItem(KEY)]).toEqual([id, id]);
});
