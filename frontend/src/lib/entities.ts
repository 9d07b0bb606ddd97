import type { Entity, Kind, Objectif, Scenario } from "../api/contracts";

/** The name a person reads. */
export const entityTitle = (entity: Entity): string => ("titre" in entity ? entity.titre : entity.label);

const byPriority = (one: Objectif, other: Objectif) => one.priorite - other.priorite || one.id - other.id;

/** The entities of a kind, objectifs by priority. */
export function entitiesOf(scenario: Scenario, kind: Kind): Entity[] {
  return kind === "objectif" ? [...scenario.objectifs].sort(byPriority) : [...scenario[`${kind}s`]];
}

/** The priorities to change so that the objectif at `from` comes to stand at `to`: 1, 2, 3… without a gap. */
export function reordered(
  objectifs: readonly Objectif[],
  from: number,
  to: number,
): { objectif: Objectif; priorite: number }[] {
  const order = [...objectifs].sort(byPriority);
  const [moved] = order.splice(from, 1);
  if (!moved) return [];
  order.splice(to, 0, moved);
  return order
    .map((objectif, index) => ({ objectif, priorite: index + 1 }))
    .filter(({ objectif, priorite }) => objectif.priorite !== priorite);
}
