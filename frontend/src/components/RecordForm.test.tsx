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
