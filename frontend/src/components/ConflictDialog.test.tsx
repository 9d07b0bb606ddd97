import { screen, within } from "@solidjs/testing-library";
import { describe, expect, it, vi } from "vitest";
import { renderInFrench } from "../testing/render";
import { ConflictDialog } from "./ConflictDialog";

function show() {
  const calls = { onKeepMine: vi.fn(), onTakeTheirs: vi.fn(), onClose: vi.fn() };
  const conflict = {
    form: "cible" as const,
    mine: { label: "DSI", segment: "Santé", description: "", maturite: "decision" },
    theirs: { label: "DSI", segment: "Industrie", description: "", maturite: "consideration" },
  };
  return { ...renderInFrench(() => <ConflictDialog conflict={conflict} {...calls} />), ...calls };
}

describe("A conflict", () => {
  it("shows both versions of what differs, and nothing else", () => {
    show();
    const dialog = within(screen.getByRole("dialog", { name: "Modifié entre-temps" }));
    expect(dialog.getAllByRole("heading", { level: 3 }).map((heading) => heading.textContent)).toEqual([
      "Segment",
      "Maturité",
    ]);
    expect(dialog.getByText("Santé")).toBeVisible();
    expect(dialog.getByText("Industrie")).toBeVisible();
    expect(dialog.getByText("Décision")).toBeVisible();
    expect(dialog.getByText("Évaluation")).toBeVisible();
  });

  it("begins on the first choice", async () => {
    show();
    await vi.waitFor(() => expect(screen.getByRole("button", { name: "Garder l’autre" })).toHaveFocus());
  });

  it("is settled by choosing one of them", async () => {
    const { user, onKeepMine, onTakeTheirs } = show();
    await user.click(screen.getByRole("button", { name: "Garder la mienne" }));
    expect(onKeepMine).toHaveBeenCalledOnce();
    await user.click(screen.getByRole("button", { name: "Garder l’autre" }));
    expect(onTakeTheirs).toHaveBeenCalledOnce();
  });

  it("is left undecided by Escape", async () => {
    const { user, onClose } = show();
    await user.keyboard("{Escape}");
    expect(onClose).toHaveBeenCalled();
  });
});
