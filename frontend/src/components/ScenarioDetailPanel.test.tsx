import { screen, within } from "@solidjs/testing-library";
import { createStore, reconcile } from "solid-js/store";
import { describe, expect, it, vi } from "vitest";
import type { Scenario } from "../api/contracts";
import { aCible, anObjectif, aPlan, aProblem, aRessource, aScenario } from "../testing/factories";
import { renderInFrench } from "../testing/render";
import { ScenarioDetailPanel, type ScenarioDetailPanelProps } from "./ScenarioDetailPanel";

const full = () =>
  aScenario({
    objectifs: [
      anObjectif({ id: 11, label: "Second", priorite: 2 }),
      anObjectif({ id: 12, label: "Premier", priorite: 1 }),
    ],
    cibles: [aCible()],
    ressources: [aRessource()],
    plan: aPlan(),
  });

function show(scenario: Scenario, fields: Partial<ScenarioDetailPanelProps> = {}) {
  const [state, setState] = createStore({ scenario });
  const calls = {
    onAdd: vi.fn(),
    onAskInChat: vi.fn(),
    onSave: vi.fn(async () => null),
    onAddAnyway: vi.fn(async () => null),
    onRemove: vi.fn(),
    onMove: vi.fn(),
    noteOf: () => null,
    isBeingRemoved: () => false,
    onGenerate: vi.fn(),
  };
  const rendered = renderInFrench(() => (
    <ScenarioDetailPanel
      scenario={state.scenario}
      isGenerating={false}
      readOnly={false}
      planStep={null}
      plan={<p>Le plan</p>}
      planDate={undefined}
      history={<p>L’historique</p>}
      {...calls}
      {...fields}
    />
  ));
  return { ...rendered, ...calls, replace: (next: Scenario) => setState("scenario", reconcile(next)) };
}

const section = (name: RegExp) => within(screen.getByRole("region", { name }));

