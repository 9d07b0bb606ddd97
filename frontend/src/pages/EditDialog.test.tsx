import { screen } from "@solidjs/testing-library";
import { Show } from "solid-js";
import { describe, expect, it, vi } from "vitest";
import { useComposeStore } from "../stores/useComposeStore";
import { aCible, aProblem, aScenario, completed, failed } from "../testing/factories";
import { FakeSocket } from "../testing/fakeSocket";
import { renderWithStores } from "../testing/renderStores";
import EditDialog from "./EditDialog";

const cible = aCible({ id: 21, segment: "Industrie" });

function Page() {
  const compose = useComposeStore();
  return (
    <Show keyed when={compose.editing()}>
      {(request) => <EditDialog request={request} />}
    </Show>
  );
}

async function show() {
  const rendered = renderWithStores(() => <Page />);
  rendered.scenarios.upsert(aScenario({ id: 5, cibles: [{ ...cible }] }));
  await vi.waitFor(() => FakeSocket.last.open());
  const open = () => rendered.compose.edit({ scenarioId: 5, form: "cible", record: cible });
  open();
  return { ...rendered, open };
}

const segment = () => screen.findByRole("textbox", { name: "Segment" });

describe("A correction asked for from the palette", () => {
  it("keeps what was typed when the item is removed by someone else, and adds it on demand", async () => {
    const { user, scenarios } = await show();
    await user.type(await segment(), " lourde");
    scenarios.upsert(aScenario({ id: 5, version: 2 }));
    expect(await screen.findByRole("alert")).toHaveTextContent("Quelqu’un vient de retirer cet élément");
    expect(await segment()).toHaveValue("Industrie lourde");
    await user.click(screen.getByRole("button", { name: "Ajouter quand même" }));
    const [intent] = FakeSocket.last.intents;
    expect(intent).toMatchObject({ intent: "cible.add", scenario_id: 5, payload: { segment: "Industrie lourde" } });
    FakeSocket.last.receive(completed({ command_id: intent?.command_id ?? "" }));
    await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  });

  it("begins with what is still to be done about its item, and is sent with it", async () => {
    const { user, open } = await show();
    FakeSocket.last.drop();
    await user.type(await segment(), " lourde{Enter}");
    await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
    open();
    expect(await segment()).toHaveValue("Industrie lourde");
    await user.type(screen.getByRole("textbox", { name: "Intitulé" }), " et DSI{Enter}");
    await vi.waitFor(() => expect(FakeSocket.last.readyState).toBe(FakeSocket.CONNECTING), { timeout: 3_000 });
    FakeSocket.last.open();
    const both = { id: 21, version: 1, segment: "Industrie lourde", label: "RSSI d’ETI et DSI" };
    expect(FakeSocket.last.intents.map(({ payload }) => payload)).toEqual([both]);
  });

  it("stays, with both versions above it, when the connection is cut before she chose", async () => {
    const { user, api } = await show();
    await user.type(await segment(), " lourde{Enter}");
    const theirs = aScenario({ id: 5, version: 2, cibles: [{ ...cible, segment: "Santé", version: 2 }] });
    Object.assign(api, { scenario: async () => theirs });
    const commandId = FakeSocket.last.intents.at(-1)?.command_id ?? "";
    FakeSocket.last.receive(failed({ command_id: commandId, problem: aProblem({ code: "stale-version" }) }));
    const conflict = await screen.findByRole("dialog", { name: "Modifié entre-temps" });
    FakeSocket.last.drop();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(conflict).toBeVisible();
  });

  it("has back what was typed before Escape closed it", async () => {
    const { user, open } = await show();
    await user.type(await segment(), " lourde");
    await user.keyboard("{Escape}");
    open();
    expect(await segment()).toHaveValue("Industrie lourde");
  });
});
