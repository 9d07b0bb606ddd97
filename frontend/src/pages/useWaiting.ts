import type { Intent } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { pendingOf } from "../lib/pending";
import { type ActionState, useChatStore } from "../stores/useChatStore";
import { toast } from "./toasts";

/** What is asked with one click: whether it is under way or waits for the connection, and the words that say so. */
export function useWaiting() {
  const { t } = useI18n();
  const chat = useChatStore();
  const isOffline = () => chat.connection() !== "open";

  return {
    isOffline,
    /** Says that what was just asked waits for the connection, when it does. */
    tellQueued(): void {
      if (isOffline()) void toast("info", t("form.queued"), { id: "form.queued" });
    },
    /** Where the commands of one intent about a scenario are, or those of them that ask for the same. */
    stateOf(intent: Intent, scenarioId: number, same: Record<string, unknown> = {}): ActionState {
      const pending = pendingOf(chat.running(), intent, scenarioId).filter(({ payload }) =>
        Object.entries(same).every(([name, value]) => payload[name] === value),
      );
      if (pending.length > 0 && isOffline()) return "waiting";
      return pending.some(({ late }) => !late) ? "running" : "ready";
    },
  };
}
