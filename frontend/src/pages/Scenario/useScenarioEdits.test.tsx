import { screen, within } from "@solidjs/testing-library";
import { Show } from "solid-js";
import { toast } from "solid-sonner";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Scenario } from "../../api/contracts";
import { ScenarioDetailPanel } from "../../components/ScenarioDetailPanel";
import { useComposeStore } from "../../stores/useComposeStore";
import { useScenarioStore } from "../../stores/useScenarioStore";
import { aCible, anAction, anObjectif, aProblem, aScenario, completed, failed } from "../../testing/factories";
import { FakeSocket } from "../../testing/fakeSocket";
import { renderWithStores } from "../../testing/renderStores";
import ComposeDialog from "../ComposeDialog";
import EditDialog from "../EditDialog";
import Toaster from "../Toaster";
import { useTextLostByReload } from "../useLostText";
import { EditConflict } from "./EditConflict";
import { useScenarioEdits } from "./useScenarioEdits";

const cible = aCible({ id: 21, label: "RSSI", segment: "Industrie", version: 3 });
const objectifs = ["Un", "Deux", "Trois"].map((label, index) =>
  anObjectif({ id: index + 11, label, priorite: index + 1 }),
);
const stored = aScenario({ id: 5, version: 10, objectifs, cibles: [cible] });
const stale = aProblem({ code: "stale-version", title: "Modifié entre-temps", detail: "Quelqu’un a modifié." });

function Page() {
  const scenarios = useScenarioStore();
  const compose = useComposeStore();
  useTextLostByReload();
  scenarios.upsert(structuredClone(stored));
  const edits = useScenarioEdits(() => scenarios.byId(5) as Scenario);
  // As the palette has, over the same page.
  const palette = useScenarioEdits(() => scenarios.byId(5) as Scenario);
  return (
    <>
      <button type="button" onClick={() => void palette.move(13, 0)}>
        Mettre « Trois » en premier
      </button>
      <ScenarioDetailPanel
        scenario={edits.shown()}
        onAdd={() => {}}
        onAskInChat={() => {}}
        onSave={edits.saveEntity}
        onAddAnyway={edits.addAnyway}
        onRemove={(kind, entity) => void edits.remove(kind, entity)}
        onMove={(id, to) => void edits.move(id, to)}
        noteOf={edits.noteOf}
        isBeingRemoved={edits.isBeingRemoved}
        onGenerate={() => {}}
        isGenerating={false}
        readOnly={false}
        planStep={null}
        plan={null}
        planDate={undefined}
        history={null}
      />
      <EditConflict conflict={edits.conflict()} />
      <Show keyed when={compose.editing()}>
        {(request) => <EditDialog request={request} />}
      </Show>
      <Show keyed when={compose.request()}>
        {(request) => <ComposeDialog request={request} />}
      </Show>
      <Toaster theme="light" />
    </>
  );
}

// They outlive the page.
afterEach(() => void toast.dismiss());

/** A page on a server that holds `server`, which the test may change. */
async function open() {
  const rendered = renderWithStores(() => <Page />);
  const server = { scenario: structuredClone(stored) };
  Object.assign(rendered.api, { scenario: async () => structuredClone(server.scenario) });
  await connect();
  return { ...rendered, server };
}

async function connect(): Promise<FakeSocket> {
  await vi.waitFor(() => expect(FakeSocket.last.readyState).toBe(FakeSocket.CONNECTING), { timeout: 3_000 });
  FakeSocket.last.open();
  return FakeSocket.last;
}

const cibles = () => within(screen.getByRole("region", { name: /^Cibles/ }));
const titles = () =>
  within(screen.getByRole("region", { name: /^Objectifs/ }))
    .getAllByRole("heading", { level: 3 })
    .map((heading) => heading.textContent);

async function edit(user: Awaited<ReturnType<typeof open>>["user"], segment: string): Promise<void> {
  await user.click(cibles().getByRole("button", { name: /^Modifier/ }));
  const field = cibles().getByRole("textbox", { name: "Segment" });
  await user.clear(field);
  await user.type(field, `${segment}{Enter}`);
}

const asked = (socket: FakeSocket) => socket.intents.map(({ intent, payload }) => [intent, payload]);
const lastId = () => FakeSocket.last.intents.at(-1)?.command_id ?? "";
const withCible = (fields: Partial<typeof cible>, version = 11): Scenario => ({
  ...structuredClone(stored),
  version,
  cibles: [{ ...cible, ...fields }],
});

