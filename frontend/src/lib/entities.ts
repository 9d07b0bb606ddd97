import type { Entity, Kind, KnownEntity, Objectif, Scenario } from "../api/contracts";

/** The name a person reads. */
export const entityTitle = (entity: Entity | KnownEntity): string => ("titre" in entity ? entity.titre : entity.label);

const byPriority = (one: Objectif, other: Objectif) => one.priorite - other.priorite || one.id - other.id;

/** The entities of a kind, objectifs by priority. */
export function entitiesOf(scenario: Scenario, kind: Kind): Entity[] {
  return kind === "objectif" ? [...scenario.objectifs].sort(byPriority) : [...scenario[`${kind}s`]];
}

/** The ids of objectifs by priority, once the one at `from` has come to stand at `to`. */
export function orderAfterMove(objectifs: readonly Objectif[], from: number, to: number): number[] {
  const order = [...objectifs].sort(byPriority).map(({ id }) => id);
  order.splice(to, 0, ...order.splice(from, 1));
  return order;
}

/** The priorities to change so that objectifs stand in an order of ids: 1, 2, 3… without a gap, unknown ones last. */
export function prioritiesFor(
  objectifs: readonly Objectif[],
  order: readonly number[],
): { objectif: Objectif; priorite: number }[] {
  const rank = ({ id }: Objectif) => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...objectifs]
    .sort((one, other) => rank(one) - rank(other) || byPriority(one, other))
    .map((objectif, index) => ({ objectif, priorite: index + 1 }))
    .filter(({ objectif, priorite }) => objectif.priorite !== priorite);
}
