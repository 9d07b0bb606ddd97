import { screen } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { expect, it } from "vitest";
import { aCible, aScenario } from "../testing/factories";
import { renderInFrench } from "../testing/render";
import { ScenarioCard } from "./ScenarioCard";

it("What comes into the scenario in hand is pointed at, not what it held when it was shown", () => {
  const [scenario, setScenario] = createSignal(aScenario({ id: 5, cibles: [aCible({ id: 1, label: "RSSI" })] }));
  renderInFrench(() => <ScenarioCard scenario={scenario()} isArchived={false} />);
  expect(screen.getByText("RSSI")).not.toHaveClass("animate-flash");
  setScenario({ ...scenario(), cibles: [...scenario().cibles, aCible({ id: 2, label: "DSI" })] });
  expect(screen.getByText("RSSI")).not.toHaveClass("animate-flash");
  expect(screen.getByText("DSI")).toHaveClass("animate-flash");
  setScenario(aScenario({ id: 6, cibles: [aCible({ id: 3, label: "Achats" })] }));
  expect(screen.getByText("Achats")).not.toHaveClass("animate-flash");
});
