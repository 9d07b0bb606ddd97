import { screen, within } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { createStore } from "solid-js/store";
import { describe, expect, it, vi } from "vitest";
import type { Action } from "../api/contracts";
import type { ActionState } from "../stores/useChatStore";
import { anAction } from "../testing/factories";
import { renderInFrench } from "../testing/render";
import { MessageActions } from "./MessageActions";

const add = (n: number): Action =>
  anAction({
    id: `add:${n}`,
    label: "Ajouter",
    intent: "cible.add",
    once: true,
    payload: {
      label: `Cible ${n}`,
      description: "Une description",
      insight: "Un constat",
      pourquoi: "Une raison",
      segment: "ETI",
      maturite: "decision",
    },
  });

const dismiss = (n: number): Action =>
  anAction({ id: `no:${n}`, label: "Écarter", intent: "proposal.dismiss", payload: { action_id: `add:${n}` } });

const all = anAction({ id: "all", label: "Tout ajouter", intent: "cible.add_many", payload: { items: [] } });
const others = anAction({ id: "more", label: "D’autres propositions" });

const ACTIONS = [add(1), add(2), add(3), all, dismiss(1), dismiss(2), dismiss(3), others];

function show(actions: Action[] = ACTIONS) {
  const [states, setStates] = createStore<Record<string, ActionState>>({});
  const onAct = vi.fn();
  const onEdit = vi.fn();
  const [revision, setRevision] = createSignal(0);
  const rendered = renderInFrench(() => (
    <MessageActions
      actions={revision() >= 0 ? actions : []}
      stateOf={({ id }) => states[id] ?? "ready"}
      onAct={onAct}
      onEdit={onEdit}
      quiet={false}
      lang="en"
    />
  ));
  /** Something else has come into the conversation. */
  const hearMore = () => setRevision(revision() + 1);
  return { ...rendered, setStates, onAct, onEdit, hearMore };
}

const cards = () => within(screen.getByRole("list", { name: "Propositions" })).getAllByRole("listitem");

