import { batch, createMemo, createSignal, onCleanup } from "solid-js";
import type { ApiClient } from "../api/client";
import type { Frame, Intent, Problem, ServerFrame } from "../api/contracts";
import { isThoughtful } from "../api/intents";
import { type Connection, createLive, type Live } from "../api/live";
import { createUnsettledIntents, type UnsettledIntent } from "../api/unsettled";
import { tabStorage } from "../lib/storage";
import { newUuid } from "../lib/uuid";
import { socketUrl } from "../paths";
import { createButtons } from "./buttons";
import { createConversation, type RunningCommand } from "./conversation";
import { changeConversationId, currentConversationId } from "./conversationId";
import { createOlderMessages } from "./olderMessages";
import { createOutcomes, type Outcome } from "./outcomes";
import { createPatience } from "./patience";
import type { ReadingPlace } from "./readingPlace";
import { createRecentConversations } from "./recentConversations";
import { createRows } from "./rows";
import { createStoreContext } from "./storeContext";
import { createStoredText } from "./storedText";
import type { ScenarioStore } from "./useScenarioStore";

export { type ActionState, sourceOf } from "./buttons";
export type { Outcome } from "./outcomes";

export interface ChatEvent {
  kind: "thinking" | "answered" | "failed" | "refused" | "late" | "lost" | "restored" | "gone";
  /** What was answered or failed, when it was known to be under way. */
  ended?: RunningCommand;
}

/** A failure of this tab's that nobody waited for, as that of what was sent before a reload. */
export interface Unheard {
  command: RunningCommand;
  problem: Problem;
}

export interface SendOptions {
  commandId?: string | null;
  scenarioId?: number | null;
  source?: string;
}

export interface ChatStoreOptions {
  api: ApiClient;
  scenarios: ScenarioStore;
  locale: () => string;
}

