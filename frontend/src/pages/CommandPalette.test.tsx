import { screen, waitFor, within } from "@solidjs/testing-library";
import { createSignal, Show } from "solid-js";
import { describe, expect, it, vi } from "vitest";
import type { Message, Scenario } from "../api/contracts";
import { StoreProvider } from "../stores/StoreProvider";
import { aCible, aMessage, anAction, anObjectif, aPlan, aScenario, aSnapshot, uuid } from "../testing/factories";
import { FakeSocket } from "../testing/fakeSocket";
import { renderInFrench } from "../testing/render";
import CommandPalette from "./CommandPalette";
import * as toasts from "./toasts";

const LATEST = aScenario({ id: 6, nom: "Salon de Lyon" });
const FORGOTTEN = aScenario({ id: 7, nom: "Zorglub" });

/** What the gateway answers: the latest scenario unless one is searched for, and the plans. */
function answer(address: string): unknown {
  const { pathname, searchParams } = new URL(address, "http://page");
  if (pathname.endsWith("/plans")) return { items: [aPlan({ id: 52 }), aPlan({ id: 51, resume: "Avant" })], total: 2 };
  const items = searchParams.get("q") === "zorg" ? [FORGOTTEN] : searchParams.get("q") ? [] : [LATEST];
  return { items, total: items.length, page: 1, page_size: 20 };
}

async function openPalette(scenario: Scenario | null, messages: Message[] = []) {
  vi.stubGlobal(
    "fetch",
    vi.fn(async (address: string) => Response.json(answer(address))),
  );
  const [isOpen, setOpen] = createSignal(false);
  const rendered = renderInFrench(() => (
    <StoreProvider>
      <Show when={isOpen()}>
        <CommandPalette onLocale={vi.fn()} />
      </Show>
    </StoreProvider>
  ));
  await waitFor(() => expect(FakeSocket.all).not.toHaveLength(0));
  FakeSocket.last.open();
  const about = aMessage({ id: 9, scenario_id: scenario?.id ?? null });
  FakeSocket.last.receive(aSnapshot({ scenario, messages: [...messages, about] }));
  setOpen(true);
  const field = await screen.findByRole("combobox");
  return { ...rendered, field };
}

const labels = () =>
  screen.getAllByRole("option").map((option) => option.firstElementChild?.textContent?.replaceAll("\u00a0", " "));
const sent = () => FakeSocket.last.intents.map(({ intent, payload }) => [intent, payload]);

describe("What is found", () => {
  it("is named by what was typed before it is about it", async () => {
    const { user, field } = await openPalette(aScenario({ nom: "Archiver le courrier" }));
    await user.type(field, "archiver le");
    expect(labels()[0]).toBe("Archiver le scénario");
    expect(labels().length).toBeGreaterThan(5);
  });

  it("names the scenario in hand once, above", async () => {
    await openPalette(aScenario({ nom: "Courrier" }));
    expect(screen.getAllByText(/Courrier/)).toHaveLength(1);
  });

  it("begins with what was typed before it contains it", async () => {
    const { user, field } = await openPalette(aScenario());
    await user.type(field, "plan");
    expect(labels()[0]).not.toMatch(/^Plan/);
    await user.clear(field);
    await user.type(field, "imp");
    expect(labels()[0]).toMatch(/^Imp/);
  });

  it("is any scenario, and not only the latest", async () => {
    const { user, field } = await openPalette(null);
    await waitFor(() => expect(labels()).toContain("Ouvrir « Salon de Lyon »"));
    await user.type(field, "ouvrir zorg");
    await waitFor(() => expect(labels()).toEqual(["Ouvrir « Zorglub »"]));
  });
});

