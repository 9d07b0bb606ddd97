import { createSignal, onCleanup } from "solid-js";
import type { Action, Entity, Intent, Kind, PlanItem, Problem, Scenario } from "../../api/contracts";
import type { Conflict } from "../../components/ConflictDialog";
import { draftName, type FormDraft, restoreFormDraft, settleFormDraft } from "../../components/formDraft";
import { changesOf, type FormValues, initialValues, payloadOf } from "../../components/formFields";
import { focusLine, isFocusLost } from "../../components/lineFocus";
import type { Submission } from "../../components/RecordForm";
import { useI18n } from "../../i18n/I18nProvider";
import { entityTitle } from "../../lib/entities";
import { withPending } from "../../lib/pending";
import { unlessLeft } from "../../stores/connectionLoss";
import { useChatStore } from "../../stores/useChatStore";
import { useScenarioStore } from "../../stores/useScenarioStore";
import { toast } from "../toasts";
import { type LostEdit, useLostText } from "../useLostText";
import { useWaiting } from "../useWaiting";
import { useOrder } from "./useOrder";
import { useScenarioCommands } from "./useScenarioCommands";

/** A conflict on screen, with what each choice does. */
export interface OpenConflict extends Conflict {
  keepMine: () => void;
  takeTheirs: () => void;
  close: () => void;
}

interface Edit {
  intent: Intent;
  form: LostEdit["form"];
  /** Omitted for the scenario itself. */
  id?: number;
  values: FormValues;
  before: FormValues;
  version: number;
  /** The same record as it now is, null when it is gone. */
  current: (scenario: Scenario) => Entity | PlanItem | Scenario | null;
}

/** What says that the record is gone. */
const GONE = new Set(["entity-not-found", "plan-replaced"]);

