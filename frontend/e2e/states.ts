import { expect, type Page } from "@playwright/test";
import { adds, button, command, createScenario, openChat, say, suggest } from "./steps";

/** A scenario that the seed brings, with objectifs, cibles and ressources. */
const SEEDED = /Cloud de confiance/;

async function openSeeded(page: Page): Promise<void> {
  await openChat(page);
  const drawer = page.getByRole("button", { name: "Voir les scénarios" });
  if (await drawer.isVisible()) await drawer.click();
  await page.getByRole("button", { name: SEEDED }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: SEEDED })).toBeVisible();
  await expect(button(page, "Proposer des cibles")).toBeVisible();
}

async function openDetail(page: Page): Promise<void> {
  await openSeeded(page);
  await command(page, "ouvrir detail");
  await expect(page.getByRole("region", { name: /^Objectifs/ })).toBeVisible();
}

async function withPlan(page: Page): Promise<void> {
  await openDetail(page);
  const generate = page.getByRole("button", { name: "Générer le plan marketing" }).last();
  if (await generate.isVisible()) await generate.click();
  await expect(page.getByRole("table")).toBeVisible({ timeout: 30_000 });
}

/** The main states of the page: how each is reached, from nothing. */
export const STATES: Record<string, (page: Page) => Promise<void>> = {
  accueil: openChat,
  creation: async (page) => {
    await openChat(page);
    await button(page, "Créer un scénario").click();
    const form = page.getByRole("dialog");
    await form.getByRole("textbox", { name: "Nom" }).fill("Lancement Q1 cybersécurité");
    await form.getByRole("button", { name: "Créer le scénario" }).click();
    await expect(form.getByText("Ce champ est obligatoire.")).toBeVisible();
  },
  "scenario-vide": async (page) => {
    await openChat(page);
    await createScenario(page, "Lancement Q1 cybersécurité", "Sécurité cloud");
  },
  propositions: async (page) => {
    await openSeeded(page);
    await suggest(page, "cibles");
  },
  "proposition-ajoutee": async (page) => {
    await openChat(page);
    await createScenario(page, "Offre de maintenance", "Industrie");
    await suggest(page, "objectifs");
    await adds(page).first().click();
    await expect(adds(page).first()).toHaveAccessibleName(/^Ajoutée/);
    await button(page, /^Écarter/).click();
    await expect(page.getByText("Mise de côté")).toBeVisible();
  },
  inspirations: async (page) => {
    await openSeeded(page);
    await button(page, "Rechercher des inspirations").click();
    await expect(button(page, /^Utiliser cette inspiration/)).toBeVisible({ timeout: 30_000 });
  },
  "hors-ligne": async (page) => {
    await openSeeded(page);
    await page.context().setOffline(true);
    await expect(page.getByText("Connexion perdue. Vos demandes")).toBeVisible();
    await say(page, "Par quoi commencer ?");
    await expect(page.getByText("Partira au retour de la connexion")).toBeVisible();
  },
  commandes: async (page) => {
    await openSeeded(page);
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill("prop");
    await expect(page.getByRole("option").first()).toBeVisible();
  },
  detail: openDetail,
  "detail-edition": async (page) => {
    await openDetail(page);
    await page
      .getByRole("region", { name: /^Cibles/ })
      .getByRole("button", { name: /^Modifier/ })
      .first()
      .click();
    await expect(page.getByRole("textbox", { name: "Segment" })).toBeVisible();
  },
  plan: async (page) => {
    await withPlan(page);
    await page.getByRole("heading", { name: "Plan de diffusion" }).evaluate((title) => title.scrollIntoView());
  },
  introuvable: async (page) => {
    await page.goto("/nulle-part");
    await expect(page.getByRole("heading", { name: "Page introuvable" })).toBeVisible();
  },
};