/** The conversation of this tab: its messages, what is under way, and everything the person can send. */
export function createChatStore({ api, scenarios, locale }: ChatStoreOptions) {
  const unsettled = createUnsettledIntents(tabStorage);
  const outcomes = createOutcomes();
  const [connection, setConnection] = createSignal<Connection>("connecting");
  const [event, setEvent] = createSignal<ChatEvent | null>(null);
  const [unheard, setUnheard] = createSignal<readonly Unheard[]>([]);
  const [conversationId, setConversationId] = createSignal(currentConversationId());
  const [conversation, setConversation] = createSignal(createConversation());
  const recents = createRecentConversations(conversationId, conversation);
  // Of the tab, whatever the conversation: what is half written goes along to another one.
  const [draft, setDraft] = createStoredText("assistant.draft");
  const running = () => Object.values(conversation().state.running);
  const patience = createPatience((commandId) => {
    conversation().markLate(commandId);
    if (conversation().state.running[commandId]?.mine) setEvent({ kind: "late" });
  });
  const rows = createRows(conversation, () => connection() === "open");
  const buttons = createButtons(api, conversationId, conversation, connection);
  const older = createOlderMessages(api, conversationId, conversation);
  let live = connect();
  // Where the reader was, for when the list is shown again.
  let place: ReadingPlace | null = null;
  onCleanup(() => live.close());

  function connect(): Live {
    const id = conversationId();
    for (const intent of unsettled.all()) if (intent.conversationId === id) conversation().begin(intent);
    return createLive({
      conversationId: id,
      url: () => socketUrl(id, locale()),
      unsettled,
      onFrame: (frame) => batch(() => receive(frame)),
      onConnection: changeConnection,
    });
  }

  function changeConnection(next: Connection): void {
    const previous = connection();
    if (next === previous) return;
    setConnection(next);
    if (next === "lost") {
      patience.forgetAll();
      setEvent({ kind: "lost" });
    } else if (next === "open") {
      for (const command of running()) if (command.mine && !command.problem) patience.arm(command);
      if (previous === "lost") {
        setEvent({ kind: "restored" });
        scenarios.refreshAll();
      }
    }
  }

  function receive(frame: ServerFrame): void {
    const command = "command_id" in frame && frame.command_id ? conversation().state.running[frame.command_id] : null;
    conversation().receive(frame);
    switch (frame.type) {
      case "snapshot":
        scenarios.inHand.hear(frame.messages);
        if (frame.scenario) scenarios.upsert(frame.scenario);
        recents.note(frame.scenario);
        if (recents.notice(frame)) setEvent({ kind: "gone" });
        return;
      case "accepted":
      case "delta":
      case "progress":
        if (command) patience.arm(command);
        return;
      case "rejected":
        if (frame.command_id) refuse(frame.command_id, frame.problem);
        else if (frame.problem.code === "scenario-not-found") scenarios.markArchived(live.watched() ?? -1);
        return;
      case "completed":
      case "failed":
        return settle(frame, command ?? null);
      case "scenario":
        return scenarios.upsert(frame.scenario);
      case "history":
        return scenarios.refreshHistory(frame.scenario_id);
      case "scenarios":
        // The one in hand may have been archived, which no frame of its own tells.
        live.watchAgain();
        return scenarios.refreshList();
      case "pong":
        return;
    }
  }

  function refuse(commandId: string, problem: Problem): void {
    if (conversation().state.running[commandId]?.accepted) return;
    patience.forget(commandId);
    const intent = unsettled.get(commandId);
    if (!intent) return;
    unsettled.put({ ...intent, problem });
    setEvent({ kind: "refused" });
    outcomes.tell(commandId, { status: "rejected", problem });
  }

  function settle(frame: Frame<"completed"> | Frame<"failed">, command: RunningCommand | null): void {
    patience.forget(frame.command_id);
    unsettled.remove(frame.command_id);
    if (frame.type === "completed" && frame.scenario) scenarios.upsert(frame.scenario);
    if (frame.message) scenarios.inHand.hear([frame.message]);
    if (command?.intent?.startsWith("scenario.")) scenarios.refreshList();
    recents.note(frame.type === "completed" ? frame.scenario : null);
    const kind = frame.type === "completed" ? "answered" : "failed";
    if (frame.message) setEvent({ kind, ...(command ? { ended: command } : {}) });
    // A button clicked here is done as it says; done from a form or another tab, it may have been changed first.
    if (frame.type === "failed" || !command?.source) void buttons.refreshButtons(frame.command_id);
    if (frame.type === "completed") return void outcomes.tell(frame.command_id, { status: "completed", frame });
    const { problem } = frame;
    const isHeard = outcomes.tell(frame.command_id, { status: "failed", problem, frame });
    if (!isHeard && command?.mine) setUnheard([...unheard(), { command, problem }]);
  }

  /** Sends an intent, keeps it until it is settled, and tells its outcome. The same command id is the same command. */
  function send(intent: Intent, payload: Record<string, unknown>, options: SendOptions = {}): Promise<Outcome> {
    const commandId = options.commandId ?? newUuid();
    const scenarioId = options.scenarioId === undefined ? scenarios.currentId() : options.scenarioId;
    const outcome = outcomes.of(commandId);
    const known = conversation().state.running[commandId];
    if (known && !known.problem) return outcome;
    submit({
      ...{ commandId, conversationId: conversationId(), intent, scenarioId, payload },
      ...{ source: options.source ?? null, problem: null },
    });
    return outcome;
  }

  function submit(intent: UnsettledIntent): void {
    conversation().begin(intent);
    scenarios.inHand.sent(intent.commandId);
    dispatch(intent);
    if (isThoughtful(intent.intent)) setEvent({ kind: "thinking" });
  }

  function dispatch(intent: UnsettledIntent): void {
    unsettled.put(intent);
    live.sendIntent(intent.commandId);
    if (connection() === "open") patience.arm(intent);
  }

  /** Sends again what is late or was refused, under the same command id: it cannot be done twice. */
  function retry(commandId: string): void {
    const intent = unsettled.get(commandId);
    // Another tab's command: only a new snapshot can tell where it stands.
    if (!intent) return live.reconnect();
    if (intent.problem?.code === "command-id-reused") {
      discard(commandId);
      return submit({ ...intent, commandId: newUuid(), problem: null });
    }
    conversation().renew(commandId);
    dispatch({ ...intent, problem: null });
  }

  /** Gives up what the gateway refused: nothing was done. */
  function discard(commandId: string): void {
    unsettled.remove(commandId);
    conversation().forget(commandId);
  }

  /** Whether everything sent here is in the server's hands, so that leaving the conversation loses nothing. */
  const canLeave = createMemo(() => running().every((command) => !command.mine || command.accepted));

  const isNew = () => running().length === 0 && conversation().state.messages.every(({ id }) => id === 0);

  /** Leaves this conversation for another one, or for a new one. */
  function goTo(id?: string): void {
    if (!canLeave()) return;
    live.close();
    patience.forgetAll();
    batch(() => {
      setConversationId(changeConversationId(id));
      setConversation(createConversation());
      scenarios.inHand.leave();
      setConnection("connecting");
    });
    // Only now: the list that goes away has just said where it was.
    place = null;
    const watched = live.watched();
    live = connect();
    // What a page shows of a scenario goes on being told, whatever is talked about.
    live.watch(watched);
  }

  return {
    connection,
    event,
    conversationId,
    messages: () => conversation().state.messages,
    isLoaded: () => conversation().state.loaded,
    hasOlder: () => conversation().state.hasOlder,
    ...older,
    ...rows,
    running,
    /** The assistant is at work on something asked here. */
    typing: () => running().some((command) => !command.problem && isThoughtful(command.intent)),
    /** The buttons of the latest message. */
    actions: () => conversation().state.messages.at(-1)?.actions ?? [],
    actionState: buttons.actionState,
    send,
    retry,
    discard,
    cancel: (commandId: string) => send("command.cancel", { command_id: commandId }),
    /** The person has asked to stop it: sent, or waiting for the connection. */
    isStopping: (commandId: string) =>
      running().some(
        ({ intent, payload, problem }) => intent === "command.cancel" && payload.command_id === commandId && !problem,
      ),
    watch: (scenarioId: number | null) => live.watch(scenarioId),
    /** Connects again, for a new language. */
    reconnect: () => live.reconnect(),
    /** The failures not told to anyone yet: whoever takes them tells the person. */
    takeUnheard(): readonly Unheard[] {
      const all = unheard();
      if (all.length > 0) setUnheard([]);
      return all;
    },
    draft,
    setDraft,
    place: () => place,
    setPlace(next: ReadingPlace): void {
      place = next;
    },
    canLeave,
    /** The latest message about any scenario is about this one, or what was sent and is not settled yet is. */
    isAbout: (scenarioId: number): boolean =>
      conversation().state.messages.findLast((message) => message.scenario_id !== null)?.scenario_id === scenarioId ||
      running().some((command) => command.mine && !command.problem && command.scenarioId === scenarioId),
    /** One that holds nothing yet is a new one: it stays. */
    startConversation: () => (isNew() ? scenarios.select(null) : goTo()),
    /** The others that this browser had open lately, the latest first. */
    recentConversations: recents.others,
    openConversation: (id: string) => goTo(id),
    /** It was known here, and its messages are no more. */
    isGone: () => recents.isGone() && isNew(),
  };
}

export type ChatStore = ReturnType<typeof createChatStore>;

export const [ChatStoreContext, useChatStore] = createStoreContext<ChatStore>("ChatStore");
