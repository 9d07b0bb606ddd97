import { screen, within } from "@solidjs/testing-library";
import { toast } from "solid-sonner";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Scenario } from "../../api/contracts";
import { useScenarioStore } from "../../stores/useScenarioStore";
import { aCible, anAction, aPlan, aProblem, aScenario, completed, failed } from "../../testing/factories";
import { FakeSocket } from "../../testing/fakeSocket";
import { renderWithStores } from "../../testing/renderStores";
import Toaster from "../Toaster";
import { useActions } from "../useActions";
import { ScenarioView } from "./ScenarioView";

// They outlive the page.
afterEach(() => void toast.dismiss());

async function connect(): Promise<FakeSocket> {
  await vi.waitFor(() => expect(FakeSocket.last.readyState).toBe(FakeSocket.CONNECTING), { timeout: 3_000 });
  FakeSocket.last.open();
  return FakeSocket.last;
}

const asked = () => FakeSocket.last.intents.map(({ intent, payload }) => [intent, payload]);
const lastId = () => FakeSocket.last.intents.at(-1)?.command_id ?? "";

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
  await connect();
  expect(plan).toHaveAttribute("aria-busy", "true");
});

it("A part of the page that cannot be read says so, and is read again on demand", async () => {
  let isDown = true;
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => (isDown ? new Response("{}", { status: 429 }) : Response.json({ items: [], total: 0 }))),
  );
  const { user } = renderWithStores(() => <Page />);
  const retry = await screen.findByRole("button", { name: /^Réessayer.*Recherches effectuées/ });
  expect(screen.getByRole("button", { name: /^Réessayer.*Derniers échanges/ })).toBeVisible();
  expect(screen.queryByRole("img", { name: "Chargement" })).toBeNull();
  isDown = false;
  await user.click(retry);
  await vi.waitFor(() => expect(screen.queryByRole("button", { name: /^Réessayer/ })).toBeNull());
});

it("Versions of the plan beyond the first page are listed on demand, and the focus goes on to the first of them", async () => {
  const plans = Array.from({ length: 52 }, (_, index) => aPlan({ id: 52 - index }));
  vi.stubGlobal(
    "fetch",
    vi.fn(async (address: string) => {
      const before = new URL(address, "http://page").searchParams.get("before");
      const page = plans.filter(({ id }) => before === null || id < Number(before)).slice(0, 50);
      return Response.json(address.includes("/plans") ? { items: page, total: 52 } : { items: [], total: 0 });
    }),
  );
  function WithPlan() {
    const scenarios = useScenarioStore();
    scenarios.upsert(aScenario({ id: 5, plan: aPlan({ id: 52 }) }));
    return <ScenarioView scenario={scenarios.byId(5) as Scenario} />;
  }
  const { user } = renderWithStores(() => <WithPlan />);
  const versions = await screen.findByRole("region", { name: "Versions du plan" });
  expect(within(versions).getAllByRole("listitem")).toHaveLength(50);
  await user.click(within(versions).getByRole("button", { name: "Versions plus anciennes" }));
  const items = () => within(versions).getAllByRole("listitem");
  await vi.waitFor(() => expect(items()).toHaveLength(52));
  expect(within(versions).queryByRole("button", { name: "Versions plus anciennes" })).toBeNull();
  expect(
    within(items()[50] as HTMLElement)
      .getByText("Version 2")
      .closest("button"),
  ).toHaveFocus();
});

it("The form of the scenario opens with the changes that its button knows, whatever was typed in it before", async () => {
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => Response.json({ items: [], total: 0 })),
  );
  const prefill = { nom: "Salon 2027", description: "" };
  const action = anAction({ intent: "ui.compose", payload: { intent: "scenario.update", prefill } });
  function Offered() {
    const { act } = useActions();
    return (
      <>
        <Page />
        <button type="button" onClick={() => act(action, { scenarioId: 5, source: "chat" })}>
          Corriger
        </button>
      </>
    );
  }
  const { user } = renderWithStores(() => <Offered />);
  const nom = () => screen.findByRole("textbox", { name: "Nom" });
  await user.click(screen.getByRole("button", { name: "Modifier le scénario" }));
  await user.type(await nom(), " bis{Escape}");
  await user.click(await screen.findByRole("button", { name: "Corriger" }));
  expect(await nom()).toHaveValue("Salon 2027");
  expect(screen.getByRole("textbox", { name: "Thématique" })).toHaveValue(aScenario().thematique);
});

