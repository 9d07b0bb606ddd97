import { describe, expect, it } from "vitest";
import { type Draft, withDelta } from "./draft";

const write = (...deltas: [attempt: number, offset: number, text: string][]): Draft | null =>
  deltas.reduce<Draft | null>((draft, [attempt, offset, text]) => withDelta(draft, { attempt, offset, text }), null);

describe("A reply being written", () => {
  it("grows with each piece", () => {
    expect(write([1, 0, "Voici "], [1, 6, "trois"])).toMatchObject({ text: "Voici trois", whole: true });
  });

  it("takes a piece that comes twice once", () => {
    expect(write([1, 0, "Voici "], [1, 6, "trois"], [1, 0, "Voici "], [1, 6, "trois"])?.text).toBe("Voici trois");
  });

  it("takes only the new part of a piece that overlaps", () => {
    expect(write([1, 0, "Voici "], [1, 3, "ci trois"])?.text).toBe("Voici trois");
  });

  it("counts characters as the server does, emoji included", () => {
    expect(write([1, 0, "👩 "], [1, 2, "oui"])).toMatchObject({ text: "👩 oui", length: 5, whole: true });
  });

  it("stops being shown when a piece is missing", () => {
    expect(write([1, 0, "Voici "], [1, 12, "cibles"])).toMatchObject({ text: "", whole: false });
  });

  it("stays hidden after a gap, whatever comes next", () => {
    expect(write([1, 0, "Voici "], [1, 12, "cibles"], [1, 6, "trois "])).toMatchObject({ text: "", whole: false });
  });

  it("is not shown when its beginning was missed", () => {
    expect(write([1, 6, "trois"])).toMatchObject({ text: "", whole: false });
  });

  it("stops being shown when the writing begins again", () => {
    expect(write([1, 0, "Voici "], [2, 0, "Trois"])).toMatchObject({ attempt: 2, text: "", whole: false });
  });

  it("ignores a late piece of an earlier attempt", () => {
    expect(write([2, 0, "Trois"], [1, 5, " vieux"])).toMatchObject({ attempt: 2, text: "Trois", whole: true });
  });
});
