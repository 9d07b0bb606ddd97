import { ApiError } from "../api/client";
import { useI18n } from "../i18n/I18nProvider";
import { newUuid } from "../lib/uuid";
import { useChatStore } from "../stores/useChatStore";
import { useScenarioStore } from "../stores/useScenarioStore";
import { toast } from "./toasts";

/** Whether a text can be a JSON export of this product; whether it is a whole one, the gateway says. */
function isExport(text: string): boolean {
  try {
    const { nom, thematique } = JSON.parse(text) ?? {};
    return typeof nom === "string" && typeof thematique === "string";
  } catch {
    return false;
  }
}

/** Imports a scenario from the file its JSON export made, and opens it. */
export function useImport() {
  const { t } = useI18n();
  const scenarios = useScenarioStore();
  const chat = useChatStore();

  return async (file: File): Promise<void> => {
    const document = await file.text();
    if (!isExport(document)) return void toast("error", t("import.failed"), { description: t("import.notExport") });
    // It says that it is under way, then how it went.
    const id = newUuid();
    void toast("loading", t("import.busy"), { id });
    try {
      const scenario = await scenarios.importDocument(document);
      void toast("success", t("import.done", scenario.nom), { id });
      void chat.send("scenario.open", { scenario_id: scenario.id }, { scenarioId: scenario.id });
    } catch (error) {
      const detail = error instanceof ApiError ? error.problem?.detail : undefined;
      void toast("error", t("import.failed"), { id, description: detail ?? t("error.hint") });
    }
  };
}
