import type { Scenario } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import type { PlanVersion } from "../lib/planVersions";
import { newUuid } from "../lib/uuid";
import { useChatStore } from "../stores/useChatStore";
import { toast } from "./toasts";
import { useWaiting } from "./useWaiting";

/** Makes an older version of the plan the current one again, and says how it went. */
export function useRestorePlan() {
  const { t } = useI18n();
  const chat = useChatStore();
  const waiting = useWaiting();
  const stateOf = (scenarioId: number, planId: number) =>
    waiting.stateOf("plan.restore", scenarioId, { plan_id: planId });

  /** Resolves to whether it was done. */
  async function restore({ id }: Scenario, { plan, number }: PlanVersion): Promise<boolean> {
    waiting.tellQueued();
    if (stateOf(id, plan.id) !== "ready") return false;
    const commandId = newUuid();
    // Without a version: it makes a copy, loses nothing, and must not be refused for what she asked just before.
    const payload = { plan_id: plan.id };
    const outcome = await chat.send("plan.restore", payload, { commandId, scenarioId: id, source: "plan.restore" });
    // What was refused is told here: it needs no copy in the chat.
    if (outcome.status === "rejected") chat.discard(commandId);
    if (outcome.status === "completed") void toast("success", t("plan.restored", number));
    else void toast("error", outcome.problem.title, { description: outcome.problem.detail });
    return outcome.status === "completed";
  }

  return { restore, stateOf };
}
