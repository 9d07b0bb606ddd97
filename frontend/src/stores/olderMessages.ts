import { batch, createSignal } from "solid-js";
import type { ApiClient } from "../api/client";
import type { Conversation } from "./conversation";

const PAGE = 50;

/** The messages before those of the snapshot, read a page at a time. */
export function createOlderMessages(api: ApiClient, conversationId: () => string, conversation: () => Conversation) {
  const [isLoadingOlder, setLoading] = createSignal(false);

  async function loadOlder(): Promise<void> {
    const target = conversation();
    // The welcome is not stored: its id is 0.
    const oldest = target.state.messages.find((message) => message.id > 0);
    if (!oldest || !target.state.hasOlder || isLoadingOlder()) return;
    setLoading(true);
    const page = await api.conversationMessages(conversationId(), { before: oldest.id, limit: PAGE }).catch(() => null);
    batch(() => {
      setLoading(false);
      // Meanwhile a snapshot may have begun the list anew: this page would leave a gap behind it.
      if (!page || target.state.messages.find((message) => message.id > 0)?.id !== oldest.id) return;
      target.merge(page.items);
      target.setHasOlder(page.items.length === PAGE);
    });
  }

  return { isLoadingOlder, loadOlder };
}
