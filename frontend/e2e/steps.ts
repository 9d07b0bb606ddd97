import { expect, type Page } from "@playwright/test";

/** The conversation, as a person finds it. */
export const conversation = (page: Page) => page.getByRole("region", { name: "Conversation" });

/** A server-sent button: the latest one of that name, as older messages keep theirs. */
export const button = (page: Page, name: string | RegExp) => conversation(page).getByRole("button", { name }).last();

/** Opens the page and waits until it can be used. */
export async function openChat(page: Page): Promise<void> {
  await page.goto("/");
  await expect(button(page, "Créer un scénario")).toBeVisible();
}

/** Creates a scenario by its form and waits for the assistant's answer. */
export async function createScenario(page: Page, nom: string, thematique: string): Promise<void> {
  await button(page, "Créer un scénario").click();
  const form = page.getByRole("dialog", { name: "Créer un scénario" });
  await form.getByRole("textbox", { name: "Nom" }).fill(nom);
  await form.getByRole("textbox", { name: "Thématique" }).fill(thematique);
  await form.getByRole("button", { name: "Créer le scénario" }).click();
  await expect(form).toBeHidden();
  await expect(page.getByRole("heading", { level: 1, name: nom })).toBeVisible();
  await expect(button(page, "Proposer des cibles")).toBeVisible();
}

/** Writes to the assistant. */
export async function say(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Votre message" }).fill(text);
  await page.keyboard.press("Enter");
}

/** Asks for proposals and waits for their cards. */
export async function suggest(page: Page, kinds: "objectifs" | "cibles" | "ressources"): Promise<void> {
  await button(page, `Proposer des ${kinds}`).click();
  await expect(button(page, "Tout ajouter")).toBeVisible({ timeout: 30_000 });
}

/** The "add" buttons of the latest proposals, ready or done. */
export const adds = (page: Page) =>
  conversation(page)
    .getByRole("list", { name: "Propositions" })
    .last()
    .getByRole("button", { name: /^Ajout(er|ée)/ });

/** Opens the palette and does what it finds first. */
export async function command(page: Page, text: string): Promise<void> {
  const palette = page.getByRole("combobox", { name: "Que voulez-vous faire" });
  // One that is closing gives the focus back once it has gone.
  await expect(palette).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await expect(palette).toBeFocused();
  await page.keyboard.type(text);
  // A scenario may have to be looked for on the server first.
  await expect(page.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Enter");
}

/** Fails the test on anything the browser complains about, errors of the page and refused content included. */
export function failOnComplaints(page: Page, except?: RegExp): void {
  page.on("console", (message) => {
    // The machine's own network coming and going is no fault of the page.
    if (except?.test(message.text()) || message.text().includes("ERR_NETWORK_CHANGED")) return;
    if (["error", "warning"].includes(message.type())) throw new Error(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => {
    throw error;
  });
}
