import { useNavigate } from "@solidjs/router";
import type { Action, Intent, Kind } from "../api/contracts";
import { withPrefill } from "../lib/prefill";
import * as paths from "../paths";
import { type Outcome, useChatStore } from "../stores/useChatStore";
import { isComposed, useComposeStore } from "../stores/useComposeStore";
import { useScenarioStore } from "../stores/useScenarioStore";
import { useExport } from "./useExport";

export interface ActionContext {
  /** The scenario of the message or page that carries the button; without one, the one in hand. */
  scenarioId: number | null;
  source: string;
}

/** What a server-sent button does, wherever it is shown. */
export function useActions() {
  const chat = useChatStore();
  const scenarios = useScenarioStore();
  const compose = useComposeStore();
  const navigate = useNavigate();
  const saveExport = useExport();

  /** Puts words in the composer and goes there; what is sent next is about that scenario. */
  function askInChat(text: string, scenarioId: number | null): void {
    if (scenarioId !== null) scenarios.select(scenarioId);
    chat.setDraft(withPrefill(chat.draft(), text));
    navigate(paths.routes.chat, { state: { compose: true } });
  }

  /**
   * Opens the form that a button is about, filled in with what is known, or the scenario's page; words of no form go to
   * the composer.
   */
  function openForm({ intent, prefill }: Action["payload"], scenarioId: number | null): void {
    const known = typeof prefill === "object" && prefill !== null ? (prefill as Record<string, unknown>) : {};
    const scenario = scenarioId === null ? undefined : scenarios.byId(scenarioId);
    const [kind, verb] = String(intent).split(".") as [Kind, string];
    const record = scenario?.[`${kind}s`]?.find(({ id }) => id === known.id);
    if (isComposed(intent)) compose.open(intent, { scenarioId, prefill });
    else if (intent === "scenario.open" && scenarioId !== null) navigate(paths.scenarioPath(scenarioId));
    else if (intent === "scenario.update" && scenario)
      navigate(paths.scenarioPath(scenario.id), { state: { edit: true, changes: known } });
    else if (verb === "update" && scenario && record)
      compose.edit({ scenarioId: scenario.id, form: kind, record, changes: known });
    else askInChat(typeof prefill === "string" ? prefill : "", scenarioId);
  }

  function act(action: Action, context: ActionContext): Promise<Outcome> | null {
    const scenarioId = context.scenarioId ?? scenarios.currentId();
    if (action.intent === "ui.compose") {
      openForm(action.payload, scenarioId);
      return null;
    }
    if (action.intent === "scenario.export" && scenarioId !== null) {
      void saveExport(scenarioId, action.payload.format === "csv" ? "csv" : "json");
    }
    return chat.send(action.intent as Intent, action.payload, {
      commandId: action.once ? (action.command_id ?? null) : null,
      scenarioId,
      source: context.source,
    });
  }

  return { act, askInChat };
}
