import { describe, expect, it } from "vitest";
import { withPrefill } from "./prefill";

describe("Words put in the composer", () => {
  it("are all there is when nothing was being written", () => {
    expect(withPrefill(" \n", "Ajoute la cible ")).toBe("Ajoute la cible ");
  });

  it("come on a line of their own after what was being written", () => {
    expect(withPrefill("Mon brouillon ", "Ajoute la cible ")).toBe("Mon brouillon\nAjoute la cible ");
  });

  it("come once, however often they are asked for", () => {
    expect(withPrefill(withPrefill("Mon brouillon", "Ajoute la cible "), "Ajoute la cible ")).toBe(
      "Mon brouillon\nAjoute la cible ",
    );
  });
});