describe("A correction made without a connection", () => {
  it("shows at once in its place, is said to be waiting, and is sent once", async () => {
    const { user } = await open();
    FakeSocket.last.drop();
    await edit(user, "ETI");
    expect(cibles().getByText(/ETI/)).toBeVisible();
    expect(cibles().getByText("Partira au retour de la connexion")).toBeVisible();
    expect(asked(await connect())).toEqual([["cible.update", { id: 21, version: 3, segment: "ETI" }]]);
    FakeSocket.last.receive(completed({ command_id: lastId(), scenario: withCible({ segment: "ETI", version: 4 }) }));
    expect(cibles().queryByText("Partira au retour de la connexion")).toBeNull();
    expect(cibles().getByText(/ETI/)).toBeVisible();
  });

  it("is followed by a second one of the same record, in one command", async () => {
    const { user } = await open();
    FakeSocket.last.drop();
    await edit(user, "ETI");
    await user.click(cibles().getByRole("button", { name: /^Modifier/ }));
    expect(cibles().getByRole("textbox", { name: "Segment" })).toHaveValue("ETI");
    await user.type(cibles().getByRole("textbox", { name: "Intitulé" }), " et DSI{Enter}");
    const both = { id: 21, version: 3, segment: "ETI", label: "RSSI et DSI" };
    expect(asked(await connect())).toEqual([["cible.update", both]]);
  });

  it("asks which version to keep when someone else changed the same meanwhile", async () => {
    const { user, server } = await open();
    FakeSocket.last.drop();
    await edit(user, "ETI");
    const socket = await connect();
    server.scenario = withCible({ segment: "Santé", version: 4 });
    socket.receive(failed({ command_id: lastId(), problem: stale }));
    const dialog = within(await screen.findByRole("dialog", { name: "Modifié entre-temps" }));
    expect(dialog.getByText("Santé")).toBeVisible();
    await user.click(dialog.getByRole("button", { name: "Garder la mienne" }));
    expect(asked(socket).at(-1)).toEqual(["cible.update", { id: 21, version: 4, segment: "ETI" }]);
  });

  it("that is refused in the end is not lost without a word", async () => {
    const { user } = await open();
    FakeSocket.last.drop();
    await edit(user, "ETI");
    const socket = await connect();
    socket.receive(failed({ command_id: lastId(), problem: aProblem({ detail: "Cet élément n’est plus là." }) }));
    expect(await screen.findByText("Votre modification n’a pas été enregistrée.")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Reprendre ma saisie" }));
    const dialog = within(await screen.findByRole("dialog", { name: /^Modifier/ }));
    expect(dialog.getByRole("textbox", { name: "Segment" })).toHaveValue("ETI");
    expect(dialog.getByText("Votre saisie précédente a été reprise.")).toBeVisible();
  });

  it("that is refused because its item has gone can be copied", async () => {
    const { user, server } = await open();
    FakeSocket.last.drop();
    await edit(user, "ETI");
    const socket = await connect();
    server.scenario = { ...structuredClone(stored), version: 12, cibles: [] };
    socket.receive(failed({ command_id: lastId(), problem: aProblem({ code: "entity-not-found" }) }));
    await user.click(await screen.findByRole("button", { name: "Copier ma saisie" }));
    expect(await navigator.clipboard.readText()).toBe("Segment\u00a0: ETI");
  });

  it("outlives the page while both versions are shown", async () => {
    const { user, server, unmount } = await open();
    FakeSocket.last.drop();
    await edit(user, "ETI");
    const socket = await connect();
    server.scenario = withCible({ segment: "Santé", version: 4 });
    socket.receive(failed({ command_id: lastId(), problem: stale }));
    await screen.findByRole("dialog", { name: "Modifié entre-temps" });
    const kept = { ...sessionStorage };
    unmount();
    await new Promise((resolve) => setTimeout(resolve));
    sessionStorage.clear();
    Object.assign(sessionStorage, kept);
    const again = await open();
    await again.user.click(cibles().getByRole("button", { name: /^Modifier/ }));
    expect(cibles().getByRole("textbox", { name: "Segment" })).toHaveValue("ETI");
  });
});

describe("A correction sent before a reload", () => {
  async function reloaded() {
    const before = await open();
    FakeSocket.last.drop();
    await edit(before.user, "ETI");
    before.unmount();
    const after = await open();
    expect(asked(FakeSocket.last)).toEqual([["cible.update", { id: 21, version: 3, segment: "ETI" }]]);
    return after;
  }

  it("that someone else's came before can be taken up again, and shows both versions", async () => {
    const { user, server } = await reloaded();
    server.scenario = withCible({ segment: "Santé", version: 4 });
    FakeSocket.last.receive(failed({ command_id: lastId(), problem: stale }));
    expect(await screen.findByText("Votre modification n’a pas été enregistrée.")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Reprendre ma saisie" }));
    const dialog = within(await screen.findByRole("dialog", { name: /^Modifier/ }));
    expect(dialog.getByRole("textbox", { name: "Segment" })).toHaveValue("ETI");
    expect(dialog.getByText(/Quelqu’un vient de modifier cet élément/)).toBeVisible();
    await user.click(dialog.getByRole("button", { name: "Enregistrer" }));
    expect(asked(FakeSocket.last).at(-1)).toEqual(["cible.update", { id: 21, version: 3, segment: "ETI" }]);
    FakeSocket.last.receive(failed({ command_id: lastId(), problem: stale }));
    const conflict = within(await screen.findByRole("dialog", { name: "Modifié entre-temps" }));
    expect(conflict.getByText("Santé")).toBeVisible();
    await user.click(conflict.getByRole("button", { name: "Garder la mienne" }));
    expect(asked(FakeSocket.last).at(-1)).toEqual(["cible.update", { id: 21, version: 4, segment: "ETI" }]);
  });

  it("and refused is there when its form is opened, however the message went", async () => {
    const { user } = await reloaded();
    FakeSocket.last.receive(failed({ command_id: lastId(), problem: aProblem() }));
    await screen.findByText("Votre modification n’a pas été enregistrée.");
    await user.click(cibles().getByRole("button", { name: /^Modifier/ }));
    expect(cibles().getByRole("textbox", { name: "Segment" })).toHaveValue("ETI");
  });

  it("and done says nothing", async () => {
    const { user } = await reloaded();
    FakeSocket.last.receive(completed({ command_id: lastId(), scenario: withCible({ segment: "ETI", version: 4 }) }));
    await user.click(cibles().getByRole("button", { name: /^Modifier/ }));
    expect(screen.queryByText(/Votre saisie précédente/)).toBeNull();
    expect(screen.queryByText("Votre modification n’a pas été enregistrée.")).toBeNull();
  });
});

describe("A form closed while it saves", () => {
  it("is said to have been refused, and has back what was typed", async () => {
    const { user } = await open();
    await edit(user, "ETI");
    await user.keyboard("{Escape}");
    expect(cibles().queryByRole("textbox", { name: "Segment" })).toBeNull();
    FakeSocket.last.receive(failed({ command_id: lastId(), problem: aProblem() }));
    await user.click(await screen.findByRole("button", { name: "Reprendre ma saisie" }));
    const dialog = within(await screen.findByRole("dialog", { name: /^Modifier/ }));
    expect(dialog.getByRole("textbox", { name: "Segment" })).toHaveValue("ETI");
  });

  it("leaves alone the one that was opened since", async () => {
    const { user } = await open();
    await edit(user, "ETI");
    await user.keyboard("{Escape}");
    await user.click(cibles().getByRole("button", { name: /^Modifier/ }));
    FakeSocket.last.receive(completed({ command_id: lastId(), scenario: withCible({ segment: "ETI", version: 4 }) }));
    await Promise.resolve();
    expect(cibles().getByRole("textbox", { name: "Segment" })).toHaveValue("ETI");
  });
});

describe("A form whose connection is cut while it saves", () => {
  it("is closed, and its correction waits", async () => {
    const { user } = await open();
    await edit(user, "ETI");
    expect(cibles().getByRole("textbox", { name: "Segment" })).toBeVisible();
    FakeSocket.last.drop();
    await vi.waitFor(() => expect(cibles().queryByRole("textbox", { name: "Segment" })).toBeNull());
    expect(cibles().getByText("Partira au retour de la connexion")).toBeVisible();
  });
});

describe("A correction that comes too late", () => {
  it("is made again without a question when the other one was about something else", async () => {
    const { user, server } = await open();
    await edit(user, "ETI");
    server.scenario = withCible({ persona: "Prudent", version: 4 });
    FakeSocket.last.receive(failed({ command_id: lastId(), problem: stale }));
    await vi.waitFor(() => expect(asked(FakeSocket.last)).toHaveLength(2));
    expect(asked(FakeSocket.last).at(-1)).toEqual(["cible.update", { id: 21, version: 4, segment: "ETI" }]);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("waits for the choice through a cut", async () => {
    const { user, server } = await open();
    await edit(user, "ETI");
    server.scenario = withCible({ segment: "Santé", version: 4 });
    FakeSocket.last.receive(failed({ command_id: lastId(), problem: stale }));
    const dialog = await screen.findByRole("dialog", { name: "Modifié entre-temps" });
    FakeSocket.last.drop();
    const socket = await connect();
    expect(dialog).toBeVisible();
    expect(socket.intents).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Garder la mienne" }));
    expect(asked(socket)).toEqual([["cible.update", { id: 21, version: 4, segment: "ETI" }]]);
    // Nothing was on its way while she had not chosen, and her form was there all along.
    await screen.findByRole("region", { name: /^Cibles/ });
    expect(screen.queryByText(/^C’est noté/)).toBeNull();
    expect(cibles().getByRole("textbox", { name: "Segment" })).toHaveValue("ETI");
    socket.receive(completed({ command_id: lastId(), scenario: withCible({ segment: "ETI", version: 5 }, 12) }));
    await vi.waitFor(() => expect(cibles().queryByRole("textbox", { name: "Segment" })).toBeNull());
  });

  it("keeps the text when what it corrects was removed while both versions were shown", async () => {
    const { user, server } = await open();
    await edit(user, "ETI");
    server.scenario = withCible({ segment: "Santé", version: 4 });
    FakeSocket.last.receive(failed({ command_id: lastId(), problem: stale }));
    const dialog = await screen.findByRole("dialog", { name: "Modifié entre-temps" });
    server.scenario = { ...structuredClone(stored), version: 12, cibles: [] };
    await user.click(within(dialog).getByRole("button", { name: "Garder la mienne" }));
    FakeSocket.last.receive(failed({ command_id: lastId(), problem: aProblem({ code: "entity-not-found" }) }));
    await screen.findByRole("region", { name: /^Cibles/ });
    expect(await cibles().findByText(/Quelqu’un vient de retirer cet élément/)).toBeVisible();
    expect(cibles().getByRole("textbox", { name: "Segment" })).toHaveValue("ETI");
    await user.click(cibles().getByRole("button", { name: "Ajouter quand même" }));
    expect(asked(FakeSocket.last).at(-1)).toEqual(["cible.add", expect.objectContaining({ segment: "ETI" })]);
  });
});

describe("What is added in place of an item that has gone", () => {
  it("and refused once the connection is back can be taken up again", async () => {
    const { user, server } = await open();
    await user.click(cibles().getByRole("button", { name: /^Modifier/ }));
    await user.type(cibles().getByRole("textbox", { name: "Segment" }), " lourde");
    server.scenario = { ...structuredClone(stored), version: 12, cibles: [] };
    FakeSocket.last.receive({ type: "scenario", scenario: structuredClone(server.scenario) });
    await user.click(await screen.findByRole("button", { name: "Ajouter quand même" }));
    FakeSocket.last.drop();
    await vi.waitFor(() => expect(cibles().queryByRole("textbox", { name: "Segment" })).toBeNull());
    const socket = await connect();
    socket.receive(failed({ command_id: lastId(), problem: aProblem({ detail: "Déjà présent." }) }));
    expect(await screen.findByText("Votre ajout n’a pas été enregistré.")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Reprendre ma saisie" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Définir une cible" }));
    expect(dialog.getByRole("textbox", { name: "Segment" })).toHaveValue("Industrie lourde");
  });
});

describe("A removal", () => {
  it("says that it is under way, and is not asked twice", async () => {
    const { user } = await open();
    const remove = () => cibles().getByRole("button", { name: /^Retirer/ });
    await user.dblClick(remove());
    expect(cibles().getByText("Retrait en cours…")).toBeVisible();
    FakeSocket.last.drop();
    await vi.waitFor(() => expect(cibles().getByText("Sera retiré au retour de la connexion")).toBeVisible());
    await user.click(remove());
    expect(asked(await connect())).toEqual([["cible.remove", { id: 21, version: 3 }]]);
  });

  it("undone, brings the focus to what is back", async () => {
    const { user } = await open();
    await user.click(cibles().getByRole("button", { name: /^Retirer/ }));
    const undo = anAction({ intent: "cible.restore", payload: { id: 21, version: 3 } });
    const without = { ...structuredClone(stored), version: 11, cibles: [] };
    FakeSocket.last.receive(completed({ command_id: lastId(), scenario: without, actions: [undo] }));
    await user.click(await screen.findByRole("button", { name: "Annuler" }));
    FakeSocket.last.receive(completed({ command_id: lastId(), scenario: { ...structuredClone(stored), version: 12 } }));
    await vi.waitFor(() => expect(cibles().getByRole("button", { name: /^Modifier/ })).toHaveFocus());
  });
});

describe("Putting objectifs in order", () => {
  const down = (title: string) => screen.getByRole("button", { name: new RegExp(`^Descendre.*${title}`) });
  const ordered = (order: number[], version: number): Scenario => ({
    ...structuredClone(stored),
    version,
    objectifs: objectifs.map((one) => ({ ...one, priorite: order.indexOf(one.id) + 1 })),
  });

  it("shows at once, without a connection as well, and what follows starts from there", async () => {
    const { user } = await open();
    FakeSocket.last.drop();
    await user.click(down("Un"));
    expect(titles()).toEqual(["Deux", "Un", "Trois"]);
    await user.click(down("Un"));
    expect(titles()).toEqual(["Deux", "Trois", "Un"]);
    expect(down("Un")).toHaveFocus();
    const socket = await connect();
    expect(asked(socket)).toEqual([["objectif.reorder", { ids: [12, 11, 13], depuis: [11, 12, 13] }]]);
    socket.receive(completed({ command_id: lastId(), scenario: ordered([12, 11, 13], 11) }));
    await vi.waitFor(() => expect(socket.intents).toHaveLength(2));
    expect(titles()).toEqual(["Deux", "Trois", "Un"]);
    expect(asked(socket).at(-1)).toEqual(["objectif.reorder", { ids: [12, 13, 11], depuis: [12, 11, 13] }]);
    socket.receive(completed({ command_id: lastId(), scenario: ordered([12, 13, 11], 12) }));
    expect(titles()).toEqual(["Deux", "Trois", "Un"]);
  });

  it("asked again after a reload, before the connection is back, starts from what is stored", async () => {
    const { user, unmount } = await open();
    FakeSocket.last.drop();
    await user.click(down("Un"));
    unmount();
    const again = renderWithStores(() => <Page />);
    await again.user.click(down("Un"));
    expect(asked(await connect())).toEqual([["objectif.reorder", { ids: [12, 13, 11], depuis: [11, 12, 13] }]]);
  });

  it("goes on from what another part of the page asked, and the other way round", async () => {
    const { user } = await open();
    FakeSocket.last.drop();
    await user.click(down("Un"));
    await user.click(screen.getByRole("button", { name: "Mettre « Trois » en premier" }));
    expect(titles()).toEqual(["Trois", "Deux", "Un"]);
    await user.click(down("Trois"));
    expect(titles()).toEqual(["Deux", "Trois", "Un"]);
    const socket = await connect();
    socket.receive(completed({ command_id: lastId(), scenario: ordered([12, 11, 13], 11) }));
    const both = { ids: [12, 13, 11], depuis: [12, 11, 13] };
    await vi.waitFor(() => expect(asked(socket).at(-1)).toEqual(["objectif.reorder", both]));
    socket.receive(completed({ command_id: lastId(), scenario: ordered([12, 13, 11], 12) }));
    await user.click(down("Deux"));
    expect(titles()).toEqual(["Trois", "Deux", "Un"]);
    expect(asked(socket).at(-1)).toEqual(["objectif.reorder", { ids: [13, 12, 11], depuis: [12, 13, 11] }]);
  });

  it("goes back to what is stored when it is refused, and says so", async () => {
    const { user } = await open();
    await user.click(down("Un"));
    FakeSocket.last.receive(failed({ command_id: lastId(), problem: aProblem({ title: "Trop de demandes" }) }));
    await vi.waitFor(() => expect(titles()).toEqual(["Un", "Deux", "Trois"]));
    expect(await screen.findByText("Trop de demandes")).toBeInTheDocument();
  });
});
