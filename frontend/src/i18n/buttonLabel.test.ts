import { describe, expect, it } from "vitest";
import { buttonLabel } from "./buttonLabel";

describe("The label of a button", () => {
  it.each([
    ["Proposer des cibles", "Suggest targets"],
    ["Tout ajouter", "Add all"],
    ["Ouvrir «\u00a0Salon (Lyon)\u00a0»", "Open “Salon (Lyon)”"],
    ["Ajouter les 3", "Add all 3"],
  ])("is told in the language of the page, its names kept: %s", (french, english) => {
    expect(buttonLabel(french, "en")).toBe(english);
    expect(buttonLabel(english, "fr")).toBe(french);
    expect(buttonLabel(french, "fr")).toBe(french);
  });

  it("is kept when it is not one of ours", () => {
    expect(buttonLabel("Appeler le client", "en")).toBe("Appeler le client");
    expect(buttonLabel("Proposer des cibles à Jean", "en")).toBe("Proposer des cibles à Jean");
  });
});
