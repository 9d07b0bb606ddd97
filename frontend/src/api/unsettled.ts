import type { SafeStorage } from "../lib/storage";
import type { Intent, Problem } from "./contracts";

/** An intent the page has sent, or will send, and whose outcome it does not know. */
export interface UnsettledIntent {
  commandId: string;
  conversationId: string;
  intent: Intent;
  scenarioId: number | null;
  payload: Record<string, unknown>;
  /** The button or form it comes from, which shows it running: `message:<id>:<action id>` or a name of the page. */
  source: string | null;
  /** Why the gateway refused it before doing anything; kept for the person to send it again or give it up. */
  problem: Problem | null;
}

const KEY = "assistant.intents";

/** Keeps unsettled intents through reloads of this tab: `storage` is the tab's. */
export function createUnsettledIntents(storage: SafeStorage) {
  const intents = new Map<string, UnsettledIntent>(read(storage).map((intent) => [intent.commandId, intent]));

  const write = () => storage.setItem(KEY, JSON.stringify([...intents.values()]));

  return {
    all: (): UnsettledIntent[] => [...intents.values()],
    get: (commandId: string): UnsettledIntent | undefined => intents.get(commandId),
    put(intent: UnsettledIntent): void {
      intents.set(intent.commandId, intent);
      write();
    },
    remove(commandId: string): void {
      if (intents.delete(commandId)) write();
    },
  };
}

export type UnsettledIntents = ReturnType<typeof createUnsettledIntents>;

function read(storage: SafeStorage): UnsettledIntent[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? (stored as UnsettledIntent[]) : [];
  } catch {
    return [];
  }
}