describe("Enter before the search has answered", () => {
  it("says that it searches, then does what is found", async () => {
    const { user, field } = await openPalette(null);
    await user.type(field, "ouvrir zorg{Enter}");
    expect(screen.getByText("Recherche en cours…")).toBeVisible();
    expect(sent()).toEqual([]);
    await waitFor(() => expect(sent()).toContainEqual(["scenario.open", { scenario_id: 7 }]));
  });

  it("does nothing when nothing is found, nor for what is typed after", async () => {
    const { user, field } = await openPalette(null);
    await user.type(field, "ouvrir zorgl{Enter}");
    await waitFor(() => expect(screen.getByText("Aucune commande ne correspond.")).toBeVisible());
    await user.type(field, "{Backspace}");
    await waitFor(() => expect(labels()).toEqual(["Ouvrir « Zorglub »"]));
    expect(sent()).toEqual([]);
  });
});

describe("A command about one of several", () => {
  const scenario = aScenario({
    cibles: [aCible({ id: 21, label: "RSSI" }), aCible({ id: 22, label: "DSI", version: 4 })],
  });

  it("asks which one, then does it", async () => {
    const { user, field } = await openPalette(scenario);
    await user.type(field, "retirer une cible{Enter}");
    expect(labels()).toEqual(["RSSI", "DSI"]);
    await user.type(screen.getByRole("combobox", { name: "Retirer une cible…" }), "dsi{Enter}");
    await waitFor(() => expect(sent()).toContainEqual(["cible.remove", { id: 22, version: 4 }]));
  });

  it("is left by Escape, which leaves the palette open", async () => {
    const { user, field } = await openPalette(scenario);
    await user.type(field, "modifier une cible{Enter}{Escape}");
    expect(labels()).toContain("Créer un scénario");
    expect(screen.getByRole("combobox", { name: /^Que voulez-vous faire/ })).toBeInTheDocument();
  });

  it("is not offered when there is none", async () => {
    await openPalette(aScenario());
    expect(labels().filter((label) => label?.endsWith("…"))).toEqual([]);
  });

  it("puts an objectif before the others", async () => {
    const objectifs = [1, 2, 3].map((priorite) =>
      anObjectif({ id: 10 + priorite, label: `But ${priorite}`, priorite }),
    );
    const { user, field } = await openPalette(aScenario({ objectifs }));
    await user.type(field, "priorite{Enter}");
    expect(labels()).toEqual(["But 2", "But 3"]);
    await user.keyboard("{ArrowDown}{Enter}");
    const order = { ids: [13, 11, 12], depuis: [11, 12, 13] };
    await waitFor(() => expect(sent()).toContainEqual(["objectif.reorder", order]));
  });

  it("restores another version of the plan, told by its number", async () => {
    const { user, field } = await openPalette(aScenario({ plan: aPlan({ id: 52 }), version: 3 }));
    await waitFor(() => expect(labels()).toContain("Restaurer une version du plan…"));
    await user.type(field, "version du plan{Enter}");
    expect(labels()).toEqual(["Version 1"]);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(sent()).toContainEqual(["plan.restore", { plan_id: 51 }]));
  });
});

describe("A new conversation", () => {
  it("is begun in the chat, wherever it was asked for", async () => {
    const { user, field, history } = await openPalette(aScenario());
    history.set({ value: "/scenarios/5" });
    await user.type(field, "nouvelle conv{Enter}");
    await waitFor(() => expect(history.get()).toBe("/"));
    await waitFor(() => expect(FakeSocket.all).toHaveLength(2));
    expect(FakeSocket.last.url).not.toBe(FakeSocket.all[0]?.url);
  });
});