describe("What a scenario holds", () => {
  it("is shown in four sections, objectifs by priority", () => {
    show(full());
    expect(
      section(/^Objectifs/)
        .getAllByRole("heading", { level: 3 })
        .map((heading) => heading.textContent),
    ).toEqual(["Premier", "Second"]);
    expect(section(/^Cibles/).getByText("Évaluation · Industrie")).toBeVisible();
    expect(section(/^Plan de diffusion/).getByText("Le plan")).toBeVisible();
  });

  it("links to a resource without telling where from", () => {
    show(full());
    const link = section(/^Ressources/).getByRole("link", { name: "https://exemple.fr/nis2" });
    expect(link).toHaveAttribute("rel", "noopener noreferrer");
  });

  it("teaches the next step where there is nothing yet", async () => {
    const { user, onGenerate } = show(aScenario());
    expect(screen.getByText("Pas encore de cible")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Générer le plan marketing" }));
    expect(onGenerate).toHaveBeenCalled();
  });

  it("says what is being done while the plan is written", () => {
    show(full(), { isGenerating: true, planStep: "Je rédige le plan…" });
    expect(screen.getByText("Je rédige le plan…")).toBeVisible();
  });
});

describe("What an archived scenario held", () => {
  it("can be read, and neither changed nor added to", () => {
    show(full(), { readOnly: true });
    expect(screen.getByText("RSSI d’ETI")).toBeVisible();
    expect(screen.queryAllByRole("button")).toEqual([]);
  });
});

describe("Working on it", () => {
  it("adds by a form or from the chat", async () => {
    const { user, onAdd, onAskInChat } = show(full());
    await user.click(section(/^Cibles/).getByRole("button", { name: /^Ajouter.*Cible$/ }));
    expect(onAdd).toHaveBeenCalledWith("cible");
    await user.click(screen.getByRole("button", { name: "Ajouter une cible depuis le chat" }));
    expect(onAskInChat).toHaveBeenCalledWith("cible");
  });

  it("corrects in place, and gives the focus back", async () => {
    const { user, onSave } = show(full());
    await user.click(screen.getByRole("button", { name: /^Modifier.*RSSI/ }));
    const label = screen.getByRole("textbox", { name: "Intitulé" });
    expect(label).toHaveFocus();
    await user.clear(label);
    await user.type(label, "DSI{Enter}");
    expect(onSave).toHaveBeenCalledExactlyOnceWith(
      "cible",
      expect.objectContaining({ id: 21 }),
      expect.objectContaining({
        values: expect.objectContaining({ label: "DSI", segment: "Industrie" }),
        begun: { values: expect.objectContaining({ label: "RSSI d’ETI" }), version: 1 },
      }),
    );
    await Promise.resolve();
    expect(screen.getByRole("button", { name: /^Modifier.*RSSI/ })).toHaveFocus();
  });

  it("refuses an empty title before asking the server", async () => {
    const { user, onSave } = show(full());
    await user.click(screen.getByRole("button", { name: /^Modifier.*RSSI/ }));
    await user.clear(screen.getByRole("textbox", { name: "Intitulé" }));
    await user.click(screen.getByRole("button", { name: "Enregistrer" }));
    expect(onSave).not.toHaveBeenCalled();
    expect(screen.getByRole("textbox", { name: "Intitulé" })).toHaveAccessibleDescription("Ce champ est obligatoire.");
  });

  it("keeps the form open with the reason of a refusal", async () => {
    const onSave = vi.fn(async () => aProblem({ title: "Déjà présent" }));
    const { user } = show(full(), { onSave });
    await user.click(screen.getByRole("button", { name: /^Modifier.*RSSI/ }));
    await user.click(screen.getByRole("button", { name: "Enregistrer" }));
    expect(screen.getByRole("alert")).toHaveTextContent("Déjà présent");
  });

  it("removes", async () => {
    const { user, onRemove } = show(full());
    await user.click(screen.getByRole("button", { name: /^Retirer.*Webinaire NIS 2/ }));
    expect(onRemove).toHaveBeenCalledWith("ressource", expect.objectContaining({ id: 31 }));
  });

  it("says what is being removed, and does not remove it twice", async () => {
    const { user, onRemove } = show(full(), {
      noteOf: () => "Retrait en cours…",
      isBeingRemoved: (kind) => kind === "cible",
    });
    const cibles = section(/^Cibles/);
    expect(cibles.getByText("Retrait en cours…")).toBeVisible();
    await user.click(cibles.getByRole("button", { name: /^Retirer/ }));
    expect(onRemove).not.toHaveBeenCalled();
  });

  it("orders objectifs by keyboard, as far as there is somewhere to go, without losing the focus", async () => {
    const { user, onMove, replace } = show(full());
    const down = () => screen.getByRole("button", { name: /^Descendre.*Premier/ });
    expect(screen.getByRole("button", { name: /^Monter.*Premier/ })).toHaveAttribute("aria-disabled", "true");
    down().focus();
    await user.keyboard("{Enter}");
    expect(onMove).toHaveBeenCalledExactlyOnceWith(12, 1);
    replace({ ...full(), version: 2, objectifs: swapped() });
    expect(titles(/^Objectifs/)).toEqual(["Second", "Premier"]);
    expect(down()).toHaveFocus();
    expect(down()).toHaveAttribute("aria-disabled", "true");
    await user.keyboard("{Enter}");
    expect(onMove).toHaveBeenCalledOnce();
  });
});

const titles = (name: RegExp) =>
  section(name)
    .getAllByRole("heading", { level: 3 })
    .map((heading) => heading.textContent);

const swapped = () => [
  anObjectif({ id: 11, label: "Second", priorite: 1, version: 2 }),
  anObjectif({ id: 12, label: "Premier", priorite: 2, version: 2 }),
];

describe("While someone else works on it", () => {
  const typing = async (user: ReturnType<typeof show>["user"], title: RegExp, text: string) => {
    await user.click(screen.getByRole("button", { name: title }));
    await user.type(screen.getByRole("textbox", { name: "Intitulé" }), text);
  };

  it("loses nothing of what is typed when the scenario changes", async () => {
    const { user, replace } = show(full());
    await typing(user, /^Modifier.*RSSI/, " et DSI");
    replace({
      ...full(),
      version: 2,
      cibles: [aCible({ label: "Autre", version: 2 }), aCible({ id: 22, label: "DAF" })],
    });
    expect(screen.getByRole("textbox", { name: "Intitulé" })).toHaveValue("RSSI d’ETI et DSI");
    expect(screen.getByText(/Quelqu’un vient de modifier/)).toBeVisible();
    expect(screen.getByText("DAF")).toBeVisible();
  });

  it("keeps the text of a form whose item is removed, says so, and adds it on demand", async () => {
    const { user, replace, onAddAnyway, onSave } = show(full());
    await typing(user, /^Modifier.*RSSI/, " et DSI");
    replace({ ...full(), version: 2, cibles: [] });
    expect(screen.getByRole("textbox", { name: "Intitulé" })).toHaveValue("RSSI d’ETI et DSI");
    expect(screen.getByRole("alert")).toHaveTextContent("Quelqu’un vient de retirer cet élément");
    await user.click(screen.getByRole("button", { name: "Copier ma saisie" }));
    expect(await navigator.clipboard.readText()).toContain("Intitulé\u00a0: RSSI d’ETI et DSI");
    await user.click(screen.getByRole("button", { name: "Ajouter quand même" }));
    expect(onSave).not.toHaveBeenCalled();
    expect(onAddAnyway).toHaveBeenCalledExactlyOnceWith(
      "cible",
      expect.objectContaining({
        values: expect.objectContaining({ label: "RSSI d’ETI et DSI", maturite: "consideration" }),
      }),
    );
    expect(screen.queryByRole("textbox", { name: "Intitulé" })).toBeNull();
    expect(screen.getByText("Pas encore de cible")).toBeVisible();
  });

  it("says that an item has gone when it refuses to be saved for that reason", async () => {
    const onSave = vi.fn(async () => {
      replace({ ...full(), version: 2, cibles: [] });
      return aProblem({ title: "Élément introuvable" });
    });
    const { user, replace } = show(full(), { onSave });
    await typing(user, /^Modifier.*RSSI/, " et DSI{Enter}");
    expect(screen.getByRole("textbox", { name: "Intitulé" })).toHaveValue("RSSI d’ETI et DSI");
    expect(screen.getByRole("alert")).toHaveTextContent("Quelqu’un vient de retirer cet élément");
  });

  it("holds the order of the list while a form is open, and the letters typed arrive where they were going", async () => {
    const { user, replace } = show(full());
    await typing(user, /^Modifier.*Second/, "a");
    const form = screen.getByRole("textbox", { name: "Intitulé" });
    replace({ ...full(), version: 2, objectifs: swapped() });
    expect(form).toHaveFocus();
    await user.keyboard("b");
    expect(form).toHaveValue("Secondab");
    expect(titles(/^Objectifs/)).toEqual(["Premier"]);
    expect(form.compareDocumentPosition(screen.getByText("Premier"))).toBe(Node.DOCUMENT_POSITION_PRECEDING);
    await user.keyboard("{Escape}");
    expect(titles(/^Objectifs/)).toEqual(["Second", "Premier"]);
    expect(screen.getByRole("button", { name: /^Modifier.*Second/ })).toHaveFocus();
  });

  it("gives the focus to the next line when the one that had it is removed, at last to what adds one", async () => {
    const { replace } = show({ ...full(), cibles: [aCible(), aCible({ id: 22, label: "DAF" })] });
    screen.getByRole("button", { name: /^Retirer.*RSSI/ }).focus();
    replace({ ...full(), version: 2, cibles: [aCible({ id: 22, label: "DAF" })] });
    expect(screen.getByRole("button", { name: /^Modifier.*DAF/ })).toHaveFocus();
    replace({ ...full(), version: 3, cibles: [] });
    expect(section(/^Cibles/).getByRole("button", { name: /^Ajouter.*Cible$/ })).toHaveFocus();
  });
});
