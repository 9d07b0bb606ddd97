import History from "lucide-solid/icons/rotate-ccw-clock";
import { Show } from "solid-js";
import type { Plan, PlanItem, Problem } from "../../api/contracts";
import type { FormValues } from "../../components/formFields";
import { PlanTable } from "../../components/PlanTable";
import { useI18n } from "../../i18n/I18nProvider";
import { formatDateTime } from "../../lib/dates";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";

export interface PlanSectionProps {
  plan: Plan;
  isCurrent: boolean;
  onSave: (item: PlanItem, values: FormValues, before: FormValues, version: number) => Promise<Problem | null>;
  onRestore: () => void;
  onClose: () => void;
  isRestoring: boolean;
}

/** The plan, or an older version of it, which is read only. */
export function PlanSection(props: PlanSectionProps) {
  const { t, locale } = useI18n();
  const date = () => formatDateTime(props.plan.generated_at, locale());
  return (
    <div class="grid gap-4">
      <Show when={!props.isCurrent}>
        <Notice tone="warm" icon={<History aria-hidden="true" />} class="flex-wrap">
          <span class="min-w-0 flex-1">{t("plan.older", date())}</span>
          <Button size="sm" variant="ghost" onClick={() => props.onClose()}>
            {t("plan.backToCurrent")}
          </Button>
          <Button size="sm" busy={props.isRestoring} onClick={() => props.onRestore()}>
            {t("plan.restore")}
          </Button>
        </Notice>
      </Show>
      <p class="max-w-prose whitespace-pre-line text-ink-soft">{props.plan.resume}</p>
      <PlanTable
        items={props.plan.items}
        caption={t("plan.caption", date())}
        {...(props.isCurrent ? { onSave: props.onSave } : {})}
      />
    </div>
  );
}
