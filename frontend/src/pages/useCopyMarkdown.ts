import type { Scenario } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { copyText } from "../lib/clipboard";
import { scenarioMarkdown } from "../lib/scenarioMarkdown";
import { toast } from "./toasts";

/** Puts a scenario on the clipboard as Markdown, and says whether the browser let it. */
export function useCopyMarkdown() {
  const { t } = useI18n();
  return async (scenario: Scenario): Promise<void> => {
    try {
      await copyText(scenarioMarkdown(scenario, t));
      void toast("success", t("export.copied"));
    } catch {
      void toast("error", t("export.copyFailed"));
    }
  };
}
