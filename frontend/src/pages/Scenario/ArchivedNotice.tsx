import Archive from "lucide-solid/icons/archive";
import { createSignal } from "solid-js";
import { useI18n } from "../../i18n/I18nProvider";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import type { useScenarioEdits } from "./useScenarioEdits";

/** Why nothing can be changed any more, and the way back. */
export function ArchivedNotice(props: { edits: ReturnType<typeof useScenarioEdits> }) {
  const { t } = useI18n();
  const [isRestoring, setRestoring] = createSignal(false);

  async function restore(): Promise<void> {
    setRestoring(true);
    const outcome = await props.edits.send("scenario.restore", {});
    setRestoring(false);
    if (outcome && outcome.status !== "completed") return props.edits.failed(outcome.problem);
    // The notice goes with its button.
    document.getElementById("contenu")?.focus();
  }

  return (
    <Notice tone="warm" icon={<Archive aria-hidden="true" />} class="mt-4 flex-wrap">
      <p class="min-w-0 flex-1 basis-60" role="alert">
        <strong>{t("scenario.isArchived")}</strong> {t("scenario.isArchived.hint")}
      </p>
      <Button size="sm" busy={isRestoring()} onClick={() => void restore()}>
        {t("scenario.restore")}
      </Button>
    </Notice>
  );
}
