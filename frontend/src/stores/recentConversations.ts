import { createSignal, onCleanup } from "solid-js";
import type { Frame, Message, Scenario } from "../api/contracts";
import { now } from "../lib/now";
import { browserStorage } from "../lib/storage";
import { isUuid } from "../lib/uuid";
import type { Conversation } from "./conversation";

/** A conversation that this browser had open. Nothing but its id leads to it: no server lists whose is which. */
export interface RecentConversation {
  id: string;
  /** The scenario it was last about, else the first words said in it. */
  title: string;
  /** When its latest message was written. */
  at: string;
}

// A key for each: tabs that write at the same moment write different ones, or say the same of the same one.
const PREFIX = "assistant.recent.";
const MOST = 20;
const LONGEST_TITLE = 80;
/** As long as the server keeps messages. */
const LIFETIME = 7 * 24 * 60 * 60 * 1000;

function parse(id: string, text: string | null): RecentConversation | null {
  try {
    const { title, at } = JSON.parse(text ?? "");
    return typeof title === "string" && Date.parse(at) ? { id, title, at } : null;
  } catch {
    return null;
  }
}

const moment = ({ at }: RecentConversation): number => Date.parse(at);

const keptAt = (time: number, all: readonly RecentConversation[]): RecentConversation[] =>
  all
    .filter((each) => time - moment(each) < LIFETIME)
    .sort((one, other) => moment(other) - moment(one))
    .slice(0, MOST);

const ids = (): string[] =>
  browserStorage
    .keys()
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length))
    .filter(isUuid);

const read = (id: string): RecentConversation | null => parse(id, browserStorage.getItem(PREFIX + id));

const readAll = (): RecentConversation[] =>
  ids()
    .map(read)
    .filter((each) => each !== null);

function firstWords(messages: readonly Message[]): string {
  const [first = ""] = messages.filter(({ auteur }) => auteur === "user").map(({ contenu }) => contenu);
  const letters = [...first.replace(/\s+/g, " ").trim()];
  return letters.length > LONGEST_TITLE ? `${letters.slice(0, LONGEST_TITLE - 1).join("")}…` : letters.join("");
}

/** The conversations that the tabs of this browser had open in the last seven days, twenty at most. */
export function createRecentConversations(conversationId: () => string, conversation: () => Conversation) {
  const [all, setAll] = createSignal(readAll());
  const [goneId, setGoneId] = createSignal<string | null>(null);
  const onStorage = ({ key }: StorageEvent) => (key === null || key.startsWith(PREFIX)) && readAgain();
  addEventListener("storage", onStorage);
  onCleanup(() => removeEventListener("storage", onStorage));
  sweep();

  function readAgain(): void {
    const known = new Map(all().map((each) => [each.id, each]));
    const isSame = (one: RecentConversation, other?: RecentConversation) =>
      one.title === other?.title && one.at === other.at;
    // What has not changed is the same object: a list that is open keeps its lines, and one of them the focus.
    setAll(readAll().map((each) => (isSame(each, known.get(each.id)) ? (known.get(each.id) ?? each) : each)));
  }

  /** Removes what is too old, unreadable or too much. */
  function sweep(): void {
    const kept = new Set(keptAt(Date.now(), readAll()).map(({ id }) => id));
    for (const id of ids()) if (!kept.has(id)) browserStorage.removeItem(PREFIX + id);
    readAgain();
  }

  return {
    /** Those that are not on screen, the latest first. */
    others: (): RecentConversation[] => keptAt(now(), all()).filter(({ id }) => id !== conversationId()),
    /** Notes how far the conversation on screen has come, once it holds anything. */
    note(scenario: Scenario | null): void {
      const { messages } = conversation().state;
      const latest = messages.at(-1);
      if (!latest || latest.id === 0) return;
      const title = scenario?.nom ?? (read(conversationId())?.title || firstWords(messages));
      browserStorage.setItem(PREFIX + conversationId(), JSON.stringify({ title, at: latest.created_at }));
      sweep();
    },
    /** Forgets the conversation on screen if it is known and the server has nothing of it any more; returns whether it is so. */
    notice({ messages, pending }: Frame<"snapshot">): boolean {
      const isEmpty = pending.length === 0 && messages.every(({ id }) => id === 0);
      if (!isEmpty || !read(conversationId())) return false;
      browserStorage.removeItem(PREFIX + conversationId());
      setGoneId(conversationId());
      sweep();
      return true;
    },
    /** The conversation on screen was known, and its messages are no more. */
    isGone: (): boolean => goneId() === conversationId(),
  };
}
