import { expect, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { button, command, conversation, createScenario, failOnComplaints, openChat, say, suggest } from "./steps";

test.beforeEach(({ page }) => failOnComplaints(page));

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("scenarios are in a drawer, and nothing scrolls sideways", async ({ page }) => {
    await openChat(page);
    await page.getByRole("button", { name: "Voir les scénarios" }).tap();
    const drawer = page.getByRole("dialog", { name: "Scénarios" });
    await drawer.getByRole("searchbox").fill("cloud");
    await drawer.getByRole("button", { name: /Cloud de confiance/ }).tap();
    await expect(drawer).toBeHidden();
    await expect(page.getByRole("heading", { level: 1, name: /Cloud de confiance/ })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Ouvrir détail" }).tap();
    await expect(page.getByRole("region", { name: /^Objectifs/ })).toBeVisible();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await expectAccessible(page);
  });
});

test("what another scenario holds is found while its title is typed, and shared by keyboard", async ({ page }) => {
  await openChat(page);
  await createScenario(page, "Reprise", "Cloud");
  const asked: string[] = [];
  page.on("request", (request) => void (request.url().includes("/api/cibles?") && asked.push(request.url())));
  await command(page, "definir une cible");
  const form = page.getByRole("dialog", { name: "Définir une cible" });
  await expect(form.getByRole("combobox", { name: "Intitulé" })).toBeFocused();
  await page.keyboard.type("direct", { delay: 20 });
  const options = form.getByRole("option");
  await expect(options.first()).toBeVisible();
  await expectAccessible(page);
  expect(asked.length).toBeLessThan(4);
  const title = (await options.first().locator("p").first().textContent()) ?? "";
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(form.getByText("Repris d’un autre scénario")).toBeVisible();
  await form.getByRole("combobox", { name: "Maturité" }).selectOption("Décision");
  await form.getByRole("button", { name: "Ajouter la cible" }).click();
  await expect(form).toBeHidden();
  await page.getByRole("complementary", { name: "Scénarios" }).getByRole("link", { name: "Ouvrir détail" }).click();
  const cibles = page.getByRole("region", { name: /^Cibles/ });
  await expect(cibles.getByRole("heading", { level: 3, name: title })).toBeVisible();
  await expect(cibles.getByText("Décision")).toBeVisible();
});

test("a dialog keeps the focus and gives it back", async ({ page }) => {
  await openChat(page);
  const opener = button(page, "Créer un scénario");
  await opener.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  for (let turn = 0; turn < 10; turn += 1) {
    await page.keyboard.press("Tab");
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
});

test("English is one click away, and remembered", async ({ page }) => {
  await openChat(page);
  await createScenario(page, "Anglais", "Industrie");
  await suggest(page, "cibles");
  await page.getByRole("button", { name: "Switch to English" }).click();
  // The buttons of stored messages too.
  await expect(button(page, "Add all")).toBeVisible();
  await expect(conversation(page).getByRole("button", { name: /^(Ajouter|Écarter|Proposer|D’autres)/ })).toHaveCount(0);
  await expect(page.getByRole("searchbox", { name: "Search by name or theme" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "New conversation" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByRole("textbox", { name: "Your message" }).fill("Hello");
  await page.keyboard.press("Enter");
  const replies = page.getByRole("region", { name: "Conversation" }).getByRole("article", { name: "Assistant" });
  await expect(replies).toHaveCount(3, { timeout: 20_000 });
  await expect(replies.last()).not.toContainText(/Bonjour|scénario/);
  // What was said and proposed before is still French, for whoever listens to it.
  await expect(replies.last().locator("[lang]").first()).toHaveAttribute("lang", "en");
  await expect(replies.nth(1).locator("[lang]").first()).toHaveAttribute("lang", "fr");
  await expect(replies.nth(1).getByRole("listitem").locator("h2").first()).toHaveAttribute("lang", "fr");
  await expectAccessible(page);
});

test("the chosen theme is remembered", async ({ page }) => {
  await openChat(page);
  await page.getByRole("button", { name: "Passer en thème sombre" }).click();
  await page.reload();
  await expect(page.getByRole("button", { name: "Passer en thème clair" })).toBeVisible();
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("dark");
});

test("hostile text is shown as text, everywhere it appears", async ({ page }) => {
  const hostile = `<img src=x onerror="document.title='pris'"> [clic](javascript:document.title='pris')`;
  await openChat(page);
  await createScenario(page, hostile, "<script>document.title='pris'</script>");
  await say(page, `${hostile} ![pixel](https://exemple.invalid/p.png)`);
  await expect(conversation(page).getByRole("article", { name: "Assistant" })).toHaveCount(3, { timeout: 20_000 });
  await page.getByRole("complementary", { name: "Scénarios" }).getByRole("link", { name: "Ouvrir détail" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /onerror/ })).toBeVisible();
  expect(await page.locator("main img, main script, a[href^='javascript']").count()).toBe(0);
  expect(await page.title()).not.toBe("pris");
  await expectAccessible(page);
});

test("a reply nested beyond measure leaves the chat and the scenario's page in use", async ({ page }) => {
  const deep = `${">- ".repeat(1332)}au fond`;
  const deepen = (messages: { auteur: string; contenu: string }[]) => {
    for (const message of messages) if (message.auteur === "assistant") message.contenu = deep;
  };
  await openChat(page);
  await createScenario(page, "Sans fond", "Industrie");
  await page.routeWebSocket(/\/api\/ws/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((text) => {
      const frame = JSON.parse(String(text));
      if (frame.type === "snapshot") deepen(frame.messages);
      socket.send(JSON.stringify(frame));
    });
  });
  await page.route(/\/api\/scenarios\/\d+\/messages/, async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    deepen(body.items);
    await route.fulfill({ response, json: body });
  });
  await page.reload();
  await expect(conversation(page).getByRole("article", { name: "Assistant" }).last()).toContainText("au fond");
  await page.getByRole("complementary", { name: "Scénarios" }).getByRole("link", { name: "Ouvrir détail" }).click();
  await expect(page.getByRole("region", { name: "Derniers échanges" })).toContainText("au fond");
  await expect(page.getByRole("heading", { level: 1, name: "Sans fond" })).toBeVisible();
});

test("an address that leads nowhere says so", async ({ page }) => {
  await page.goto("/nulle-part");
  await expect(page.getByRole("heading", { name: "Page introuvable" })).toBeVisible();
  await page.getByRole("link", { name: "Revenir au chat" }).click();
  await expect(button(page, "Créer un scénario")).toBeVisible();
});
