import History from "lucide-solid/icons/rotate-ccw-clock";
import { For, type JSX, Show } from "solid-js";
import type { Plan, PlanItem, Problem } from "../../api/contracts";
import { PlanTable } from "../../components/PlanTable";
import type { Submission } from "../../components/RecordForm";
import { RestoreButton } from "../../components/RestoreButton";
import { useI18n } from "../../i18n/I18nProvider";
import { formatDateTime } from "../../lib/dates";
import type { ActionState } from "../../stores/useChatStore";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";

export interface PlanSectionProps {
  scenarioId: number;
  plan: Plan;
  isCurrent: boolean;
  readOnly: boolean;
  /** Its number among the versions. */
  number: number;
  onSave: (item: PlanItem, submission: Submission) => Promise<Problem | null>;
  /** What is still to be done about a line. */
  noteOf: (item: PlanItem) => string | null;
  onRestore: () => void;
  onClose: () => void;
  restoring: ActionState;
  /** Every version there is, to look at and to restore. */
  versions: JSX.Element;
}

/** The plan, or an older version of it, which is read only. */
export function PlanSection(props: PlanSectionProps) {
  const { t, locale } = useI18n();
  const date = () => formatDateTime(props.plan.generated_at, locale());
  return (
    <div class="grid gap-4">
      <Show when={!props.isCurrent}>
        <Notice tone="warm" icon={<History aria-hidden="true" />} class="flex-wrap">
          <span class="min-w-0 flex-1">{t("plan.older", props.number, date())}</span>
          <Button size="sm" variant="ghost" onClick={() => props.onClose()}>
            {t("plan.backToCurrent")}
          </Button>
          <RestoreButton number={props.number} state={props.restoring} onRestore={() => props.onRestore()} />
        </Notice>
      </Show>
      <div class="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-12 print:block print:break-inside-avoid">
        <div class="grid max-w-prose content-start gap-2 text-ink-soft print:max-w-none print:gap-0.5 print:text-sm">
          <For each={props.plan.resume.split("\n").filter((line) => line.trim())}>{(line) => <p>{line}</p>}</For>
        </div>
        <div data-screen-only>{props.versions}</div>
      </div>
      {/* An older version is another table: the forms open on the current one have no place in it. */}
      <Show keyed when={props.isCurrent ? "current" : props.plan.id}>
        <PlanTable
          scenarioId={props.scenarioId}
          items={props.plan.items}
          caption={t("plan.caption", date())}
          {...(props.isCurrent && !props.readOnly ? { onSave: props.onSave, noteOf: props.noteOf } : {})}
        />
      </Show>
    </div>
  );
}
