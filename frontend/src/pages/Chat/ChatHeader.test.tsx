import { screen } from "@solidjs/testing-library";
import { expect, it } from "vitest";
import { renderWithStores } from "../../testing/renderStores";
import { ChatHeader } from "./ChatHeader";

const anew = () => screen.getByRole("button", { name: "Nouvelle conversation" });

it("A new conversation waits for what is to be sent in this one, and looks it", () => {
  const { chat } = renderWithStores(() => <ChatHeader onOpenScenarios={() => {}} />);
  expect(anew()).not.toHaveClass("opacity-50");
  const id = chat.conversationId();
  void chat.send("chat.say", { message: "Bonjour" });
  expect(anew()).toHaveClass("opacity-50");
  expect(anew()).toHaveAttribute("aria-disabled", "true");
  expect(anew()).toHaveAttribute("title", "Des demandes sont encore en attente d’envoi.");
  anew().click();
  expect(chat.conversationId()).toBe(id);
});
