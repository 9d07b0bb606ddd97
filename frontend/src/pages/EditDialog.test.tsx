import { screen } from "@solidjs/testing-library";
import { Show } from "solid-js";
import { describe, expect, it, vi } from "vitest";
import { ComposeStoreContext, createComposeStore } from "../stores/useComposeStore";
import { aCible, aScenario, completed } from "../testing/factories";
import { FakeSocket } from "../testing/fakeSocket";
import { renderWithStores } from "../testing/renderStores";
import EditDialog from "./EditDialog";

const cible = aCible({ id: 21, segment: "Industrie" });

async function show() {
  const compose = createComposeStore();
  const rendered = renderWithStores(() => (
    <ComposeStoreContext.Provider value={compose}>
      <Show keyed when={compose.editing()}>
        {(request) => <EditDialog request={request} />}
      </Show>
    </ComposeStoreContext.Provider>
  ));
  rendered.scenarios.upsert(aScenario({ id: 5, cibles: [cible] }));
  await vi.waitFor(() => FakeSocket.last.open());
  const open = () => compose.edit({ scenarioId: 5, form: "cible", record: cible });
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

  it("has back what was typed before Escape closed it", async () => {
    const { user, open } = await show();
    await user.type(await segment(), " lourde");
    await user.keyboard("{Escape}");
    open();
    expect(await segment()).toHaveValue("Industrie lourde");
  });
});
