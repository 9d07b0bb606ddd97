import { describe, expect, it } from "vitest";
import { anObjectif } from "../testing/factories";
import { inOrder, orderAfterMove } from "./entities";

const objectifs = [1, 2, 3].map((n) => anObjectif({ id: n, priorite: n }));

describe("Moving an objectif", () => {
  it("gives the order that the person sees", () => {
    expect(orderAfterMove(objectifs, 1, 1)).toEqual([2, 1, 3]);
    expect(orderAfterMove(objectifs, 3, 0)).toEqual([3, 1, 2]);
  });
});

describe("Objectifs in an order", () => {
  const priorities = (order: number[] | undefined) => inOrder(objectifs, order).map(({ priorite }) => priorite);

  it("have its priorities, from 1", () => {
    expect(priorities([3, 1, 2])).toEqual([2, 3, 1]);
  });

  it("come last when it says nothing of them, and are not troubled by those that are gone", () => {
    expect(priorities([9, 3])).toEqual([2, 3, 1]);
  });

  it("stay as they are without one", () => {
    expect(inOrder(objectifs, undefined)).toEqual(objectifs);
  });
});
