import { screen } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { describe, expect, it, vi } from "vitest";
import type { Message } from "../api/contracts";
import type { RunningCommand } from "../stores/conversation";
import { aMessage, aProblem, uuid } from "../testing/factories";
import { renderInFrench } from "../testing/render";
import { ChatMessage, type ChatMessageProps } from "./ChatMessage";

const running = (fields: Partial<RunningCommand> = {}): RunningCommand => ({
  commandId: uuid(1),
  mine: true,
  intent: "chat.say",
  payload: { message: "Par quoi *commencer* ?" },
  scenarioId: null,
  source: null,
  accepted: true,
  draft: null,
  step: null,
  problem: null,
  late: false,
  ...fields,
});

function show(fields: Partial<ChatMessageProps>) {
  const props = { onRetry: vi.fn(), onDiscard: vi.fn(), onStop: vi.fn() };
  const rendered = renderInFrench(() => (
    <ChatMessage auteur="assistant" message={undefined} command={undefined} connected {...props} {...fields} />
  ));
  return { ...rendered, ...props };
}

describe("The person's bubble", () => {
  it("shows what was typed as it was typed, before the server has stored it", () => {
    show({ auteur: "user", command: running() });
    expect(screen.getByRole("article", { name: "Vous" })).toHaveTextContent("Par quoi *commencer* ?");
  });

  it("shows what a click means in words", () => {
    show({ auteur: "user", command: running({ intent: "cible.add", payload: { label: "DSI" } }) });
    expect(screen.getByText("Ajouter la cible « DSI »")).toBeVisible();
  });

  it("says of a plan what its button said when it was clicked, also once the plan is there", () => {
    const [hasPlan, setHasPlan] = createSignal(false);
    const asked = {
      auteur: "user" as const,
      command: running({ intent: "plan.generate", payload: {} }),
      get hasPlan() {
        return hasPlan();
      },
    };
    const { unmount } = show(asked);
    setHasPlan(true);
    expect(screen.getByText("Générer le plan marketing")).toBeVisible();
    unmount();
    show(asked);
    expect(screen.getByText("Régénérer le plan")).toBeVisible();
  });

  it("names the scenario that was opened, as long as its name is known", () => {
    const message = aMessage({ auteur: "user", role_action: "scenario.open", contenu: "Ouvrir ce scénario" });
    const { unmount } = show({ auteur: "user", message, scenario: "Offre *Cloud*" });
    expect(screen.getByText("Ouvrir « Offre *Cloud* »")).toBeVisible();
    unmount();
    show({ auteur: "user", message });
    expect(screen.getByText("Ouvrir ce scénario")).toBeVisible();
  });

  it("keeps the direction of each script, and no sign that would turn the rest around", () => {
    const payload = { message: "\u202eإطلاق 2026" };
    show({ auteur: "user", command: running({ payload }) });
    expect(screen.getByText("إطلاق 2026")).toHaveAttribute("dir", "auto");
  });

  it("says that it waits for the connection", () => {
    show({ auteur: "user", command: running({ accepted: false }), connected: false });
    expect(screen.getByText("Partira au retour de la connexion")).toBeVisible();
  });

  it("says why it was refused, and can be sent again or taken back", async () => {
    const command = running({ problem: aProblem(), accepted: false });
    const { user, onRetry, onDiscard } = show({ auteur: "user", command });
    expect(screen.getByText("Trop de demandes.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Réessayer" }));
    expect(onRetry).toHaveBeenCalledWith(uuid(1));
    await user.click(screen.getByRole("button", { name: "Modifier" }));
    expect(onDiscard).toHaveBeenCalledWith(command);
  });
});

