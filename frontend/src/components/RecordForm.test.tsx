import { screen } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { describe, expect, it, vi } from "vitest";
import type { Problem } from "../api/contracts";
import type { Connection } from "../api/live";
import { ConnectionContext } from "../stores/useConnection";
import { aProblem } from "../testing/factories";
import { renderInFrench } from "../testing/render";
import { RecordForm } from "./RecordForm";

function show() {
  const [connection, setConnection] = createSignal<Connection>("open");
  let answer!: (problem: Problem | null) => void;
  const onSubmit = vi.fn(() => new Promise<Problem | null>((resolve) => (answer = resolve)));
  const onCancel = vi.fn();
  const rendered = renderInFrench(() => (
    <ConnectionContext.Provider value={connection}>
      <RecordForm
        form="search"
        draft="search:5"
        initial={{ requete: "NIS 2" }}
        submitLabel="Enregistrer"
        onSubmit={onSubmit}
        onCancel={onCancel}
      />
    </ConnectionContext.Provider>
  ));
  return { ...rendered, setConnection, onSubmit, onCancel, answer: (problem: Problem | null) => answer(problem) };
}

const save = () => screen.getByRole("button", { name: "Enregistrer" });

describe("A form whose connection is lost while it is being saved", () => {
  async function lost() {
    const shown = show();
    await shown.user.click(save());
    expect(save()).toHaveAttribute("aria-busy", "true");
    shown.setConnection("lost");
    return shown;
  }

  it("stops spinning, says that it will be sent, and may be closed", async () => {
    const { user, onCancel, onSubmit } = await lost();
    expect(save()).not.toHaveAttribute("aria-busy");
    expect(screen.getByRole("status")).toHaveTextContent("C’est noté. L’envoi se fera au retour de la connexion.");
    expect(screen.getByRole("button", { name: "Fermer" })).toHaveFocus();
    await user.click(save());
    expect(onSubmit).toHaveBeenCalledOnce();
    await user.click(screen.getByRole("button", { name: "Fermer" }));
    expect(onCancel).toHaveBeenCalledOnce();
  });

  it("is at work again once the connection is back, then says what was refused", async () => {
    const { setConnection, answer } = await lost();
    setConnection("open");
    expect(save()).toHaveAttribute("aria-busy", "true");
    answer(aProblem());
    expect(await screen.findByRole("alert")).toHaveTextContent("Trop de demandes");
    expect(save()).not.toHaveAttribute("aria-busy");
    expect(screen.getByRole("textbox", { name: "Recherche" })).toHaveValue("NIS 2");
  });
});

describe("A form closed with something typed in it", () => {
  const field = () => screen.getByRole("textbox", { name: "Recherche" });

  async function closedAfter(leave: (shown: ReturnType<typeof show>) => Promise<unknown>) {
    const first = show();
    await first.user.type(field(), " et DORA");
    await leave(first);
    first.unmount();
    return show();
  }

  it("has it back when it is opened again, says so, and can start over", async () => {
    const { user } = await closedAfter(({ user }) => user.keyboard("{Escape}"));
    expect(field()).toHaveValue("NIS 2 et DORA");
    expect(screen.getByText("Votre saisie de tout à l’heure a été reprise.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Repartir de l’original" }));
    expect(field()).toHaveValue("NIS 2");
    expect(field()).toHaveFocus();
    expect(screen.queryByText("Votre saisie de tout à l’heure a été reprise.")).toBeNull();
  });

  it("has forgotten it when it was cancelled", async () => {
    await closedAfter(({ user }) => user.click(screen.getByRole("button", { name: "Annuler" })));
    expect(field()).toHaveValue("NIS 2");
  });

  it("has forgotten it when it was done, not when it was refused", async () => {
    const submitted = (problem: Problem | null) => async (shown: ReturnType<typeof show>) => {
      await shown.user.click(save());
      shown.answer(problem);
      await vi.waitFor(() => expect(save()).not.toHaveAttribute("aria-busy"));
    };
    const { unmount } = await closedAfter(submitted(aProblem()));
    expect(field()).toHaveValue("NIS 2 et DORA");
    unmount();
    sessionStorage.clear();
    await closedAfter(submitted(null));
    expect(field()).toHaveValue("NIS 2");
  });

  it("says nothing when it was left as it was", async () => {
    await closedAfter(({ user }) => user.keyboard("{Backspace>8/}"));
    expect(field()).toHaveValue("NIS 2");
    expect(screen.queryByText("Votre saisie de tout à l’heure a été reprise.")).toBeNull();
  });
});
