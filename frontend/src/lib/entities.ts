import type { Entity, Kind, KnownEntity, Objectif, Scenario } from "../api/contracts";

/** The name a person reads. */
export const entityTitle = (entity: Entity | KnownEntity): string => ("titre" in entity ? entity.titre : entity.label);

const byPriority = (one: Objectif, other: Objectif) => one.priorite - other.priorite || one.id - other.id;

/** The entities of a kind, objectifs by priority. */
export function entitiesOf(scenario: Scenario, kind: Kind): Entity[] {
  return kind === "objectif" ? [...scenario.objectifs].sort(byPriority) : [...scenario[`${kind}s`]];
}

/** The ids of objectifs by priority. */
export const orderOf = (objectifs: readonly Objectif[]): number[] =>
  [...objectifs].sort(byPriority).map(({ id }) => id);

/** The same, once one of them has come to stand at a place counted from 0. */
export const orderAfterMove = (objectifs: readonly Objectif[], id: number, to: number): number[] =>
  orderOf(objectifs)
    .filter((one) => one !== id)
    .toSpliced(to, 0, id);

/** Objectifs with the priorities that the server gives them for an order: those it says nothing of come last. */
export function inOrder(objectifs: readonly Objectif[], order: readonly number[] | undefined): Objectif[] {
  if (!order) return [...objectifs];
  const rank = ({ id }: Objectif) => (order.includes(id) ? order.indexOf(id) : order.length);
  const sorted = [...objectifs].sort((one, other) => rank(one) - rank(other) || byPriority(one, other));
  return objectifs.map((one) => ({ ...one, priorite: sorted.indexOf(one) + 1 }));
}
