import { screen, within } from "@solidjs/testing-library";
import { Show } from "solid-js";
import { toast } from "solid-sonner";
import { afterEach, describe, expect, it, vi } from "vitest";
import { useComposeStore } from "../stores/useComposeStore";
import { aProblem, failed } from "../testing/factories";
import { FakeSocket } from "../testing/fakeSocket";
import { renderWithStores } from "../testing/renderStores";
import ComposeDialog from "./ComposeDialog";
import Toaster from "./Toaster";

function Page() {
  const compose = useComposeStore();
  return (
    <>
      <Show keyed when={compose.request()}>
        {(request) => <ComposeDialog request={request} />}
      </Show>
      <Toaster theme="light" />
    </>
  );
}

// They outlive the page.
afterEach(() => void toast.dismiss());

const dialog = async () => within(await screen.findByRole("dialog", { name: "Définir une cible" }));

/** A form that was sent, over a connection that is open and silent. */
async function unanswered() {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const rendered = renderWithStores(() => <Page />);
  await vi.waitFor(() => FakeSocket.last.open());
  rendered.compose.open("cible.add", { scenarioId: 5 });
  const form = await dialog();
  await rendered.user.type(form.getByRole("combobox", { name: "Intitulé" }), "Cliniques{Enter}");
  vi.advanceTimersByTime(20_000);
  await form.findByText(/^Toujours en cours…/);
  return { ...rendered, form };
}

describe("A form that the server says nothing of", () => {
  it("is sent again, as the same command", async () => {
    const { user, form } = await unanswered();
    await user.click(form.getByRole("button", { name: "Réessayer" }));
    const [first, second] = FakeSocket.last.intents;
    expect(second).toEqual(first);
  });

  it("may be closed; what was typed can be taken up again should it be refused in the end", async () => {
    const { user, form } = await unanswered();
    const [close] = form.getAllByRole("button", { name: "Fermer" }).slice(-1);
    await user.click(close as HTMLElement);
    await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const commandId = FakeSocket.last.intents[0]?.command_id ?? "";
    FakeSocket.last.receive(failed({ command_id: commandId, problem: aProblem() }));
    await user.click(await screen.findByRole("button", { name: "Reprendre ma saisie" }));
    expect((await dialog()).getByRole("combobox", { name: "Intitulé" })).toHaveValue("Cliniques");
  });
});
