import { createSignal } from "solid-js";
import type { Message } from "../api/contracts";
import type { SafeStorage } from "../lib/storage";

/** What the person chose, and the commands sent since, in their order, whose answers may lead elsewhere. */
interface Choice {
  scenarioId: number;
  commands: readonly string[];
}

const KEY = "assistant.scenario";

/**
 * Which scenario is in hand. While the page of one is shown, that one. Otherwise the one that was chosen in this tab,
 * reloads included, or that an answer to what was sent since is about. Otherwise that of the conversation's latest
 * message.
 */
export function createScenarioInHand(storage: SafeStorage) {
  const [page, setPage] = createSignal<number | null>(null);
  const [choice, setChoice] = createSignal<Choice | null>(read(storage));
  const [told, setTold] = createSignal<number | null>(null);
  let latestId = -1;

  function keep(next: Choice | null): void {
    setChoice(next);
    if (next) storage.setItem(KEY, JSON.stringify(next));
    else storage.removeItem(KEY);
  }

  /** The person's choice; null puts down whatever was in hand. */
  function choose(scenarioId: number | null): void {
    keep(scenarioId === null ? null : { scenarioId, commands: [] });
    if (scenarioId === null) setTold(null);
  }

  /** An answer leads to its scenario, unless one to a later command already did. */
  function lead({ command_id, scenario_id }: Message): void {
    const chosen = choice();
    const place = chosen?.commands.indexOf(command_id ?? "") ?? -1;
    if (!chosen || place < 0 || scenario_id === null) return;
    keep({ scenarioId: scenario_id, commands: chosen.commands.slice(place + 1) });
  }

  return {
    id: (): number | null => page() ?? choice()?.scenarioId ?? told(),
    choose,
    /** The page of a scenario is shown, or no longer: it stands above everything else. */
    show: (scenarioId: number | null): void => void setPage(scenarioId),
    /** A command leaves this tab. */
    sent(commandId: string): void {
      const chosen = choice();
      if (chosen) keep({ ...chosen, commands: [...chosen.commands, commandId] });
    },
    /** The conversation says these, oldest first. A late answer to what was sent before the choice does not undo it. */
    hear(messages: readonly Message[]): void {
      for (const message of messages) if (message.auteur !== "user") lead(message);
      const latest = messages.at(-1);
      if (!latest || latest.id <= latestId) return;
      latestId = latest.id;
      if (latest.scenario_id !== null) setTold(latest.scenario_id);
    },
    /** Another conversation begins, whose messages may be older. */
    leave(): void {
      latestId = -1;
      choose(null);
    },
  };
}

export type ScenarioInHand = ReturnType<typeof createScenarioInHand>;

function read(storage: SafeStorage): Choice | null {
  try {
    return JSON.parse(storage.getItem(KEY) ?? "null") as Choice | null;
  } catch {
    return null;
  }
}
