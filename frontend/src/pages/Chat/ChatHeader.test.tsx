import { screen, waitFor } from "@solidjs/testing-library";
import { expect, it, vi } from "vitest";
import { uuid } from "../../testing/factories";
import { renderWithStores } from "../../testing/renderStores";
import { FaultContext, MissingPart } from "../parts";
import { ChatHeader } from "./ChatHeader";

vi.mock("./RecentMenu", () => {
  throw new Error("There is no such file any more");
});

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

it("The menu of recent conversations that cannot be loaded leaves its button, and is told of each time", async () => {
  const kept = { title: "Salon de Lyon", at: new Date().toISOString() };
  localStorage.setItem(`assistant.recent.${uuid(1)}`, JSON.stringify(kept));
  const note = vi.fn();
  const { user } = renderWithStores(() => (
    <FaultContext.Provider value={note}>
      <ChatHeader onOpenScenarios={() => {}} />
    </FaultContext.Provider>
  ));
  const recent = () => screen.getByRole("button", { name: "Conversations récentes" });
  for (const times of [1, 2]) {
    await user.click(recent());
    await waitFor(() => expect(note).toHaveBeenCalledTimes(times));
    await waitFor(() => expect(recent()).not.toHaveAttribute("aria-busy"));
  }
  expect(note).toHaveBeenCalledWith(expect.any(MissingPart));
  expect(anew()).toBeVisible();
});
