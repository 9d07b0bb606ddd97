import { createMemo } from "solid-js";
import type { Message } from "../api/contracts";
import { speaks } from "../i18n/utterance";
import type { Conversation, RunningCommand } from "./conversation";
import { bubbleKey, messageKey } from "./messages";

/**
 * What the chat shows, in order: the stored messages, then a pair of bubbles for each command under way. A row is a
 * name, the same before and after its message is stored, so that a bubble is never drawn twice.
 */
export function createRows(conversation: () => Conversation, isConnected: () => boolean) {
  const byKey = createMemo(() => {
    const messages = conversation().state.messages;
    return new Map(messages.map((message) => [messageKey(message), message]));
  });

  const rows = createMemo(() => {
    const shown = new Set(byKey().keys());
    for (const command of Object.values(conversation().state.running)) {
      if (saysSomething(command)) shown.add(bubbleKey("user", command.commandId));
      if (awaitsAnswer(command) && (command.accepted || isConnected()))
        shown.add(bubbleKey("assistant", command.commandId));
    }
    return [...shown];
  });

  return {
    rows,
    messageOf: (key: string): Message | undefined => byKey().get(key),
    commandOf: (key: string): RunningCommand | undefined =>
      conversation().state.running[key.slice(key.indexOf(":") + 1)],
  };
}

/** Edits make no bubble, unless they need the person's attention. */
const saysSomething = ({ mine, intent, problem, late }: RunningCommand) =>
  mine && (speaks(intent) || problem !== null || late);

const awaitsAnswer = ({ intent, problem, draft, step }: RunningCommand) =>
  problem === null && (speaks(intent) || draft !== null || step !== null);
