import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { adds, button, command, conversation, createScenario, failOnComplaints, openChat, suggest } from "./steps";

const NOM = "Lancement Q1 cybersécurité";

async function exported(page: Page, item: string): Promise<{ name: string; text: string }> {
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Exporter" }).click();
  await page.getByRole("menuitem", { name: item }).click();
  const download = await downloading;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

test("from an idea to a plan, its export, and back after a reload", async ({ page }) => {
  // The whole path, and axe on the way.
  test.slow();
  failOnComplaints(page);
  await openChat(page);

  await test.step("create the scenario", () => createScenario(page, NOM, "Sécurité cloud"));
  const card = page.getByRole("complementary", { name: "Scénarios" }).getByRole("region", { name: NOM });
  await expect(card).toBeVisible();

  await test.step("propose targets and add two of them", async () => {
    await suggest(page, "cibles");
    await expect(adds(page)).toHaveCount(3);
    for (const index of [0, 1]) {
      await adds(page).nth(index).click();
      await expect(adds(page).nth(index)).toHaveAccessibleName(/^Ajoutée/);
    }
    await expect(card.getByText("2 cibles")).toBeVisible();
  });

  await test.step("add an objective and a resource by hand", async () => {
    for (const [kind, field, title, submit] of [
      ["objectif", "Intitulé", "Obtenir 40 rendez-vous qualifiés", "Ajouter l’objectif"],
      ["ressource", "Titre", "Webinaire NIS 2", "Ajouter la ressource"],
    ] as const) {
      await command(page, `Ajouter ${kind}`);
      const form = page.getByRole("dialog");
      await form.getByRole("combobox", { name: field }).fill(title);
      await form.getByRole("button", { name: submit }).click();
      await expect(form).toBeHidden();
      await expect(card.getByText(`1 ${kind}`)).toBeVisible();
    }
  });

  await test.step("search for inspiration and use one", async () => {
    await button(page, "Rechercher des inspirations").click();
    const use = conversation(page).getByRole("button", { name: /^(Utiliser cette inspiration|Ajoutée)/ });
    await expect(use).toHaveCount(3, { timeout: 30_000 });
    await use.first().click();
    await expect(use.first()).toHaveAccessibleName(/^Ajoutée/);
  });

  await test.step("generate the plan", async () => {
    await button(page, "Générer le plan marketing").click();
    await expect(card.getByText(/Plan de diffusion/)).toBeVisible({ timeout: 30_000 });
    await expect(card.getByText("Prêt")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("open the detail and edit an item", async () => {
    await card.getByRole("link", { name: "Ouvrir détail" }).click();
    const table = page.getByRole("table");
    await table
      .getByRole("button", { name: /^Modifier la ligne/ })
      .first()
      .click();
    await table.getByRole("textbox", { name: "KPI" }).fill("55 inscrits");
    await table.getByRole("button", { name: "Enregistrer" }).click();
    await expect(table.getByRole("cell", { name: "55 inscrits" })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("export as JSON and CSV", async () => {
    const json = await exported(page, "Exporter en JSON");
    expect(json.name).toMatch(/\.json$/);
    expect(JSON.parse(json.text)).toMatchObject({ nom: NOM, plan: { items: expect.anything() } });
    const csv = await exported(page, "Exporter en CSV");
    expect(csv.name).toMatch(/\.csv$/);
    expect(csv.text.startsWith("\ufeff")).toBe(true);
    expect(csv.text).toContain("55 inscrits");
  });

  await test.step("reload: same conversation, same buttons, used ones done", async () => {
    await page.getByRole("link", { name: "Retour au chat", exact: true }).click();
    const rows = conversation(page).getByRole("article");
    await expect(rows.last()).toBeVisible();
    const before = await rows.last().textContent();
    await page.reload();
    await expect(rows.last()).toHaveText(before ?? "");
    await conversation(page).hover();
    const targets = conversation(page)
      .getByRole("listitem")
      .filter({ hasText: /^Cible/ });
    const done = targets.getByRole("button", { name: /^Ajoutée/ });
    for (let turn = 0; turn < 20 && (await done.count()) < 2; turn += 1) {
      await page.mouse.wheel(0, -600);
      await page.waitForTimeout(100);
    }
    await expect(done).toHaveCount(2);
    await expect(page.getByRole("heading", { level: 1, name: NOM })).toBeVisible();
  });
});
