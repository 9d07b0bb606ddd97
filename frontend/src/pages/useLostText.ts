import { useNavigate } from "@solidjs/router";
import { createEffect } from "solid-js";
import { type Intent, KINDS, type Kind, type Problem, type Scenario } from "../api/contracts";
import { draftName, type FormDraft, restoreFormDraft } from "../components/formDraft";
import { type FormName, readable } from "../components/formFields";
import { useI18n } from "../i18n/I18nProvider";
import { copyText } from "../lib/clipboard";
import { scenarioPath } from "../paths";
import type { RunningCommand } from "../stores/conversation";
import { useChatStore } from "../stores/useChatStore";
import { isComposed, useComposeStore } from "../stores/useComposeStore";
import { useScenarioStore } from "../stores/useScenarioStore";
import { toast } from "./toasts";

/** A correction that was not saved, its form being closed. */
export interface LostEdit {
  form: Kind | "planItem" | "scenario";
  scenarioId: number;
  /** Omitted for the scenario itself. */
  id?: number | undefined;
  draft: FormDraft;
}

/** The form of each intent that corrects. */
const FORMS: ReadonlyMap<Intent | null, LostEdit["form"]> = new Map<Intent, LostEdit["form"]>([
  ...KINDS.map((kind) => [`${kind}.update`, kind] as const),
  ["plan.update_item", "planItem"],
  ["scenario.update", "scenario"],
]);

/** Says what could not be saved once its form is closed, and brings what was typed back. */
export function useLostText() {
  const { t } = useI18n();
  const scenarios = useScenarioStore();
  const compose = useComposeStore();
  const navigate = useNavigate();

  function tell(text: string, problem: Problem, label: string, onClick: () => void): void {
    const action = { label, onClick };
    void toast("error", text, { description: problem.detail, duration: Number.POSITIVE_INFINITY, action });
  }

  /** Opens the form again, which takes up the draft; null when what it corrects is no more. */
  function reopening({ form, id, scenarioId }: LostEdit, scenario: Scenario | undefined): (() => void) | null {
    if (!scenario || scenarios.isArchived(scenarioId)) return null;
    if (form === "scenario") return () => navigate(scenarioPath(scenarioId), { state: { edit: true } });
    if (form === "planItem") {
      const record = scenario.plan?.items.find((item) => item.id === id);
      return record ? () => compose.edit({ scenarioId, form, record }) : null;
    }
    const record = scenario[`${form}s`].find((entity) => entity.id === id);
    return record ? () => compose.edit({ scenarioId, form, record }) : null;
  }

  async function tellEdit(lost: LostEdit, problem: Problem): Promise<void> {
    const { form, scenarioId, id, draft } = lost;
    // Before anything else: the page may be left at any moment.
    restoreFormDraft(draftName(form, scenarioId, id), draft);
    const reopen = reopening(lost, await scenarios.refresh(scenarioId));
    const copy = () =>
      void copyText(readable(form as FormName, draft.values, t)).catch(() => toast("error", t("export.copyFailed")));
    tell(t("edit.lost"), problem, t(reopen ? "form.retake" : "form.copy"), reopen ?? copy);
  }

  /** What was to be added; `payload` holds what was typed. */
  function tellAddition(
    intent: Intent,
    scenarioId: number | null,
    payload: Record<string, unknown>,
    problem: Problem,
  ): void {
    // What exists already was only chosen.
    if (!isComposed(intent) || "id" in payload) return;
    tell(t("add.lost"), problem, t("form.retake"), () => compose.open(intent, { scenarioId, prefill: payload }));
  }

  return { tellEdit, tellAddition };
}

/** The same for what was sent by a form before the page was loaded again: nobody else waits for it. */
export function useTextLostByReload(): void {
  const chat = useChatStore();
  const lost = useLostText();

  function tell({ intent, scenarioId, payload, source }: RunningCommand, problem: Problem): void {
    const form = FORMS.get(intent);
    if (form && scenarioId !== null) return void lost.tellEdit(editOf(form, scenarioId, payload), problem);
    // A button is offered again where it stands.
    if (intent && intent !== "search.run" && !source?.startsWith("message:"))
      lost.tellAddition(intent, scenarioId, payload, problem);
  }

  createEffect(() => {
    for (const { command, problem } of chat.takeUnheard()) tell(command, problem);
  });
}

/** What a command was to correct; what stood in those fields before is not known any more. */
function editOf(form: LostEdit["form"], scenarioId: number, payload: Record<string, unknown>): LostEdit {
  const { id, version, ...changes } = payload as { id?: number; version?: number };
  const values = Object.fromEntries(Object.entries(changes).map(([field, value]) => [field, String(value)]));
  return { form, scenarioId, id, draft: { values, begun: { values: {}, version } } };
}
