import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { failOnComplaints, openChat } from "./steps";

const sidebar = (page: Page) => page.getByRole("complementary", { name: "Scénarios" });

test.beforeEach(({ page }) => failOnComplaints(page));

test("the card of the scenario that is chosen comes into view, from however far down the list", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 480 });
  await openChat(page);
  const last = sidebar(page).getByRole("listitem").last().getByRole("button");
  await last.scrollIntoViewIfNeeded();
  await last.click();
  await expect(sidebar(page).getByRole("region").first()).toContainText("Scénario en cours");
  await expect(sidebar(page).getByText("Scénario en cours")).toBeInViewport();
});

test("the header of the chat stays on one line beside the scenarios, and a double click opens its menu", async ({
  page,
}) => {
  await page.addInitScript(
    (kept) => {
      localStorage.setItem("assistant.recent.6f0c7d9e-3b5a-4a0e-8a9e-1f2d3c4b5a69", kept);
    },
    JSON.stringify({ title: "Salon de Lyon", at: new Date().toISOString() }),
  );
  await page.setViewportSize({ width: 1024, height: 768 });
  await openChat(page);
  const recent = page.getByRole("button", { name: "Conversations récentes" });
  for (const control of [recent, page.getByRole("button", { name: "Nouvelle conversation" })])
    expect((await control.boundingBox())?.height).toBeLessThan(40);
  await recent.dblclick();
  await expect(page.getByRole("menuitem", { name: /Salon de Lyon/ })).toBeVisible();
});

test("a file that is no export of a scenario is refused by saying so", async ({ page }) => {
  await openChat(page);
  for (const [name, text] of [
    ["notes.json", "Ceci n’est pas du JSON"],
    ["paquet.json", '{"name":"paquet","version":"1.0.0"}'],
  ] as const) {
    const picking = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Importer un scénario" }).click();
    await (await picking).setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
    const notice = page.getByRole("listitem").filter({ hasText: "L’import a échoué" }).first();
    await expect(notice).toContainText("Ce fichier n’est pas un export de cette application.");
    await notice.getByRole("button", { name: "Fermer" }).click();
    await expect(notice).toBeHidden();
  }
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("what the demonstration is, is one tap away", async ({ page }) => {
    await openChat(page);
    await expect(page.getByText("Aucun modèle d’IA n’est configuré")).toBeHidden();
    await page.getByRole("button", { name: "Mode démonstration" }).tap();
    await expect(page.getByText("Aucun modèle d’IA n’est configuré")).toBeVisible();
    await expectAccessible(page);
  });
});

test("a browser that refuses to keep anything still shows the page, and what is typed stays while it is there", async ({
  page,
}) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("refused", "QuotaExceededError");
    };
  });
  await openChat(page);
  await page.getByRole("textbox", { name: "Votre message" }).fill("Par quoi commencer ?");
  await page.getByRole("link", { name: "Assistant IA Marketing, retour au chat" }).click();
  await expect(page.getByRole("textbox", { name: "Votre message" })).toHaveValue("Par quoi commencer ?");
  await page.getByRole("button", { name: "Passer en thème sombre" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});
