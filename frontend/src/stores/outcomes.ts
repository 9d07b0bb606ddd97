import type { Frame, Problem } from "../api/contracts";

/** How a command sent from this tab ended. */
export type Outcome =
  | { status: "completed"; frame: Frame<"completed"> }
  | { status: "failed"; problem: Problem; frame: Frame<"failed"> }
  | { status: "rejected"; problem: Problem };

/** Who waits for the outcome of which command. Each is told once. */
export function createOutcomes() {
  const waiting = new Map<string, ((outcome: Outcome) => void)[]>();
  return {
    of: (commandId: string): Promise<Outcome> =>
      new Promise((resolve) => {
        waiting.set(commandId, [...(waiting.get(commandId) ?? []), resolve]);
      }),
    /** Whether anyone waited for it. */
    tell(commandId: string, outcome: Outcome): boolean {
      const listeners = waiting.get(commandId) ?? [];
      waiting.delete(commandId);
      for (const listener of listeners) listener(outcome);
      return listeners.length > 0;
    },
  };
}
