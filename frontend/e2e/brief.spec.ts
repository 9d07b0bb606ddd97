import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { adds, button, conversation, failOnComplaints, openChat, say } from "./steps";

const BRIEF =
  "Je lance une offre de cybersécurité pour les DSI d’ETI, objectif 40 leads par trimestre, " +
  "on a un webinaire et un livre blanc";

/** Creates the scenario by the form that the answer to the brief opens; its name is all that it lacks. */
async function createFromTheBrief(page: Page, nom: string): Promise<void> {
  await button(page, "Compléter et créer le scénario").click();
  const form = page.getByRole("dialog", { name: "Créer un scénario" });
  await expect(form.getByRole("textbox", { name: "Thématique" })).toHaveValue("Cybersécurité");
  await form.getByRole("textbox", { name: "Nom" }).fill(nom);
  await form.getByRole("button", { name: "Créer le scénario" }).click();
  await expect(form).toBeHidden();
}

test("a brief said first becomes a filled scenario in one click after its form", async ({ page }) => {
  failOnComplaints(page);
  await openChat(page);
  await say(page, BRIEF);
  await expect(conversation(page).getByText("Une fois le scénario créé")).toBeVisible({ timeout: 30_000 });
  // The button is as good after a reload.
  await page.reload();
  await createFromTheBrief(page, "Offre cyber T2");

  const card = page.getByRole("complementary", { name: "Scénarios" }).getByRole("region", { name: "Offre cyber T2" });
  await expect(adds(page)).toHaveCount(4);
  await expectAccessible(page);
  await expect(card.getByText("1 objectif")).toBeHidden();

  await adds(page).first().click();
  await expect(card.getByText("1 cible")).toBeVisible();
  // So are the proposals.
  await page.reload();
  await expect(adds(page).first()).toHaveAccessibleName(/^Ajoutée/);
  await button(page, "Tout ajouter").click();
  for (const held of ["1 objectif", "1 cible", "2 ressources"]) await expect(card.getByText(held)).toBeVisible();
  for (const index of [0, 1, 2, 3]) await expect(adds(page).nth(index)).toHaveAccessibleName(/^Ajoutée/);
});
