import { useNavigate } from "@solidjs/router";
import type { Scenario } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { routes } from "../paths";
import { useChatStore } from "../stores/useChatStore";
import { useScenarioStore } from "../stores/useScenarioStore";
import { toast } from "./toasts";
import { useWaiting } from "./useWaiting";

/** Goes back to the chat, archives a scenario, and offers to undo. */
export function useArchive() {
  const { t } = useI18n();
  const chat = useChatStore();
  const scenarios = useScenarioStore();
  const navigate = useNavigate();
  const waiting = useWaiting();
  const stateOf = (id: number) => waiting.stateOf("scenario.archive", id);

  async function archive({ id, nom }: Scenario): Promise<void> {
    // Away first: its page would go on reading what is no longer there.
    navigate(routes.chat);
    waiting.tellQueued();
    if (stateOf(id) !== "ready") return;
    // Without a version: it overwrites nothing, can be undone, and must not be refused for what she asked just before.
    const outcome = await chat.send("scenario.archive", {}, { scenarioId: id, source: "scenario.archive" });
    if (outcome.status !== "completed") {
      void toast("error", outcome.problem.title, { description: outcome.problem.detail });
      return;
    }
    scenarios.markArchived(id);
    if (scenarios.currentId() === id) scenarios.select(null);
    scenarios.refreshList();
    void toast("success", t("scenario.archived", nom), {
      action: {
        label: t("undo"),
        onClick: () => void chat.send("scenario.restore", {}, { scenarioId: id }).then(scenarios.refreshList),
      },
    });
  }

  return { archive, stateOf };
}
