import { newUuid } from "../lib/uuid";

const KEY = "assistant.conversation";

/**
 * The conversation of this tab. A reload stays in it; a new tab joins the one begun last, so that two tabs are one
 * conversation until one of them begins another.
 */
export function currentConversationId(): string {
  const id = sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY) ?? newUuid();
  return keep(id);
}

/** Begins another conversation, for this tab and those opened from now on. */
export const renewConversationId = (): string => keep(newUuid());

function keep(id: string): string {
  sessionStorage.setItem(KEY, id);
  localStorage.setItem(KEY, id);
  return id;
}
