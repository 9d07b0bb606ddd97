import { useNavigate } from "@solidjs/router";
import type { Action, Intent } from "../api/contracts";
import { withPrefill } from "../lib/prefill";
import * as paths from "../paths";
import { type Outcome, useChatStore } from "../stores/useChatStore";
import { isComposed, useComposeStore } from "../stores/useComposeStore";
import { useScenarioStore } from "../stores/useScenarioStore";

export interface ActionContext {
  /** The scenario of the message or page that carries the button; without one, the one in hand. */
  scenarioId: number | null;
  source: string;
}

/** Saves the file the gateway makes of a scenario; the browser names and stores it. */
export function downloadExport(scenarioId: number, format: "json" | "csv"): void {
  const link = document.createElement("a");
  link.href = paths.api.scenarioExport(scenarioId, format);
  link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
}

/** What a server-sent button does, wherever it is shown. */
export function useActions() {
  const chat = useChatStore();
  const scenarios = useScenarioStore();
  const compose = useComposeStore();
  const navigate = useNavigate();

  /** Puts words in the composer and goes there; what is sent next is about that scenario. */
  function askInChat(text: string, scenarioId: number | null): void {
    if (scenarioId !== null) scenarios.select(scenarioId);
    chat.setDraft(withPrefill(chat.draft(), text));
    navigate(paths.routes.chat, { state: { compose: true } });
  }

  function act(action: Action, context: ActionContext): Promise<Outcome> | null {
    const scenarioId = context.scenarioId ?? scenarios.currentId();
    if (action.intent === "ui.compose") {
      const { intent, prefill } = action.payload;
      if (isComposed(intent)) compose.open(intent, { scenarioId, prefill });
      else askInChat(String(prefill ?? ""), scenarioId);
      return null;
    }
    if (action.intent === "scenario.export" && scenarioId !== null) {
      downloadExport(scenarioId, action.payload.format === "csv" ? "csv" : "json");
    }
    return chat.send(action.intent as Intent, action.payload, {
      commandId: action.once ? (action.command_id ?? null) : null,
      scenarioId,
      source: context.source,
    });
  }

  return { act, askInChat };
}
