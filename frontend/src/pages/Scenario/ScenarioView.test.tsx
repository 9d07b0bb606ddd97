import { screen, within } from "@solidjs/testing-library";
import { expect, it, vi } from "vitest";
import type { Scenario } from "../../api/contracts";
import { useScenarioStore } from "../../stores/useScenarioStore";
import { aScenario } from "../../testing/factories";
import { FakeSocket } from "../../testing/fakeSocket";
import { renderWithStores } from "../../testing/renderStores";
import { ScenarioView } from "./ScenarioView";

function Page() {
  const scenarios = useScenarioStore();
  scenarios.upsert(aScenario({ id: 5 }));
  return <ScenarioView scenario={scenarios.byId(5) as Scenario} />;
}

it("A plan asked for is said to be in the making while that can be heard of, not while there is no connection", async () => {
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => Response.json({ items: [], total: 0 })),
  );
  const { user } = renderWithStores(() => <Page />);
  await vi.waitFor(() => FakeSocket.last.open());
  const plan = screen.getByRole("region", { name: /^Plan de diffusion/ });
  const generate = within(plan).getByRole("button", { name: "Générer le plan marketing" });
  await user.click(generate);
  expect(plan).toHaveAttribute("aria-busy", "true");
  expect(generate).toHaveAttribute("aria-busy", "true");
  FakeSocket.last.drop();
  expect(plan).toHaveAttribute("aria-busy", "false");
  expect(generate).not.toHaveAttribute("aria-busy");
  await vi.waitFor(() => expect(FakeSocket.last.readyState).toBe(FakeSocket.CONNECTING), { timeout: 3_000 });
  FakeSocket.last.open();
  expect(plan).toHaveAttribute("aria-busy", "true");
});