describe("Proposals", () => {
  it("are in the language they were written in, inside cards in the page's", async () => {
    const { setStates } = show();
    for (const text of ["Cible 1", "ETI", "Une description", "Un constat", "Une raison."]) {
      expect(
        within(cards()[0] as HTMLElement)
          .getByText(text)
          .closest("li [lang]"),
      ).toHaveAttribute("lang", "en");
    }
    const [detail] = within(cards()[0] as HTMLElement).getAllByText(/Décision/);
    expect(detail).toHaveTextContent("ETI · Décision");
    for (const text of [/Décision/, "Pourquoi ?", "Cible"]) {
      expect(
        within(cards()[0] as HTMLElement)
          .getByText(text)
          .closest("li [lang]"),
      ).toBeNull();
    }
    setStates("no:1", "done");
    expect(screen.getByText("Cible 1", { selector: "s" })).toHaveAttribute("lang", "en");
  });

  it("are added by a button that does not repeat the title above it, and is heard with it", () => {
    show([{ ...add(1), label: "Ajouter «\u00a0Cible 1\u00a0»" }]);
    const button = screen.getByRole("button", { name: /^Ajouter\s*:\s*Cible 1$/ });
    expect(within(button).getByText("Ajouter")).toBeVisible();
  });

  it("are cards that tell what, for whom and why", () => {
    show();
    expect(cards()).toHaveLength(3);
    for (const text of ["Cible 1", "ETI · Décision", "Une description", "Un constat", "Une raison"]) {
      expect(cards()[0]).toHaveTextContent(text);
    }
  });

  it.each([
    ["objectif", { label: "O", priorite: 3 }, ["Priorité 3"]],
    ["cible", { label: "C", persona: "Claire, RSSI" }, ["Persona Claire, RSSI"]],
    [
      "ressource",
      { titre: "R", url: "https://exemple.fr/guide", usage: "En relance" },
      ["Adresse web https://exemple.fr/guide", "Usage dans ce scénario En relance"],
    ],
  ])("of a %s show whatever else is stored with it", (kind, payload, told) => {
    show([anAction({ id: "one", label: "Ajouter", intent: `${kind}.add`, payload })]);
    expect(screen.getAllByRole("term").map((term) => term.parentElement?.textContent)).toEqual(told);
  });

  it("fold a reason so long that their buttons would be out of sight", () => {
    const { payload, ...rest } = add(1);
    show([{ ...rest, payload: { ...payload, pourquoi: `parce que ${"long ".repeat(40)}` } }, add(2)]);
    expect(within(cards()[0] as HTMLElement).getByText(/^Parce que long/)).not.toBeVisible();
    expect(within(cards()[1] as HTMLElement).getByText(/Une raison\./)).toBeVisible();
  });

  it("leave the other buttons below them", () => {
    show();
    const group = screen.getByRole("group", { name: "Actions proposées" });
    expect(
      within(group)
        .getAllByRole("button")
        .map((button) => button.textContent),
    ).toEqual(["Tout ajouter", "D’autres propositions"]);
  });

  it("are added by their own button", async () => {
    const { user, onAct } = show();
    await user.click(screen.getByRole("button", { name: /^Ajouter.*Cible 2$/ }));
    expect(onAct).toHaveBeenCalledExactlyOnceWith(ACTIONS[1]);
  });

  it("once added, say so and can no longer be changed or set aside", () => {
    const { setStates } = show();
    setStates("add:1", "done");
    expect(within(cards()[0] as HTMLElement).getAllByRole("button")).toHaveLength(1);
    expect(within(cards()[0] as HTMLElement).getByRole("button")).toHaveAccessibleName(/^Ajoutée.*Cible 1$/);
  });

  it("once added, say so once, and no longer invite to add", () => {
    const { setStates } = show();
    setStates("add:1", "done");
    expect(cards()[0]?.textContent?.match(/Ajout|fait/g)).toEqual(["Ajout"]);
    expect(cards()[0]?.querySelectorAll(".lucide-check")).toHaveLength(1);
  });

  it("once added in another form, say that too", () => {
    const { setStates } = show(ACTIONS.map((action) => ({ ...action, edited: action.id === "add:2" })));
    setStates({ "add:1": "done", "add:2": "done" });
    expect(cards()[0]).toHaveTextContent(/Ajoutée(?!, modifiée)/);
    expect(cards()[1]).toHaveTextContent("Ajoutée, modifiée");
  });

  it("can be changed before they are added", async () => {
    const { user, onEdit } = show();
    await user.click(screen.getByRole("button", { name: /^Modifier avant d’ajouter.*Cible 3$/ }));
    expect(onEdit).toHaveBeenCalledWith(expect.objectContaining({ kind: "cible", title: "Cible 3" }));
  });

  it("set aside, fold to one line that takes the focus", async () => {
    const { user, setStates, onAct } = show();
    await user.click(screen.getByRole("button", { name: /^Écarter.*Cible 1$/ }));
    expect(onAct).toHaveBeenCalledWith(ACTIONS[4]);
    setStates("no:1", "done");
    await Promise.resolve();
    expect(cards()[0]).toHaveTextContent(/Mise de côté.*Cible 1/);
    expect(cards()[0]).toHaveFocus();
    // After the cards, and never in one of their columns.
    expect(cards()[0]).toHaveClass("order-last", "col-span-full");
    expect(screen.getByRole("list", { name: "Propositions" })).not.toHaveClass("xl:grid-cols-3");
    expect(screen.queryByRole("button", { name: /^Ajouter (?!quand même).*Cible 1$/ })).toBeNull();
  });

  it("set aside, can be added all the same, and become the card they were", async () => {
    const { user, setStates, onAct } = show();
    setStates("no:1", "done");
    await user.click(screen.getByRole("button", { name: "Ajouter quand même\u00a0: Cible 1" }));
    expect(onAct).toHaveBeenCalledExactlyOnceWith(ACTIONS[0]);
    setStates("add:1", "running");
    await Promise.resolve();
    expect(cards()[0]).toHaveFocus();
    setStates("add:1", "done");
    expect(cards()[0]).toHaveTextContent("Ajoutée");
    expect(cards()[0]).not.toHaveTextContent("Mise de côté");
  });
});

describe("Results of a search", () => {
  it("are cards too, each of its own kind", () => {
    const use = anAction({
      id: "use:0",
      label: "Utiliser cette inspiration",
      intent: "inspiration.use",
      payload: { recherche_id: 3, proposal: { kind: "ressource", titre: "Baromètre", type: "article" } },
    });
    show([use]);
    expect(cards()[0]).toHaveTextContent("Ressource");
    expect(cards()[0]).toHaveTextContent("Article");
    expect(screen.getByRole("button", { name: /^Utiliser cette inspiration.*Baromètre$/ })).toBeVisible();
  });
});

describe("What else comes into the conversation", () => {
  it("takes the focus from no button of a proposal", () => {
    const { hearMore } = show();
    const button = screen.getByRole("button", { name: /Ajouter.*Cible 2/ });
    button.focus();
    hearMore();
    expect(button).toHaveFocus();
  });
});
