import { browserStorage, tabStorage } from "../lib/storage";
import { isUuid, newUuid } from "../lib/uuid";

const KEY = "assistant.conversation";

/**
 * The conversation of this tab. A reload stays in it; a new tab joins the one gone to last, so that two tabs are one
 * conversation until one of them goes to another.
 */
export function currentConversationId(): string {
  const kept = [tabStorage.getItem(KEY), browserStorage.getItem(KEY)];
  // Anything else would be refused by the server at each connection.
  return keep(kept.find((id) => id !== null && isUuid(id)) ?? newUuid());
}

/** Goes to another conversation, in this tab and in those opened from now on. */
export const changeConversationId = (id: string = newUuid()): string => keep(id);

function keep(id: string): string {
  tabStorage.setItem(KEY, id);
  browserStorage.setItem(KEY, id);
  return id;
}
