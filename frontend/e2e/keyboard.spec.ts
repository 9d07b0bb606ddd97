import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { adds, button, command, conversation, failOnComplaints, openChat } from "./steps";

test.beforeEach(({ page }) => failOnComplaints(page));

/** Goes to an element as a person without a mouse does: one Tab after the other. */
async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  const isThere = () => target.evaluate((element) => element === document.activeElement);
  for (let stop = 0; stop < 60 && !(await isThere()); stop += 1) await page.keyboard.press(key);
  await expect(target).toBeFocused();
}

test("from an idea to a plan, by keyboard alone", async ({ page }) => {
  // The whole path, and axe on the way.
  test.slow();
  await openChat(page);

  await test.step("create the scenario", async () => {
    await command(page, "creer scen");
    const form = page.getByRole("dialog", { name: "Créer un scénario" });
    await expect(form.getByRole("textbox", { name: "Nom" })).toBeFocused();
    await page.keyboard.type("Au clavier");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Formation");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Au clavier" })).toBeVisible();
  });

  await test.step("ask for targets and add one of them", async () => {
    await tabTo(page, button(page, "Proposer des cibles"));
    await page.keyboard.press("Enter");
    await expect(adds(page)).toHaveCount(3, { timeout: 30_000 });
    await expect(button(page, "Tout ajouter")).toBeVisible();
    await tabTo(page, adds(page).nth(1));
    await page.keyboard.press("Enter");
    await expect(adds(page).nth(1)).toHaveAccessibleName(/^Ajoutée/);
    await expect(adds(page).nth(1)).toBeFocused();
    await expectAccessible(page);
  });

  await test.step("define another one, correct it and remove the first, by the palette", async () => {
    await command(page, "definir une cible");
    const form = page.getByRole("dialog", { name: "Définir une cible" });
    await expect(form.getByRole("combobox", { name: "Intitulé" })).toBeFocused();
    await page.keyboard.type("Tuteurs et maîtres d’apprentissage");
    await page.keyboard.press("Enter");
    await expect(form).toBeHidden();
    const card = page.getByRole("complementary", { name: "Scénarios" }).getByRole("region").first();
    await expect(card.getByText("2 cibles")).toBeVisible();

    await command(page, "modifier une cible");
    await page.keyboard.type("tuteurs");
    await page.keyboard.press("Enter");
    const edit = page.getByRole("dialog", { name: /^Modifier.*Tuteurs et maîtres d’apprentissage/ });
    await expect(edit.getByRole("textbox", { name: "Intitulé" })).toBeFocused();
    await page.keyboard.press("End");
    await page.keyboard.type(" et RH");
    await page.keyboard.press("Enter");
    await expect(edit).toBeHidden();
    await expect(card.getByText("Tuteurs et maîtres d’apprentissage et RH")).toBeVisible();

    await command(page, "retirer une cible");
    await page.keyboard.press("Enter");
    await expect(card.getByText("1 cible", { exact: true })).toBeVisible();
    await command(page, "retablir une cible");
    await page.keyboard.press("Enter");
    await expect(card.getByText("2 cibles")).toBeVisible();
  });

  await test.step("generate the plan", async () => {
    await command(page, "generer le plan");
    await expect(page.getByRole("complementary", { name: "Scénarios" }).getByText(/Plan de diffusion/)).toBeVisible({
      timeout: 30_000,
    });
    await expect(conversation(page).getByRole("article").last()).toBeVisible();
  });

  await test.step("open the detail and correct a line", async () => {
    await command(page, "ouvrir detail");
    await expect(page).toHaveURL(/\/scenarios\/\d+$/);
    await expect(page.getByRole("main")).toBeFocused();
    const table = page.getByRole("table");
    const edit = table.getByRole("button", { name: /^Modifier la ligne/ }).first();
    await expect(edit).toBeVisible();
    await tabTo(page, edit);
    await page.keyboard.press("Enter");
    await tabTo(page, table.getByRole("textbox", { name: "KPI" }));
    await page.keyboard.press("Control+a");
    await page.keyboard.type("55 inscrits");
    await page.keyboard.press("Enter");
    await expect(table.getByRole("cell", { name: "55 inscrits" })).toBeVisible();
    await expectAccessible(page);
  });
});

test("the palette copies and prints the scenario in hand, from the chat", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.addInitScript(() => Object.assign(window, { print: () => Object.assign(window, { isPrinted: true }) }));
  await openChat(page);
  await command(page, "ouvrir cloud de confiance");
  await expect(page.getByRole("heading", { level: 1, name: /Cloud de confiance/ })).toBeVisible();
  await command(page, "copier");
  await expect(page.getByText("Scénario copié en Markdown.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("# Cloud de confiance");
  await command(page, "imprimer");
  await expect(page.getByRole("region", { name: /^Objectifs/ })).toBeVisible();
  await page.waitForFunction(() => "isPrinted" in window);
});

test("the exports of a scenario are chosen by keyboard", async ({ page }) => {
  await openChat(page);
  await command(page, "ouvrir cloud de confiance");
  await expect(page.getByRole("heading", { level: 1, name: /Cloud de confiance/ })).toBeVisible();
  await command(page, "ouvrir detail");
  const menu = page.getByRole("button", { name: "Exporter" });
  const items = page.getByRole("menuitem");
  await menu.focus();
  await page.keyboard.press("Enter");
  await expect(items.nth(0)).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(menu).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(items.nth(0)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(items.nth(1)).toBeFocused();
  const download = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
  await expect(menu).toBeFocused();
});

test("what goes away when it is used leaves the keyboard where it was", async ({ page }) => {
  await openChat(page);
  await command(page, "ouvrir cloud de confiance");
  await expect(button(page, "Proposer des cibles")).toBeVisible();

  await test.step("the action of a toast", async () => {
    await conversation(page).focus();
    await command(page, "archiver");
    const undo = page.getByRole("region", { name: /^Notifications/ }).getByRole("button", { name: "Annuler" });
    await undo.focus();
    await page.keyboard.press("Enter");
    await expect(undo).toHaveCount(0);
    await expect(conversation(page)).toBeFocused();
  });

  await test.step("the drawer of a phone, and the form that it opens", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const opener = page.getByRole("button", { name: "Voir les scénarios" });
    await opener.focus();
    await page.keyboard.press("Enter");
    const drawer = page.getByRole("dialog", { name: "Scénarios" });
    // Not on its search field, where a phone's keyboard would cover the list.
    await expect(drawer.getByRole("button", { name: "Fermer" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(opener).toBeFocused();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Créer", exact: true }).press("Enter");
    await expect(page.getByRole("dialog", { name: "Créer un scénario" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(opener).toBeFocused();
  });
});
