import { expect, type Page, test } from "@playwright/test";
import { button, command, failOnComplaints, openChat } from "./steps";

const PARTS = /\/assets\/(Scenario|CommandPalette|ComposeDialog|Dialog|Toaster|NotFound)-.*\.js$/;

const composer = (page: Page) => page.getByRole("textbox", { name: "Votre message" });
const offline = (page: Page) => page.getByText("Connexion perdue. Vos demandes");
const palette = (page: Page) => page.getByRole("dialog", { name: "Commandes" });
/** A scenario of the seed, however many the other tests have made since. */
const seeded = (page: Page) =>
  page.getByRole("complementary", { name: "Scénarios" }).getByRole("button", { name: /Cloud de confiance/ });
const findSeeded = async (page: Page) => {
  await page.getByRole("searchbox").fill("cloud de confiance");
  await expect(seeded(page)).toBeVisible();
};
/** Without the palette: by the card of a scenario of the seed. */
const openDetail = (page: Page) =>
  page.getByRole("complementary", { name: "Scénarios" }).getByRole("link", { name: "Ouvrir détail" }).click();

test.describe("what was never opened before the connection was lost", () => {
  // The browser reports each connection that fails; it is cut on purpose.
  test.beforeEach(({ page }) => failOnComplaints(page, /ERR_INTERNET_DISCONNECTED/));

  test("opens all the same: forms, commands, toasts and the detail page", async ({ page, context }) => {
    const loaded = page.waitForResponse(/\/assets\/Scenario-/);
    await openChat(page);
    await loaded;
    await findSeeded(page);
    await page.waitForLoadState("networkidle");
    await context.setOffline(true);
    await expect(offline(page)).toBeVisible();

    await button(page, "Créer un scénario").click();
    const form = page.getByRole("dialog", { name: "Créer un scénario" });
    await form.getByRole("textbox", { name: "Nom" }).fill("Sans connexion");
    await form.getByRole("textbox", { name: "Thématique" }).fill("Réseau");
    await form.getByRole("button", { name: "Créer le scénario" }).click();
    await expect(page.getByText("C’est noté.")).toBeVisible();

    await page.keyboard.press("Control+k");
    await expect(palette(page)).toBeVisible();
    await page.keyboard.press("Escape");

    await seeded(page).click();
    await openDetail(page);
    await expect(page.getByRole("region", { name: /^Objectifs/ })).toBeVisible();
    await expect(page.getByRole("alert")).toHaveCount(0);
    await context.setOffline(false);
    await expect(offline(page)).toBeHidden({ timeout: 20_000 });
  });
});

test.describe("a part that could not be loaded", () => {
  test("comes with the connection, without a reload", async ({ page, context }) => {
    await page.route(PARTS, (route) => route.abort());
    await openChat(page);
    await findSeeded(page);
    await button(page, "Créer un scénario").click();
    await expect(page.getByRole("alert")).toContainText("Une partie de la page n’a pas pu être chargée");
    await seeded(page).click();
    await openDetail(page);
    await expect(page.getByRole("heading", { level: 1, name: "Une partie de la page" })).toBeVisible();

    await context.setOffline(true);
    await expect(offline(page)).toBeVisible();
    await expect(page.getByRole("button", { name: "Recharger" })).toHaveCount(0);
    await page.unrouteAll();
    await context.setOffline(false);
    await expect(page.getByRole("region", { name: /^Objectifs/ })).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole("alert")).toHaveCount(0);
    await page.keyboard.press("Control+k");
    await expect(palette(page)).toBeVisible();
  });
});

test("a menu that could not be loaded leaves the conversation in use, says so, and comes with the connection", async ({
  page,
}) => {
  await openChat(page);
  await findSeeded(page);
  await seeded(page).click();
  await expect(button(page, "Proposer des cibles")).toBeVisible();
  await page.getByRole("button", { name: "Nouvelle conversation" }).click();
  await page.route(/\/assets\/RecentMenu-.*\.js$/, (route) => route.abort());
  await page.reload();
  const recent = page.getByRole("button", { name: "Conversations récentes" });
  await recent.click();
  await expect(page.getByRole("alert")).toContainText("Une partie de la page n’a pas pu être chargée");
  await expect(composer(page)).toBeVisible();
  await expect(recent).toHaveAttribute("aria-haspopup", "menu");
  await page.unrouteAll();
  await recent.click();
  await expect(page.getByRole("menu")).toBeVisible();
});

test.describe("after a new release has replaced the files of the page in use", () => {
  async function replace(page: Page): Promise<void> {
    await page.route("/", (route) => route.fulfill({ body: '<script type="module" src="/assets/next.js"></script>' }));
  }

  test.beforeEach(async ({ page }) => {
    await page.route(PARTS, (route) => route.fulfill({ status: 404 }));
  });

  test("a page that cannot be opened says so, and opens after a reload that keeps what was being written", async ({
    page,
  }) => {
    await openChat(page);
    await findSeeded(page);
    await seeded(page).click();
    await composer(page).fill("Un début de phrase");
    await replace(page);
    await openDetail(page);
    await expect(page.getByRole("heading", { level: 1, name: "La page a été mise à jour" })).toBeVisible();
    await page.unrouteAll();
    await page.getByRole("button", { name: "Recharger" }).click();
    await expect(page.getByRole("heading", { level: 1, name: /Cloud de confiance/ })).toBeVisible();
    await page.getByRole("link", { name: "Retour au chat", exact: true }).click();
    await expect(composer(page)).toHaveValue("Un début de phrase");
  });

  test("a command that cannot be loaded leaves the conversation as it is", async ({ page }) => {
    await openChat(page);
    await composer(page).fill("Un début de phrase");
    await replace(page);
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("alert")).toContainText("La page a été mise à jour");
    await expect(composer(page)).toHaveValue("Un début de phrase");
    await page.unrouteAll();
    await page.getByRole("button", { name: "Recharger" }).click();
    await expect(page.getByRole("alert")).toBeHidden();
    await expect(composer(page)).toHaveValue("Un début de phrase");
    await command(page, "creer scen");
    await expect(page.getByRole("dialog", { name: "Créer un scénario" })).toBeVisible();
  });
});
