import { screen } from "@solidjs/testing-library";
import { describe, expect, it } from "vitest";
import { aMessage } from "../testing/factories";
import { renderInFrench } from "../testing/render";
import { MessageTimeline } from "./MessageTimeline";

describe("What was said lately", () => {
  it("shows what the person typed as she typed it, like the chat, and the rest as Markdown", () => {
    const messages = [
      aMessage({ id: 3, contenu: "**Trois** cibles" }),
      aMessage({ id: 2, auteur: "user", role_action: "chat.say", contenu: "Trois *bonnes* cibles" }),
      aMessage({ id: 1, auteur: "user", role_action: "scenario.create", contenu: "Créer **Cloud**" }),
    ];
    renderInFrench(() => <MessageTimeline messages={messages} />);
    expect(screen.getByText("Trois *bonnes* cibles")).toBeVisible();
    for (const text of ["Trois", "Cloud"]) expect(screen.getByText(text).tagName).toBe("STRONG");
  });

  it("keeps each message in the language it was written in", () => {
    const messages = [
      aMessage({ id: 2, contenu: "Two targets", locale: "en" }),
      aMessage({ id: 1, auteur: "user", role_action: "chat.say", contenu: "Deux cibles" }),
    ];
    renderInFrench(() => <MessageTimeline messages={messages} />);
    expect(screen.getByText("Two targets").closest("[lang]")).toHaveAttribute("lang", "en");
    expect(screen.getByText("Deux cibles").closest("[lang]")).toHaveAttribute("lang", "fr");
  });
});