/** The corrections made on a scenario's page. Each is an intent; a stale one shows both versions. */
export function useScenarioEdits(scenario: () => Scenario) {
  const { t } = useI18n();
  const chat = useChatStore();
  const scenarios = useScenarioStore();
  const id = scenario().id;
  const commands = useScenarioCommands(() => id);
  const order = useOrder(() => withPending(scenario(), chat.running()), commands);
  const lost = useLostText();
  const { isOffline, tellQueued } = useWaiting();
  const [conflict, setConflict] = createSignal<OpenConflict | null>(null);
  let isOnScreen = true;
  onCleanup(() => {
    isOnScreen = false;
    conflict()?.close();
  });

  /** Null when it is done, or safely waiting for the connection: nobody stays in front of a form meanwhile. */
  async function save(edit: Edit, left: AbortSignal): Promise<Problem | null> {
    const saving = attempt(edit, left);
    const problem = await unlessLeft(chat.connection, left, saving);
    if (problem !== "lost" && problem !== "left") return problem;
    // Both versions are on screen: nothing is sent before she has chosen.
    if (problem === "lost" && conflict()) return saving;
    if (problem === "lost") tellQueued();
    const { form, id: recordId } = edit;
    void saving.then(
      (later) => later && lost.tellEdit({ form, scenarioId: id, id: recordId, draft: draftOf(edit) }, later),
    );
    return null;
  }

  const nameOf = ({ form, id: recordId }: Edit): string => draftName(form, id, recordId);

  async function attempt(asked: Edit, left: AbortSignal): Promise<Problem | null> {
    if (Object.keys(changesOf(asked.values, asked.before)).length === 0) return null;
    const edit = commands.takeBack(asked.intent, asked.id).reduce(joined, asked);
    const identified = edit.id === undefined ? {} : { id: edit.id };
    const changes = changesOf(edit.values, edit.before);
    const outcome = await commands.send(edit.intent, { ...identified, version: edit.version, ...changes });
    if (!outcome) return null;
    if (outcome.status === "completed") {
      settleFormDraft(nameOf(edit), edit.values);
      return null;
    }
    // Neither a command nor a form holds it any more: until one does, it outlives the page here.
    if (left.aborted) restoreFormDraft(nameOf(edit), draftOf(edit));
    const { problem } = outcome;
    if (problem.code === "stale-version") return resolve(edit, problem, left);
    if (GONE.has(problem.code)) await scenarios.refresh(id);
    return problem;
  }

  /** Asks the person which version to keep, where both changed the same; what she typed waits until she chose. */
  async function resolve(edit: Edit, stale: Problem, left: AbortSignal): Promise<Problem | null> {
    const fresh = await scenarios.refresh(id);
    const current = fresh ? edit.current(fresh) : null;
    if (!current) return stale;
    const theirs = initialValues(edit.form, current);
    const mine = { ...theirs, ...changedValues(edit) };
    const again = { ...edit, values: mine, before: theirs, version: current.version };
    if (!isContested(edit, theirs)) return attempt(again, left);
    if (!isOnScreen) return stale;
    return new Promise((done) => {
      const choose = (result: Problem | null | Promise<Problem | null>) => () => {
        setConflict(null);
        done(result);
      };
      setConflict({
        form: edit.form,
        mine,
        theirs,
        keepMine: () => choose(save(again, left))(),
        takeTheirs() {
          settleFormDraft(nameOf(edit), edit.values);
          choose(null)();
        },
        close: choose(stale),
      });
    });
  }

  function saveEntity(kind: Kind, entity: Entity, submission: Submission) {
    const current = (now: Scenario) => (now[`${kind}s`] as Entity[]).find((one) => one.id === entity.id) ?? null;
    const record = { intent: `${kind}.update`, form: kind, id: entity.id, current } as const;
    return save({ ...record, ...submitted(submission, entity) }, submission.left);
  }

  function saveItem(item: PlanItem, submission: Submission) {
    const current = (now: Scenario) => now.plan?.items.find((one) => one.id === item.id) ?? null;
    const record = { intent: "plan.update_item", form: "planItem", id: item.id, current } as const;
    return save({ ...record, ...submitted(submission, item) }, submission.left);
  }

  function saveScenario(submission: Submission) {
    const record = { intent: "scenario.update", form: "scenario", current: (now: Scenario) => now } as const;
    return save({ ...record, ...submitted(submission, scenario()) }, submission.left);
  }

  /** Adds what was typed for an entity that is gone. */
  async function addAnyway(kind: Kind, { values, left }: Submission): Promise<Problem | null> {
    const payload = payloadOf(values);
    const adding = commands
      .send(`${kind}.add`, payload)
      .then((outcome) => (outcome && outcome.status !== "completed" ? outcome.problem : null));
    const problem = await unlessLeft(chat.connection, left, adding);
    if (problem !== "lost" && problem !== "left") return problem;
    if (problem === "lost") tellQueued();
    void adding.then((later) => later && lost.tellAddition(`${kind}.add`, id, payload, later));
    return null;
  }

  const isBeingRemoved = (kind: Kind, entityId: number) => commands.pending(`${kind}.remove`, entityId).length > 0;

  /** What is still to be done about a record, in words. */
  function noteOf(form: Kind | "planItem", recordId: number): string | null {
    if (form !== "planItem" && isBeingRemoved(form, recordId))
      return t(isOffline() ? "entity.removal.queued" : "entity.removal");
    const update = form === "planItem" ? "plan.update_item" : (`${form}.update` as const);
    return isOffline() && commands.pending(update, recordId).length > 0 ? t("chat.queued") : null;
  }

  async function remove(kind: Kind, entity: Entity): Promise<void> {
    if (isBeingRemoved(kind, entity.id)) return;
    tellQueued();
    const outcome = await commands.send(`${kind}.remove`, { id: entity.id, version: entity.version });
    if (!outcome) return;
    if (outcome.status !== "completed") return failed(outcome.problem);
    const undo = outcome.frame.actions.find(({ intent }) => intent === `${kind}.restore`);
    void toast("success", t("entity.removed", entityTitle(entity)), {
      ...(undo ? { action: { label: t("undo"), onClick: () => void restore(kind, entity.id, undo) } } : {}),
    });
  }

  async function restore(kind: Kind, entityId: number, undo: Action): Promise<void> {
    const outcome = await chat.send(undo.intent as Intent, undo.payload, {
      commandId: undo.command_id ?? null,
      scenarioId: id,
    });
    if (outcome.status !== "completed") return failed(outcome.problem);
    // The button that was clicked goes with its toast.
    if (isFocusLost() || document.activeElement?.closest("[data-sonner-toaster]"))
      focusLine(document.querySelector(`[data-kind="${kind}"]`), entityId);
  }

  async function move(entityId: number, to: number): Promise<void> {
    tellQueued();
    const problem = await order.move(entityId, to);
    if (problem) failed(problem);
  }

  function failed(problem: Problem): void {
    void toast("error", problem.title, { description: problem.detail });
  }

  const { send } = commands;
  /** The scenario as it will be: what was asked shows at once. */
  const shown = order.ordered;
  const saving = { saveEntity, saveItem, saveScenario, addAnyway };
  return { shown, conflict, send, ...saving, remove, isBeingRemoved, noteOf, move, failed };
}

/** Only what the person changed; the rest of the form may be older than what is stored. */
const changedValues = ({ values, before }: Edit): FormValues =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== before[name]));

const draftOf = (edit: Edit): FormDraft => ({
  values: changedValues(edit),
  begun: { values: edit.before, version: edit.version },
});

/** What was typed, and what it corrects. */
const submitted = ({ values, begun }: Submission, { version }: { version: number }) => ({
  values,
  before: begun.values,
  version: begun.version ?? version,
});

/** Whether someone else has put something else where she did. */
const isContested = (edit: Edit, theirs: FormValues): boolean =>
  Object.entries(changedValues(edit)).some(
    ([name, value]) => theirs[name] !== value && theirs[name] !== edit.before[name],
  );

/** An edit with those of the same record that came before it: what was stored under their fields is not known here. */
function joined(edit: Edit, earlier: Record<string, unknown>): Edit {
  const { id: _, version, ...asked } = earlier;
  const untouched = Object.entries(asked).filter(([name]) => edit.values[name] === edit.before[name]);
  const values = { ...edit.values, ...Object.fromEntries(untouched.map(([name, value]) => [name, String(value)])) };
  const before = Object.fromEntries(Object.entries(edit.before).filter(([name]) => !(name in asked)));
  return { ...edit, values, before, version: version as number };
}
