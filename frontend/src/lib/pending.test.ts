import { describe, expect, it } from "vitest";
import { aCible, anObjectif, aPlan, aPlanItem, aScenario } from "../testing/factories";
import { type PendingCommand, withPending } from "./pending";

const asked = (fields: Partial<PendingCommand>): PendingCommand => ({
  commandId: "a",
  mine: true,
  accepted: false,
  intent: "cible.update",
  scenarioId: 5,
  payload: {},
  problem: null,
  ...fields,
});
const scenario = aScenario({
  version: 4,
  objectifs: [anObjectif({ id: 21 })],
  cibles: [aCible({ id: 21, version: 3 })],
  plan: aPlan({ items: [aPlanItem({ id: 41 })] }),
});
const segment = (commands: PendingCommand[]) => withPending(scenario, commands).cibles[0];

describe("A scenario with what was asked of it", () => {
  it("shows a correction, and the version it will have, before it is done", () => {
    const command = asked({ payload: { id: 21, version: 3, segment: "ETI" } });
    expect(segment([command])).toMatchObject({ segment: "ETI", label: "RSSI d’ETI", version: 4 });
    expect(withPending(scenario, [command]).objectifs).toEqual(scenario.objectifs);
  });

  it("shows several, one after the other", () => {
    const commands = [
      asked({ payload: { id: 21, version: 3, segment: "ETI", persona: "Prudent" } }),
      asked({ payload: { id: 21, version: 4, segment: "PME" } }),
    ];
    expect(segment(commands)).toMatchObject({ segment: "PME", persona: "Prudent", version: 5 });
  });

  it("shows those of the scenario itself and of its plan", () => {
    const shown = withPending(scenario, [
      asked({ intent: "scenario.update", payload: { version: 4, nom: "Nouveau nom" } }),
      asked({ intent: "plan.update_item", payload: { id: 41, version: 1, kpi: "12" } }),
    ]);
    expect([shown.nom, shown.version, shown.plan?.items[0]?.kpi]).toEqual(["Nouveau nom", 5, "12"]);
  });

  it("shows the order asked for", () => {
    const three = { ...scenario, objectifs: [1, 2, 3].map((id) => anObjectif({ id, priorite: id })) };
    const command = asked({ intent: "objectif.reorder", payload: { ids: [3, 1, 2] } });
    expect(withPending(three, [command]).objectifs.map(({ priorite }) => priorite)).toEqual([2, 3, 1]);
  });

  it.each([
    ["of another scenario", { scenarioId: 6 }],
    ["of another tab", { mine: false }],
    ["that was refused", { problem: {} }],
    ["that names an older version than what is stored", { payload: { id: 21, version: 2, segment: "ETI" } }],
  ])("leaves out one %s", (_, fields) => {
    const command = asked({ payload: { id: 21, version: 3, segment: "ETI" }, ...fields });
    expect(segment([command])).toEqual(scenario.cibles[0]);
  });
});
