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

  const commandOf = (key: string): RunningCommand | undefined =>
    conversation().state.running[key.slice(key.indexOf(":") + 1)];

  /** What was refused for one reason in rows that follow each other, the last of which is this one; none for the others. */
  function refusedUpTo(key: string): RunningCommand[] {
    const code = commandOf(key)?.problem?.code;
    const isOfTheRun = (row: string | undefined) =>
      row !== undefined && code !== undefined && commandOf(row)?.problem?.code === code;
    const end = rows().indexOf(key) + 1;
    if (!isOfTheRun(key) || isOfTheRun(rows()[end])) return [];
    const before = rows()
      .slice(0, end)
      .findLastIndex((row) => !isOfTheRun(row));
    return rows()
      .slice(before + 1, end)
      .flatMap((row) => commandOf(row) ?? []);
  }

  return { rows, messageOf: (key: string): Message | undefined => byKey().get(key), commandOf, refusedUpTo };
}

/** Edits make no bubble, unless they need the person's attention. */
const saysSomething = ({ mine, intent, problem, late }: RunningCommand) =>
  mine && (speaks(intent) || problem !== null || late);

const awaitsAnswer = ({ intent, problem, draft, step }: RunningCommand) =>
  problem === null && (speaks(intent) || draft !== null || step !== null);
