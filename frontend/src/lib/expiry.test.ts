import { describe, expect, it } from "vitest";
import { aCible, anAction, aPlan, aPlanItem, aScenario } from "../testing/factories";
import { isExpired } from "./expiry";

const scenario = aScenario({
  cibles: [aCible({ id: 21, version: 3 })],
  plan: aPlan({ items: [aPlanItem({ id: 41 })] }),
});
const button = (intent: string, payload: Record<string, unknown>) => anAction({ intent, payload });

describe("A button of an old message", () => {
  it.each([
    ["corrects what has changed since", "cible.update", { id: 21, version: 2 }],
    ["removes what has changed since", "cible.remove", { id: 21, version: 2 }],
    ["corrects what is gone", "cible.update", { id: 22, version: 1 }],
    ["brings back what is there", "cible.restore", { id: 21, version: 3 }],
    ["corrects an item of an older plan", "plan.update_item", { id: 40, version: 1 }],
  ])("has expired when it %s", (_, intent, payload) => {
    expect(isExpired(button(intent, payload), scenario, false)).toBe(true);
  });

  it.each([
    ["corrects what is as it was", "cible.update", { id: 21, version: 3 }],
    ["brings back what is gone", "cible.restore", { id: 22, version: 1 }],
    ["corrects an item of the plan", "plan.update_item", { id: 41, version: 1 }],
    ["adds", "cible.add", { label: "DSI" }],
    ["restores a plan", "plan.restore", { plan_id: 51, version: 1 }],
  ])("can be used when it %s", (_, intent, payload) => {
    expect(isExpired(button(intent, payload), scenario, false)).toBe(false);
  });

  it("can be used as long as its scenario is not known", () => {
    expect(isExpired(button("cible.update", { id: 21, version: 2 }), undefined, false)).toBe(false);
  });

  it.each([
    ["cible.suggest", {}, true],
    ["cible.add", { label: "DSI" }, true],
    ["ui.compose", { intent: "cible.add" }, true],
    ["ui.compose", { intent: "scenario.create" }, false],
    ["scenario.restore", {}, false],
    ["scenario.list", {}, false],
  ])("of an archived scenario, that asks for %s %j: expired %s", (intent, payload, expired) => {
    expect(isExpired(button(intent, payload), scenario, true)).toBe(expired);
    expect(isExpired(button(intent, payload), undefined, true)).toBe(expired);
  });
});
