import type { Message } from "../api/contracts";

/**
 * The name under which a message is shown. A command has at most one message of each author, so a bubble shown before
 * the server answered and the stored message that replaces it are one and the same for the page.
 */
export function messageKey(message: Pick<Message, "id" | "auteur" | "command_id">): string {
  return message.command_id ? bubbleKey(message.auteur, message.command_id) : `message:${message.id}`;
}

export const bubbleKey = (auteur: Message["auteur"], commandId: string): string => `${auteur}:${commandId}`;

/** Where a message of this id is, or would be inserted: messages are sorted by id. */
export function indexOfMessage(messages: readonly Message[], id: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((messages[middle]?.id ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
