import { describe, expect, it } from "vitest";
import type { Plan } from "../api/contracts";
import { aPlan, aPlanItem } from "../testing/factories";
import { versionsOf } from "./planVersions";

const saying = (id: number, message: string) => aPlan({ id, items: [aPlanItem({ id: id * 10, message })] });

const listing = (plans: Plan[], total = plans.length) => versionsOf({ items: plans, total });

describe("The versions of a plan", () => {
  it("are numbered from the first one made, the latest first", () => {
    const versions = listing([saying(9, "C"), saying(7, "B"), saying(4, "A")]);
    expect(versions.map(({ plan, number }) => [plan.id, number])).toEqual([
      [9, 3],
      [7, 2],
      [4, 1],
    ]);
  });

  it("keep their numbers where only the latest were read", () => {
    const versions = listing([saying(60, "C"), saying(59, "B"), saying(58, "B")], 60);
    expect(versions.map(({ number, copyOf }) => [number, copyOf])).toEqual([
      [60, null],
      [59, 58],
      [58, null],
    ]);
  });

  it("that were restored say which one they take up, copies of copies included", () => {
    const versions = listing([saying(9, "A"), saying(8, "A"), saying(7, "B"), saying(4, "A")]);
    expect(versions.map(({ copyOf }) => copyOf)).toEqual([1, 1, null, null]);
  });
});
