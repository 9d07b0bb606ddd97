import { ApiError, apiClient } from "../api/client";
import { useI18n } from "../i18n/I18nProvider";
import { toast } from "./toasts";

/** Saves the file that the gateway makes of a scenario, or says why it could not be made. */
export function useExport() {
  const { t } = useI18n();
  return async (scenarioId: number, format: "json" | "csv"): Promise<void> => {
    try {
      const { file, name } = await apiClient.exportScenario(scenarioId, format);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(file);
      link.download = name || `scenario.${format}`;
      link.click();
      // The browser has taken the file by then.
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch (error) {
      const why = error instanceof ApiError ? error.problem?.detail : undefined;
      void toast("error", t("export.failed"), { description: why ?? t("export.unreachable") });
    }
  };
}
