import type { Intent } from "../../api/contracts";
import { pendingOf } from "../../lib/pending";
import { newUuid } from "../../lib/uuid";
import { type Outcome, useChatStore } from "../../stores/useChatStore";
import { useEditStore } from "../../stores/useEditStore";

/** What a scenario's page asks of the server, and what it asked that has no outcome yet. */
export function useScenarioCommands(id: () => number) {
  const chat = useChatStore();
  const edits = useEditStore();

  const pending = (intent: Intent, recordId?: number) => pendingOf(chat.running(), intent, id(), recordId);

  /**
   * Resolves with the outcome; with null once it was taken back. What the person still sees in a form needs no second
   * copy in the chat: a refusal is hers to correct there.
   */
  function send(intent: Intent, payload: Record<string, unknown>): Promise<Outcome | null> {
    const commandId = newUuid();
    return new Promise((resolve) => {
      edits.onWithdrawn(commandId, () => resolve(null));
      void chat.send(intent, payload, { commandId, scenarioId: id(), source: intent }).then((outcome) => {
        edits.settled(commandId);
        if (outcome.status === "rejected") chat.discard(commandId);
        resolve(outcome);
      });
    });
  }

  /** Takes back what was asked of a record and never left, for want of a connection: the payloads, oldest first. */
  function takeBack(intent: Intent, recordId?: number): Record<string, unknown>[] {
    if (chat.connection() === "open") return [];
    return pending(intent, recordId)
      .filter(({ accepted }) => !accepted)
      .map(({ commandId, payload }) => {
        chat.discard(commandId);
        edits.withdraw(commandId);
        return payload;
      });
  }

  return { pending, send, takeBack };
}

export type ScenarioCommands = ReturnType<typeof useScenarioCommands>;