describe("A recent conversation", () => {
  const keep = (n: number, title: string) =>
    localStorage.setItem(
      `assistant.recent.${uuid(n)}`,
      JSON.stringify({ title, at: new Date(Date.now() - n).toISOString() }),
    );

  it("is chosen by its title, and opened in the chat", async () => {
    keep(1, "Salon de Lyon");
    keep(2, "Bonjour, par quoi commencer ?");
    const { user, field, history } = await openPalette(null);
    history.set({ value: "/scenarios/5" });
    await user.type(field, "conversation recente{Enter}");
    expect(labels()).toEqual(["Salon de Lyon", "Bonjour, par quoi commencer ?"]);
    await user.type(field, "quoi{Enter}");
    await waitFor(() => expect(history.get()).toBe("/"));
    await waitFor(() => expect(FakeSocket.last.url).toContain(uuid(2)));
  });

  it("is not offered when there is none", async () => {
    const { user, field } = await openPalette(null);
    await user.type(field, "conversation recente");
    expect(screen.queryAllByRole("option")).toEqual([]);
  });

  it.each([["conversation recente{Enter}salon{Enter}"], ["nouvelle conversation{Enter}"]])(
    "waits for what is to be sent, and says so: %s",
    async (typed) => {
      keep(1, "Salon de Lyon");
      const conversationId = uuid(900);
      sessionStorage.setItem("assistant.conversation", conversationId);
      const unsent = {
        ...{ commandId: uuid(7), conversationId, intent: "chat.say", payload: { message: "Bonjour" } },
        ...{ scenarioId: null, source: null, problem: null },
      };
      sessionStorage.setItem("assistant.intents", JSON.stringify([unsent]));
      const show = vi.spyOn(toasts, "toast").mockResolvedValue();
      const { user, field, history } = await openPalette(null);
      history.set({ value: "/scenarios/5" });
      await user.type(field, typed);
      await waitFor(() => expect(show).toHaveBeenCalledExactlyOnceWith("info", expect.stringMatching(/^Des demandes/)));
      expect(history.get()).toBe("/scenarios/5");
      expect(FakeSocket.last.url).toContain(conversationId);
    },
  );
});

describe("The buttons of the conversation", () => {
  const proposal = (n: number, label: string) => [
    anAction({
      id: `add:${n}`,
      intent: "cible.add",
      label: "Ajouter",
      payload: { label },
      once: true,
      command_id: uuid(n),
    }),
    anAction({ id: `no:${n}`, intent: "proposal.dismiss", label: "Écarter", payload: { action_id: `add:${n}` } }),
  ];
  const addAll = (n: number, intent: string) =>
    anAction({ id: "all", intent, label: "Tout ajouter", payload: { items: [] }, command_id: uuid(n) });
  const suggestions = aMessage({
    id: 5,
    scenario_id: 5,
    actions: [...proposal(1, "RSSI"), ...proposal(2, "DSI"), addAll(3, "cible.add_many")],
  });
  const noted = aMessage({
    id: 7,
    scenario_id: 5,
    actions: [...proposal(11, "DAF"), addAll(13, "proposal.add_many")],
  });
  const removal = aMessage({
    id: 6,
    scenario_id: 5,
    contenu: "Cible **Achats** retirée du scénario.",
    actions: [anAction({ intent: "cible.restore", label: "Annuler", payload: { id: 29 }, command_id: uuid(4) })],
  });

  it.each([
    ["écarter une proposition", "DSI", "proposal.dismiss", { action_id: "add:2" }],
    ["toutes les cibles", "RSSI, DSI", "cible.add_many", { items: [] }],
    ["toutes les propositions", "DAF", "proposal.add_many", { items: [] }],
    ["rétablir une cible", "Cible Achats retirée du scénario.", "cible.restore", { id: 29 }],
  ])("can be pressed from here: %s", async (words, choice, intent, payload) => {
    const { user, field } = await openPalette(aScenario(), [suggestions, removal, noted]);
    await user.type(field, `${words}{Enter}`);
    await user.click(within(screen.getByRole("listbox")).getByRole("option", { name: new RegExp(`^${choice}`) }));
    await waitFor(() => expect(sent()).toContainEqual([intent, payload]));
  });

  it("that have done their work are offered no more", async () => {
    const done = { ...suggestions, actions: suggestions.actions.map((action) => ({ ...action, done: true })) };
    await openPalette(aScenario(), [done]);
    expect(labels()).not.toContain("Écarter une proposition…");
  });
});
