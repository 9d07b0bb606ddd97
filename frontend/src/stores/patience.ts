import { onCleanup } from "solid-js";
import type { Intent } from "../api/contracts";
import { patience } from "../api/intents";

/** Says, once, that a command was not heard of for longer than it should take. News of it starts the wait again. */
export function createPatience(onLate: (commandId: string) => void) {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  function forget(commandId: string): void {
    clearTimeout(timers.get(commandId));
    timers.delete(commandId);
  }

  function forgetAll(): void {
    for (const commandId of [...timers.keys()]) forget(commandId);
  }

  onCleanup(forgetAll);

  return {
    forget,
    forgetAll,
    arm({ commandId, intent }: { commandId: string; intent: Intent | null }): void {
      forget(commandId);
      timers.set(
        commandId,
        setTimeout(() => onLate(commandId), patience(intent)),
      );
    },
  };
}
