import type { Scenario } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import type { PlanVersion } from "../lib/planVersions";
import { newUuid } from "../lib/uuid";
import { useChatStore } from "../stores/useChatStore";
import { toast } from "./toasts";

/** Makes an older version of the plan the current one again, and says how it went. Resolves to whether it was done. */
export function useRestorePlan() {
  const { t } = useI18n();
  const chat = useChatStore();

  return async ({ id, version }: Scenario, { plan, number }: PlanVersion): Promise<boolean> => {
    const commandId = newUuid();
    const payload = { plan_id: plan.id, version };
    const outcome = await chat.send("plan.restore", payload, { commandId, scenarioId: id, source: "plan.restore" });
    // What was refused is told here: it needs no copy in the chat.
    if (outcome.status === "rejected") chat.discard(commandId);
    if (outcome.status === "completed") void toast("success", t("plan.restored", number));
    else void toast("error", outcome.problem.title, { description: outcome.problem.detail });
    return outcome.status === "completed";
  };
}
