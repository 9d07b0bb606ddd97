import { describe, expect, it } from "vitest";
import { anObjectif } from "../testing/factories";
import { reordered } from "./entities";

const objectifs = [1, 2, 3].map((n) => anObjectif({ id: n, priorite: n }));
const moved = (from: number, to: number) =>
  reordered(objectifs, from, to).map(({ objectif, priorite }) => [objectif.id, priorite]);

describe("Moving an objectif", () => {
  it.each([
    [
      0,
      1,
      [
        [2, 1],
        [1, 2],
      ],
    ],
    [
      2,
      0,
      [
        [3, 1],
        [1, 2],
        [2, 3],
      ],
    ],
    [1, 1, []],
  ])("from %i to %i changes only the priorities that must", (from, to, changes) => {
    expect(moved(from, to)).toEqual(changes);
  });

  it("closes the gaps that others left", () => {
    const sparse = [anObjectif({ id: 1, priorite: 3 }), anObjectif({ id: 2, priorite: 3 })];
    expect(reordered(sparse, 1, 0).map(({ objectif, priorite }) => [objectif.id, priorite])).toEqual([
      [2, 1],
      [1, 2],
    ]);
  });
});
