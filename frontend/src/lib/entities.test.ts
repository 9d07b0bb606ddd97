import { describe, expect, it } from "vitest";
import { anObjectif } from "../testing/factories";
import { orderAfterMove, prioritiesFor } from "./entities";

const objectifs = [1, 2, 3].map((n) => anObjectif({ id: n, priorite: n }));
const changes = (order: number[], known = objectifs) =>
  prioritiesFor(known, order).map(({ objectif, priorite }) => [objectif.id, priorite]);

describe("Moving an objectif", () => {
  it("gives the order that the person sees", () => {
    expect(orderAfterMove(objectifs, 0, 1)).toEqual([2, 1, 3]);
    expect(orderAfterMove(objectifs, 2, 0)).toEqual([3, 1, 2]);
  });

  it("changes only the priorities that must", () => {
    expect(changes([2, 1, 3])).toEqual([
      [2, 1],
      [1, 2],
    ]);
    expect(changes([1, 2, 3])).toEqual([]);
  });

  it("closes the gaps and ties that others left", () => {
    const tied = [anObjectif({ id: 1, priorite: 3 }), anObjectif({ id: 2, priorite: 3 })];
    expect(changes([2, 1], tied)).toEqual([
      [2, 1],
      [1, 2],
    ]);
  });

  it("leaves what was added meanwhile at the end", () => {
    expect(changes([2, 1])).toEqual([
      [2, 1],
      [1, 2],
    ]);
    expect(changes([3])).toEqual([
      [3, 1],
      [1, 2],
      [2, 3],
    ]);
  });
});
