import { describe, expect, it } from "vitest";
import { aCible, anObjectif } from "../testing/factories";
import { changesOf, initialValues, payloadOf } from "./formFields";

describe("What a form sends", () => {
  it("to create is what was filled in, trimmed, in the types of the contract", () => {
    expect(payloadOf({ label: "  Vendre ", description: "", priorite: "2" })).toEqual({ label: "Vendre", priorite: 2 });
  });

  it("to correct is what differs, emptied texts included", () => {
    const before = initialValues("cible", aCible());
    expect(changesOf({ ...before, segment: "", label: " RSSI d’ETI " }, before)).toEqual({ segment: "" });
  });

  it("never asks for no priority at all", () => {
    const before = initialValues("objectif", anObjectif());
    expect(changesOf({ ...before, priorite: "" }, before)).toEqual({});
  });

  it("starts with the first choice where one must be made", () => {
    expect(initialValues("cible", {}).maturite).toBe("awareness");
    expect(initialValues("ressource", {}).type).toBe("autre");
  });
});