describe("What is asked with one click without a connection", () => {
  async function openOffline() {
    const scenario = aScenario({ id: 5, version: 10, cibles: [aCible({ version: 3 })], plan: aPlan({ id: 52 }) });
    function Whole() {
      const scenarios = useScenarioStore();
      scenarios.upsert(structuredClone(scenario));
      return (
        <>
          <ScenarioView scenario={scenarios.byId(5) as Scenario} />
          <Toaster theme="light" />
        </>
      );
    }
    const items = [aPlan({ id: 52 }), aPlan({ id: 51, resume: "Avant" }), aPlan({ id: 50, resume: "D’abord" })];
    vi.stubGlobal(
      "fetch",
      vi.fn(async (path: string) =>
        Response.json(path.includes("/plans?") ? { items, total: 3 } : { items: [], total: 0 }),
      ),
    );
    const { user } = renderWithStores(() => <Whole />);
    await connect();
    await screen.findByRole("button", { name: /^Restaurer.*Version 1/ });
    FakeSocket.last.drop();
    return user;
  }

  const told = "C’est noté. L’envoi se fera au retour de la connexion.";

  it("archives once, whatever she asked of the scenario before", async () => {
    const user = await openOffline();
    await user.click(screen.getByRole("button", { name: /^Retirer/ }));
    await user.click(screen.getByRole("button", { name: "Archiver le scénario" }));
    expect(await screen.findByText(told)).toBeInTheDocument();
    const waiting = screen.getByRole("button", { name: "Archiver le scénario (en attente de la connexion)" });
    expect(waiting).toHaveAttribute("aria-disabled", "true");
    await user.click(waiting);
    await connect();
    expect(asked()).toEqual([
      ["cible.remove", { id: 21, version: 3 }],
      ["scenario.archive", {}],
    ]);
    FakeSocket.last.receive(completed({ command_id: lastId() }));
    expect(await screen.findByText(/est archivé\./)).toBeInTheDocument();
  });

  it("restores a version of the plan once, whatever she asked of the scenario before", async () => {
    const user = await openOffline();
    await user.click(screen.getByRole("button", { name: /^Retirer/ }));
    await user.click(screen.getByRole("button", { name: /^Restaurer.*Version 1/ }));
    expect(await screen.findByText(told)).toBeInTheDocument();
    const waiting = screen.getByRole("button", { name: /^Restaurer.*Version 1.*en attente de la connexion/ });
    expect(waiting).toHaveAttribute("aria-disabled", "true");
    await user.click(waiting);
    // Another version is another wish.
    expect(screen.getByRole("button", { name: /^Restaurer.*Version 2$/ })).not.toHaveAttribute("aria-disabled");
    await connect();
    expect(asked()).toEqual([
      ["cible.remove", { id: 21, version: 3 }],
      ["plan.restore", { plan_id: 50 }],
    ]);
    expect(screen.getByRole("button", { name: /^Restaurer.*Version 1/ })).toHaveAttribute("aria-busy", "true");
    FakeSocket.last.receive(completed({ command_id: lastId() }));
    expect(await screen.findByText("La version 1 du plan est de nouveau en vigueur.")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: /^Restaurer.*Version 1/ })).not.toHaveAttribute("aria-busy");
  });

  it("says why when it is refused in the end, and can be asked again", async () => {
    const user = await openOffline();
    await user.click(screen.getByRole("button", { name: "Archiver le scénario" }));
    await connect();
    FakeSocket.last.receive(failed({ command_id: lastId(), problem: aProblem({ title: "Impossible" }) }));
    expect(await screen.findByText("Impossible")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Archiver le scénario" })).not.toHaveAttribute("aria-disabled");
  });
});
