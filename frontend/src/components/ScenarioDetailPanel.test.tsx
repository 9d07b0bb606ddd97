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
    onRemove: vi.fn(),
    onReorder: vi.fn(),
    onGenerate: vi.fn(),
  };
  const rendered = renderInFrench(() => (
    <ScenarioDetailPanel
      scenario={state.scenario}
      isGenerating={false}
      planStep={null}
      plan={<p>Le plan</p>}
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
      expect.objectContaining({ label: "DSI", segment: "Industrie" }),
      expect.objectContaining({ label: "RSSI d’ETI" }),
      1,
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

  it("loses nothing of what is typed when someone else changes the scenario", async () => {
    const { user, replace } = show(full());
    await user.click(screen.getByRole("button", { name: /^Modifier.*RSSI/ }));
    await user.type(screen.getByRole("textbox", { name: "Intitulé" }), " et DSI");
    replace({
      ...full(),
      version: 2,
      cibles: [aCible({ label: "Autre", version: 2 }), aCible({ id: 22, label: "DAF" })],
    });
    expect(screen.getByRole("textbox", { name: "Intitulé" })).toHaveValue("RSSI d’ETI et DSI");
    expect(screen.getByText(/Quelqu’un vient de modifier/)).toBeVisible();
    expect(screen.getByText("DAF")).toBeVisible();
  });

  it("removes", async () => {
    const { user, onRemove } = show(full());
    await user.click(screen.getByRole("button", { name: /^Retirer.*Webinaire NIS 2/ }));
    expect(onRemove).toHaveBeenCalledWith("ressource", expect.objectContaining({ id: 31 }));
  });

  it("orders objectifs by keyboard, as far as there is somewhere to go", async () => {
    const { user, onReorder } = show(full());
    expect(screen.getByRole("button", { name: /^Monter.*Premier/ })).toBeDisabled();
    await user.click(screen.getByRole("button", { name: /^Descendre.*Premier/ }));
    expect(onReorder).toHaveBeenCalledWith(0, 1);
  });
});
