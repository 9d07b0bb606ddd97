import { describe, expect, it } from "vitest";
import { aPlan, aPlanItem } from "../testing/factories";
import { versionsOf } from "./planVersions";

const saying = (id: number, message: string) => aPlan({ id, items: [aPlanItem({ id: id * 10, message })] });

describe("The versions of a plan", () => {
  it("are numbered from the first one made, the latest first", () => {
    const versions = versionsOf([saying(9, "C"), saying(7, "B"), saying(4, "A")]);
    expect(versions.map(({ plan, number }) => [plan.id, number])).toEqual([
      [9, 3],
      [7, 2],
      [4, 1],
    ]);
  });

  it("that were restored say which one they take up, copies of copies included", () => {
    const versions = versionsOf([saying(9, "A"), saying(8, "A"), saying(7, "B"), saying(4, "A")]);
    expect(versions.map(({ copyOf }) => copyOf)).toEqual([1, 1, null, null]);
  });
});
