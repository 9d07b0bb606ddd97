import { createStore, produce, reconcile, unwrap } from "solid-js/store";
import type { Frame, Intent, Message, Problem, ServerFrame } from "../api/contracts";
import type { UnsettledIntent } from "../api/unsettled";
import { type Draft, withDelta } from "./draft";
import { indexOfMessage } from "./messages";

/** A command of this conversation without an outcome yet, sent by this tab (`mine`) or by another one. */
export interface RunningCommand {
  commandId: string;
  mine: boolean;
  intent: Intent | null;
  payload: Record<string, unknown>;
  scenarioId: number | null;
  source: string | null;
  /** The server has it: even if everything stops now, it will be done. */
  accepted: boolean;
  draft: Draft | null;
  /** What the server says it is doing. */
  step: string | null;
  /** Why the gateway refused it before anything was done. */
  problem: Problem | null;
  /** Nothing was heard of it for longer than it should take. */
  late: boolean;
}

export type Ending = "completed" | "failed";

interface ConversationState {
  /** The stored messages that are loaded, by id. */
  messages: Message[];
  running: Record<string, RunningCommand>;
  endings: Record<string, Ending>;
  /** The first snapshot has come. */
  loaded: boolean;
  hasOlder: boolean;
}

const SNAPSHOT_SIZE = 50;

const runningCommand = (commandId: string, known: Partial<RunningCommand> = {}): RunningCommand => ({
  commandId,
  mine: false,
  intent: null,
  payload: {},
  scenarioId: null,
  source: null,
  accepted: true,
  draft: null,
  step: null,
  problem: null,
  late: false,
  ...known,
});

/**
 * One conversation as the page knows it. Snapshots, live frames and older pages may come in any order, twice or late:
 * messages merge by id, commands by their own id, and nothing follows a command's end.
 */
export function createConversation() {
  const [state, setState] = createStore<ConversationState>({
    messages: [],
    running: {},
    endings: {},
    loaded: false,
    hasOlder: false,
  });

  function merge(messages: readonly (Message | null | undefined)[]): void {
    const unknown = new Map<number, Message>();
    for (const message of messages) {
      if (!message) continue;
      const index = indexOfMessage(state.messages, message.id);
      if (state.messages[index]?.id === message.id) setState("messages", index, reconcile(message));
      else unknown.set(message.id, message);
    }
    if (unknown.size === 0) return;
    // One new list, however many there are: inserting them one by one is what a long conversation would feel.
    const next = [...unwrap(state).messages, ...unknown.values()].sort((one, other) => one.id - other.id);
    setState({ messages: next });
  }

  function begin(intent: UnsettledIntent): void {
    setState("running", intent.commandId, {
      ...runningCommand(intent.commandId, { mine: true, accepted: false }),
      ...{ intent: intent.intent, payload: intent.payload, scenarioId: intent.scenarioId },
      ...{ source: intent.source, problem: intent.problem },
    });
  }

  function forget(commandId: string): void {
    setState(
      "running",
      produce((running) => void delete running[commandId]),
    );
  }

  /** Changes a command that runs, learning of it when another tab sent it; what has ended stays ended. */
  function touch(commandId: string, change: (command: RunningCommand) => Partial<RunningCommand>): void {
    if (state.endings[commandId]) return;
    const known = state.running[commandId] ?? runningCommand(commandId);
    setState("running", commandId, { ...known, late: false, ...change(known) });
  }

  function end(frame: Frame<"completed"> | Frame<"failed">): void {
    setState("endings", frame.command_id, frame.type);
    if (frame.type === "completed") for (const id of standsFor(frame.command_id)) setState("endings", id, "completed");
    merge([frame.user_message, frame.message]);
    forget(frame.command_id);
  }

  /** Away for longer than a snapshot goes back: what is known of before would hide a gap, and is read again on scroll. */
  function forgetBefore(snapshot: readonly Message[]): void {
    const oldest = snapshot[0]?.id;
    if (oldest === undefined || snapshot.length < SNAPSHOT_SIZE) return;
    const known = unwrap(state).messages;
    if (known.length === 0 || known.some(({ id }) => id === oldest)) return;
    setState({ messages: known.filter(({ id }) => id > oldest), hasOlder: true });
  }

  /** The buttons that "add all" has settled with its own: not those of what had been set aside. */
  function standsFor(commandId: string): string[] {
    const all = state.messages.flatMap(({ actions }) => actions);
    const items = all.find(({ command_id }) => command_id === commandId)?.payload.items;
    if (!Array.isArray(items)) return [];
    const isUsed = (id: unknown) =>
      all.some(
        ({ command_id, done }) => command_id === id && (done || state.endings[command_id ?? ""] === "completed"),
      );
    return items
      .filter((item: { dismiss_id?: unknown }) => !item.dismiss_id || !isUsed(item.dismiss_id))
      .map((item: { command_id?: unknown }) => item.command_id)
      .filter((id) => typeof id === "string");
  }

  function takeSnapshot(frame: Frame<"snapshot">): void {
    forgetBefore(frame.messages);
    merge(frame.messages);
    const pending = new Set(frame.pending.map((command) => command.command_id));
    for (const command of Object.values(state.running)) {
      if (!command.mine && !pending.has(command.commandId)) forget(command.commandId);
    }
    for (const { command_id, intent } of frame.pending) {
      touch(command_id, (known) => ({ accepted: true, intent: known.intent ?? (intent as Intent) }));
    }
    if (!state.loaded) setState({ loaded: true, hasOlder: frame.messages.length >= SNAPSHOT_SIZE });
  }

  function receive(frame: ServerFrame): void {
    switch (frame.type) {
      case "snapshot":
        return takeSnapshot(frame);
      case "accepted":
        if (state.running[frame.command_id]) touch(frame.command_id, () => ({ accepted: true, problem: null }));
        return;
      case "rejected":
        // Of what the server already has, a refusal is only about asking again.
        if (frame.command_id && state.running[frame.command_id]?.accepted === false) {
          touch(frame.command_id, () => ({ accepted: false, problem: frame.problem }));
        }
        return;
      case "delta":
        return touch(frame.command_id, (known) => ({ accepted: true, draft: withDelta(known.draft, frame) }));
      case "progress":
        return touch(frame.command_id, () => ({ accepted: true, step: frame.label }));
      case "completed":
      case "failed":
        return end(frame);
      case "scenario":
      case "history":
      case "scenarios":
      case "pong":
        return;
    }
  }

  return {
    state,
    receive,
    merge,
    begin,
    forget,
    markLate: (commandId: string) => setState("running", commandId, "late", true),
    /** Sent again: neither late nor refused any more. */
    renew: (commandId: string) => setState("running", commandId, { late: false, problem: null }),
    setHasOlder: (hasOlder: boolean) => setState({ hasOlder }),
  };
}

export type Conversation = ReturnType<typeof createConversation>;
