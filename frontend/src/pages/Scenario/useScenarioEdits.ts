import { createSignal } from "solid-js";
import type { Action, Entity, Intent, Kind, PlanItem, Problem, Scenario } from "../../api/contracts";
import type { Conflict } from "../../components/ConflictDialog";
import { changesOf, type FormName, type FormValues, initialValues } from "../../components/formFields";
import { useI18n } from "../../i18n/I18nProvider";
import { entityTitle, orderAfterMove, prioritiesFor } from "../../lib/entities";
import { newUuid } from "../../lib/uuid";
import { type Outcome, useChatStore } from "../../stores/useChatStore";
import { useScenarioStore } from "../../stores/useScenarioStore";
import { toast } from "../toasts";

/** A conflict on screen, with what each choice does. */
export interface OpenConflict extends Conflict {
  keepMine: () => void;
  takeTheirs: () => void;
  close: () => void;
}

interface Edit {
  intent: Intent;
  form: FormName;
  id: number;
  values: FormValues;
  before: FormValues;
  version: number;
  /** The same record as it now is, null when it is gone. */
  current: (scenario: Scenario) => Entity | PlanItem | Scenario | null;
}

/** The corrections made on a scenario's page. Each is an intent; a stale one shows both versions. */
export function useScenarioEdits(scenario: () => Scenario) {
  const { t } = useI18n();
  const chat = useChatStore();
  const scenarios = useScenarioStore();
  const [conflict, setConflict] = createSignal<OpenConflict | null>(null);

  /** What the person still sees in a form needs no second copy in the chat: a refusal is hers to correct there. */
  async function send(intent: Intent, payload: Record<string, unknown>): Promise<Outcome> {
    const commandId = newUuid();
    const outcome = await chat.send(intent, payload, { commandId, scenarioId: scenario().id, source: intent });
    if (outcome.status === "rejected") chat.discard(commandId);
    return outcome;
  }

  async function save(edit: Edit): Promise<Problem | null> {
    const changes = changesOf(edit.values, edit.before);
    if (Object.keys(changes).length === 0) return null;
    const identified = edit.form === "scenario" ? {} : { id: edit.id };
    const sending = send(edit.intent, { ...identified, version: edit.version, ...changes });
    if (chat.connection() !== "open") {
      void toast("info", t("form.queued"));
      return null;
    }
    const outcome = await sending;
    if (outcome.status === "completed") return null;
    if (outcome.problem.code !== "stale-version") return outcome.problem;
    return resolve(edit, outcome.problem);
  }

  /** Asks the person which version to keep; what she typed waits in the form until she chose. */
  async function resolve(edit: Edit, stale: Problem): Promise<Problem | null> {
    const fresh = await scenarios.refresh(scenario().id);
    const current = fresh ? edit.current(fresh) : null;
    if (!current) return null;
    const theirs = initialValues(edit.form, current);
    return new Promise((done) => {
      const finish = (result: Problem | null) => {
        setConflict(null);
        done(result);
      };
      setConflict({
        form: edit.form,
        mine: { ...theirs, ...changedValues(edit) },
        theirs,
        keepMine: () => {
          setConflict(null);
          const mine = { ...theirs, ...changedValues(edit) };
          void save({ ...edit, values: mine, before: theirs, version: current.version }).then(done);
        },
        takeTheirs: () => finish(null),
        close: () => finish(stale),
      });
    });
  }

  function saveEntity(kind: Kind, entity: Entity, values: FormValues, before: FormValues, version: number) {
    const current = (now: Scenario) => (now[`${kind}s`] as Entity[]).find(({ id }) => id === entity.id) ?? null;
    return save({ intent: `${kind}.update`, form: kind, id: entity.id, values, before, version, current });
  }

  function saveItem(item: PlanItem, values: FormValues, before: FormValues, version: number) {
    const current = (now: Scenario) => now.plan?.items.find(({ id }) => id === item.id) ?? null;
    return save({ intent: "plan.update_item", form: "planItem", id: item.id, values, before, version, current });
  }

  function saveScenario(values: FormValues, before: FormValues, version: number) {
    const id = scenario().id;
    return save({ intent: "scenario.update", form: "scenario", id, values, before, version, current: (now) => now });
  }

  async function remove(kind: Kind, entity: Entity): Promise<void> {
    const outcome = await send(`${kind}.remove`, { id: entity.id, version: entity.version });
    if (outcome.status !== "completed") return failed(outcome.problem);
    const undo = outcome.frame.actions.find(({ intent }) => intent === `${kind}.restore`);
    void toast("success", t("entity.removed", entityTitle(entity)), {
      ...(undo ? { action: { label: t("undo"), onClick: () => void restore(undo) } } : {}),
    });
  }

  async function restore(undo: Action): Promise<void> {
    const outcome = await chat.send(undo.intent as Intent, undo.payload, {
      commandId: undo.command_id ?? null,
      scenarioId: scenario().id,
    });
    if (outcome.status !== "completed") failed(outcome.problem);
  }

  // One order after the other: the second starts from what the first has made.
  let ordering: Promise<unknown> = Promise.resolve();

  function reorder(from: number, to: number): void {
    const order = orderAfterMove(scenario().objectifs, from, to);
    ordering = ordering.then(() => applyOrder(order));
  }

  async function applyOrder(order: number[]): Promise<void> {
    const outcomes = await Promise.all(
      prioritiesFor(scenario().objectifs, order).map(({ objectif, priorite }) =>
        send("objectif.update", { id: objectif.id, version: objectif.version, priorite }),
      ),
    );
    const refused = outcomes.find((outcome) => outcome.status !== "completed");
    if (refused) failed(refused.problem);
  }

  function failed(problem: Problem): void {
    void toast("error", problem.title, { description: problem.detail });
  }

  return { conflict, send, saveEntity, saveItem, saveScenario, remove, reorder, failed };
}

/** Only what the person changed; the rest of the form may be older than what is stored. */
const changedValues = ({ values, before }: Edit): FormValues =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== before[name]));
