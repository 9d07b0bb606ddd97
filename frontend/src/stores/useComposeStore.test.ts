import { describe, expect, it } from "vitest";
import { aCible, uuid } from "../testing/factories";
import { createComposeStore, isComposed } from "./useComposeStore";

describe("The form of an intent", () => {
  it.each([
    ["scenario.create", "nom"],
    ["objectif.add", "label"],
    ["cible.add", "label"],
    ["ressource.add", "titre"],
    ["search.run", "requete"],
  ] as const)("of %s takes a bare text into its first field", (intent, field) => {
    const compose = createComposeStore();
    compose.open(intent, { scenarioId: 5, prefill: "Salon de Lyon" });
    expect(compose.request()).toEqual({ intent, scenarioId: 5, prefill: { [field]: "Salon de Lyon" } });
  });

  it("takes several fields as they are, and none as none", () => {
    const compose = createComposeStore();
    compose.open("cible.add", { scenarioId: 5, prefill: { label: "RSSI", segment: "ETI" } });
    expect(compose.request()?.prefill).toEqual({ label: "RSSI", segment: "ETI" });
    compose.open("cible.add", { scenarioId: null });
    expect(compose.request()).toEqual({ intent: "cible.add", scenarioId: null, prefill: {} });
  });

  it("may stand for a button, whose command it then is", () => {
    const compose = createComposeStore();
    compose.open("cible.add", { scenarioId: 5, commandId: () => uuid(7) });
    expect(compose.request()?.commandId?.()).toBe(uuid(7));
  });

  it("is there for those intents alone", () => {
    expect(["scenario.create", "search.run"].every(isComposed)).toBe(true);
    expect(["chat.say", "cible.suggest", undefined].some(isComposed)).toBe(false);
  });
});

describe("What is open", () => {
  it("is one form at most, new or to correct, until it is closed", () => {
    const compose = createComposeStore();
    compose.open("scenario.create", { scenarioId: null });
    compose.close();
    expect(compose.request()).toBeNull();
    compose.edit({ scenarioId: 5, form: "cible", record: aCible() });
    expect(compose.editing()).toMatchObject({ form: "cible", record: { label: "RSSI d’ETI" } });
    compose.close();
    expect(compose.editing()).toBeNull();
  });

  it("may be the palette", () => {
    const compose = createComposeStore();
    compose.setPaletteOpen(true);
    expect(compose.isPaletteOpen()).toBe(true);
    compose.setPaletteOpen(false);
    expect(compose.isPaletteOpen()).toBe(false);
  });
});