describe("Several requests refused in a row, for one reason", () => {
  const refused = [1, 2, 3].map((n) => running({ commandId: uuid(n), problem: aProblem(), accepted: false }));

  it("have it said once, by the last, which sends them all again", async () => {
    const { user, onRetry } = show({ auteur: "user", command: refused[2], refused });
    expect(screen.getByText("Trop de demandes.").closest("p")).toHaveTextContent(/3 demandes n’ont pas été envoyées/);
    await user.click(screen.getByRole("button", { name: "Tout réessayer" }));
    expect(onRetry.mock.calls).toEqual([[uuid(1)], [uuid(2)], [uuid(3)]]);
  });

  it("are each said not to be sent, and can each be taken back", async () => {
    const { user, onDiscard } = show({ auteur: "user", command: refused[0], refused: [] });
    expect(screen.getByText("Non envoyé")).toBeVisible();
    expect(screen.queryByText("Trop de demandes.")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Modifier" }));
    expect(onDiscard).toHaveBeenCalledWith(refused[0]);
  });
});

describe("A reply whose proposals are cards", () => {
  const told = aMessage({ contenu: "Voici deux cibles.\n\n1. **DSI d’ETI**\n2. **RSSI**\n\nAjoutez-les d’un clic." });

  it("tells them only when asked to", async () => {
    const { user } = show({ message: told, showsProposals: true });
    expect(screen.getByText("Voici deux cibles.")).toBeVisible();
    expect(screen.getByText("Ajoutez-les d’un clic.")).toBeVisible();
    expect(screen.getByText("DSI d’ETI")).not.toBeVisible();
    await user.click(screen.getByText("Lire la réponse en entier"));
    expect(screen.getByText("DSI d’ETI")).toBeVisible();
  });

  it("is told in full otherwise", () => {
    show({ message: told });
    expect(screen.getByText("DSI d’ETI")).toBeVisible();
  });
});

describe("A message in another language than the page's", () => {
  const inEnglish = (fields: Partial<Message> = {}) =>
    aMessage({ contenu: "Here are two targets.", locale: "en", ...fields });

  it("is told to be in its own, and the page's words around it are not", async () => {
    const contenu = "Here are two targets.\n\n1. **CIOs**\n2. **CISOs**";
    const { user } = show({ message: inEnglish({ contenu }), showsProposals: true });
    await user.click(screen.getByText("Lire la réponse en entier"));
    for (const text of ["Here are two targets.", "CIOs"]) {
      expect(screen.getByText(text).closest("[lang]")).toHaveAttribute("lang", "en");
    }
    expect(screen.getByText("Lire la réponse en entier").closest("article [lang]")).toBeNull();
  });

  it("is so whoever said it, typed or clicked", () => {
    for (const role_action of ["chat.say", "cible.suggest"]) {
      const { unmount } = show({ auteur: "user", message: inEnglish({ auteur: "user", role_action }) });
      expect(screen.getByText("Here are two targets.").closest("[lang]")).toHaveAttribute("lang", "en");
      unmount();
    }
  });

  it("speaks the page's where the page puts the words", () => {
    const message = inEnglish({ auteur: "user", role_action: "scenario.open", contenu: "Open this scenario" });
    show({ auteur: "user", message, scenario: "Cloud" });
    expect(screen.getByText("Ouvrir « Cloud »").closest("article [lang]")).toBeNull();
  });

  it("says nothing of its language when nobody knows it", () => {
    show({ message: inEnglish({ locale: null }) });
    expect(screen.getByText("Here are two targets.").closest("article [lang]")).toBeNull();
  });
});

describe("The assistant's bubble", () => {
  it("shows a stored message as Markdown, with its time", () => {
    show({ message: aMessage({ contenu: "**Trois** cibles" }) });
    expect(screen.getByText("Trois").tagName).toBe("STRONG");
    expect(screen.getByRole("article", { name: "Assistant" }).querySelector("time")).toHaveAttribute(
      "datetime",
      "2026-03-02T09:30:00Z",
    );
  });

  it("says that it thinks, then what it is doing", () => {
    const { unmount } = show({ command: running() });
    expect(screen.getByText("Réflexion en cours…")).toBeVisible();
    unmount();
    show({ command: running({ intent: "plan.generate", step: "Je rédige le plan…" }) });
    expect(screen.getByText("Je rédige le plan…")).toBeVisible();
  });

  it("shows the text being written only while none of it is missing", () => {
    const draft = { attempt: 1, text: "Voici trois", length: 11, whole: true };
    const { unmount } = show({ command: running({ draft }) });
    expect(screen.getByText("Voici trois")).toBeVisible();
    unmount();
    show({ command: running({ draft: { ...draft, whole: false } }) });
    expect(screen.queryByText("Voici trois")).toBeNull();
    expect(screen.getByText("Réflexion en cours…")).toBeVisible();
  });

  it("can be stopped while it thinks, not when it only saves", async () => {
    const { user, onStop, unmount } = show({ command: running() });
    await user.click(screen.getByRole("button", { name: "Arrêter" }));
    expect(onStop).toHaveBeenCalledWith(uuid(1));
    unmount();
    show({ command: running({ intent: "cible.add" }) });
    expect(screen.queryByRole("button", { name: "Arrêter" })).toBeNull();
  });

  it("waits for a lost connection instead of thinking for ever", () => {
    const draft = { attempt: 1, text: "Voici trois", length: 11, whole: true };
    const { unmount, container } = show({ command: running({ late: true }), connected: false });
    expect(screen.getByText("En attente de la connexion…")).toBeVisible();
    expect(screen.queryByText(/Réflexion|Toujours en cours/)).toBeNull();
    expect(container.querySelector(".animate-breathe, [class*='animate-breathe']")).toBeNull();
    unmount();
    show({ command: running({ draft, step: "Je rédige…" }), connected: false });
    expect(screen.getByText("Voici trois").closest("[data-writing]")).toBeNull();
    expect(screen.getByText("En attente de la connexion…")).toBeVisible();
  });

  it("says that it was asked to stop", async () => {
    const { user, onStop } = show({ command: running(), stopping: true });
    await user.click(screen.getByRole("button", { name: "Arrêt demandé" }));
    expect(onStop).not.toHaveBeenCalled();
  });

  it("says that it takes long, and offers to ask again", async () => {
    const { user, onRetry } = show({ command: running({ late: true }) });
    expect(screen.getByText("Toujours en cours…")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Réessayer" }));
    expect(onRetry).toHaveBeenCalledWith(uuid(1));
  });

  it("leaves it to its own bubble to say so, not to the one of what was asked", () => {
    show({ auteur: "user", command: running({ late: true }) });
    expect(screen.queryByText("Toujours en cours…")).toBeNull();
  });

  it("of an edit, which has no other bubble, is said under it", () => {
    show({ auteur: "user", command: running({ intent: "cible.update", late: true }) });
    expect(screen.getByText("Toujours en cours…")).toBeVisible();
  });
});
