import type { Entity, PlanItem, Problem, Scenario } from "../api/contracts";
import { type FormValues, initialValues } from "../components/formFields";
import { RecordForm } from "../components/RecordForm";
import { useI18n } from "../i18n/I18nProvider";
import { entityTitle } from "../lib/entities";
import { type EditRequest, useComposeStore } from "../stores/useComposeStore";
import { useScenarioStore } from "../stores/useScenarioStore";
import { Dialog } from "../ui/Dialog";
import { EditConflict } from "./Scenario/EditConflict";
import { useScenarioEdits } from "./Scenario/useScenarioEdits";

const titleOf = (record: Entity | PlanItem): string => ("format" in record ? record.format : entityTitle(record));

/** Corrects one entity, or one line of the plan, without leaving the page one is on. */
export default function EditDialog(props: { request: EditRequest }) {
  const { t } = useI18n();
  const compose = useComposeStore();
  const scenarios = useScenarioStore();
  // The dialog is made anew for each request: what it was opened with stays.
  const { scenarioId, form, record } = props.request;
  const edits = useScenarioEdits(() => scenarios.byId(scenarioId) as Scenario);
  const before = initialValues(form, record);
  // Changes that were said have what was typed for them: a draft of before would hide them.
  const draft = [form, record.id, props.request.changes ? JSON.stringify(props.request.changes) : ""].join(":");
  const initial = initialValues(form, { ...record, ...props.request.changes });

  const isGone = (): boolean => {
    const scenario = scenarios.byId(scenarioId);
    const held = form === "planItem" ? scenario?.plan?.items : scenario?.[`${form}s`];
    return !held?.some(({ id }) => id === record.id);
  };
  const gone = () =>
    form === "planItem"
      ? { text: t("plan.gone") }
      : { text: t("entity.gone"), onAddAnyway: (values: FormValues) => done(edits.addAnyway(form, values)) };

  /** Closes once it is done. */
  async function done(saving: Promise<Problem | null>): Promise<Problem | null> {
    const problem = await saving;
    if (!problem) compose.close();
    return problem;
  }

  const save = (values: FormValues): Promise<Problem | null> =>
    form === "planItem"
      ? edits.saveItem(record as PlanItem, values, before, record.version)
      : edits.saveEntity(form, record as Entity, values, before, record.version);

  return (
    <>
      <Dialog open title={t("entity.edit", titleOf(record))} closeLabel={t("close")} onClose={compose.close}>
        <RecordForm
          form={form}
          draft={draft}
          class="min-h-0 overflow-y-auto px-6 pt-4 pb-6"
          initial={initial}
          submitLabel={t("form.save")}
          onCancel={compose.close}
          onSubmit={(values) => done(save(values))}
          gone={isGone() ? gone() : undefined}
        />
      </Dialog>
      <EditConflict conflict={edits.conflict()} />
    </>
  );
}
