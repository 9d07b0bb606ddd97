import type { Intent, Scenario } from "../api/contracts";
import { inOrder } from "./entities";

/** What is read here of a command of this tab that has no outcome yet. */
export interface PendingCommand {
  commandId: string;
  mine: boolean;
  accepted: boolean;
  intent: Intent | null;
  scenarioId: number | null;
  payload: Record<string, unknown>;
  problem: unknown;
}

/** Those that ask one thing of one record of a scenario, `id` omitted for the scenario itself; the oldest first. */
export const pendingOf = <Command extends PendingCommand>(
  commands: readonly Command[],
  intent: Intent,
  scenarioId: number,
  id?: number,
): Command[] =>
  commands.filter(
    (command) =>
      command.mine &&
      !command.problem &&
      command.intent === intent &&
      command.scenarioId === scenarioId &&
      command.payload.id === id,
  );

interface Versioned {
  version: number;
}

/**
 * A record as it will be once these corrections are done. Its version is the one it will then have, so that what is
 * asked next follows them. One that names an older version than the record's has been done, or will be refused.
 */
function corrected<Item extends Versioned>(record: Item, commands: readonly PendingCommand[]): Item {
  let item = record;
  for (const { payload } of commands) {
    const { id: _, version, ...changes } = payload;
    if (typeof version === "number" && version >= item.version) item = { ...item, ...changes, version: version + 1 };
  }
  return item;
}

/** A scenario as it will be once what was asked of it is done: a correction shows at once, even without a connection. */
export function withPending(scenario: Scenario, commands: readonly PendingCommand[]): Scenario {
  const one =
    <Item extends Versioned & { id: number }>(intent: Intent) =>
    (item: Item): Item =>
      corrected(item, pendingOf(commands, intent, scenario.id, item.id));
  const order = pendingOf(commands, "objectif.reorder", scenario.id).at(-1)?.payload.ids as number[] | undefined;
  return {
    ...corrected(scenario, pendingOf(commands, "scenario.update", scenario.id)),
    objectifs: inOrder(scenario.objectifs.map(one("objectif.update")), order),
    cibles: scenario.cibles.map(one("cible.update")),
    ressources: scenario.ressources.map(one("ressource.update")),
    plan: scenario.plan && { ...scenario.plan, items: scenario.plan.items.map(one("plan.update_item")) },
  };
}
