import type { Entity, PlanItem, Problem, Scenario } from "../api/contracts";
import { draftName } from "../components/formDraft";
import { initialValues } from "../components/formFields";
import { RecordForm, type Submission } from "../components/RecordForm";
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
  const { scenarioId, form, changes, record: asked } = props.request;
  const edits = useScenarioEdits(() => scenarios.byId(scenarioId) as Scenario);
  const current = (): Entity | PlanItem | undefined => {
    const held: readonly (Entity | PlanItem)[] =
      (form === "planItem" ? edits.shown().plan?.items : edits.shown()[`${form}s`]) ?? [];
    return held.find(({ id }) => id === asked.id);
  };
  // With what was asked of it before and is not done yet.
  const record = current() ?? asked;
  const name = draftName(form, scenarioId, record.id);
  const said = changes && initialValues(form, { ...record, ...changes });
  // Changes that were said have what was typed for them: a draft of before would hide them.
  const draft = changes ? `${name}:${JSON.stringify(changes)}` : name;
  const gone = () =>
    form === "planItem"
      ? { text: t("plan.gone") }
      : {
          text: t("entity.gone"),
          onAddAnyway: (submission: Submission) => done(submission, edits.addAnyway(form, submission)),
        };

  /** Closes once it is done. */
  async function done({ left }: Submission, saving: Promise<Problem | null>): Promise<Problem | null> {
    const problem = await saving;
    if (!problem && !left.aborted) compose.close();
    return problem;
  }

  const save = (submission: Submission): Promise<Problem | null> =>
    form === "planItem"
      ? edits.saveItem(record as PlanItem, submission)
      : edits.saveEntity(form, record as Entity, submission);

  return (
    <>
      <Dialog open title={t("entity.edit", titleOf(record))} closeLabel={t("close")} onClose={compose.close}>
        <RecordForm
          form={form}
          draft={draft}
          class="min-h-0 overflow-y-auto px-6 pt-4 pb-6"
          initial={initialValues(form, record)}
          version={record.version}
          latest={current()?.version}
          {...(said ? { changes: said } : {})}
          submitLabel={t("form.save")}
          onCancel={compose.close}
          onSubmit={(submission) => done(submission, save(submission))}
          gone={current() ? undefined : gone()}
        />
      </Dialog>
      <EditConflict conflict={edits.conflict()} />
    </>
  );
}
