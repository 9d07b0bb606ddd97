import type { ApiClient } from "../api/client";
import type { Action } from "../api/contracts";
import type { Connection } from "../api/live";
import type { Conversation } from "./conversation";

/** `waiting` is under way, but nothing can be heard of it before the connection is back. */
export type ActionState = "ready" | "running" | "waiting" | "done" | "expired";

/** The button of a message, as a name for what it started. */
export const sourceOf = (messageId: number, action: Action): string => `message:${messageId}:${action.id}`;

/** What the buttons of the server are at, wherever they are shown. */
export function createButtons(
  api: ApiClient,
  conversationId: () => string,
  conversation: () => Conversation,
  connection: () => Connection,
) {
  function actionState(action: Action, source: string): ActionState {
    const { running, endings } = conversation().state;
    const command = action.command_id ? running[action.command_id] : undefined;
    if (action.done || (action.command_id && endings[action.command_id] === "completed")) return "done";
    const begun = [command, ...Object.values(running).filter((one) => one.source === source)];
    if (!begun.some((one) => one && !one.problem)) return "ready";
    return connection() === "lost" ? "waiting" : "running";
  }

  /**
   * Reads the messages that carry a button once its command has ended: the server offers what failed under another
   * command id, and says what was changed before it was done.
   */
  async function refreshButtons(commandId: string): Promise<void> {
    const id = conversationId();
    const carriers = conversation().state.messages.filter(({ actions }) =>
      actions.some((action) => action.command_id === commandId),
    );
    for (const { id: messageId } of carriers) {
      const read = await api.conversationMessages(id, { before: messageId + 1, limit: 1 }).catch(() => null);
      if (read && id === conversationId()) conversation().merge(read.items);
    }
  }

  return { actionState, refreshButtons };
}
