import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { failOnComplaints } from "./steps";

const plan = (page: Page) => page.getByRole("region", { name: "Plan de diffusion" });
const rows = (page: Page) => plan(page).getByRole("table").locator("tbody tr");
const column = (page: Page, index: number) => rows(page).locator(`td:nth-child(${index})`);

/** Makes a scenario with a plan of fourteen items, and opens its page. */
async function openPlan(page: Page): Promise<void> {
  const created = await page.request.post("/api/scenarios/import", { data: { ...PLAN, nom: `Plan ${Date.now()}` } });
  expect(created.status()).toBe(201);
  await page.goto(`/scenarios/${(await created.json()).id}`);
  await expect(rows(page)).toHaveCount(10);
}

const PLAN = {
  nom: "Plan",
  thematique: "Sécurité cloud",
  objectifs: [{ label: "40 rendez-vous" }],
  plan: {
    resume: "Une preuve, puis une conversation.",
    items: Array.from({ length: 14 }, (_, index) => ({
      format: index % 2 ? "Article" : "Webinaire",
      message: `Message ${String(index + 1).padStart(2, "0")}`,
      canal: index < 5 ? "LinkedIn" : "Blog",
      frequence: "1 par mois",
      kpi: `${index} contacts`,
    })),
  },
};

test.beforeEach(({ page }) => failOnComplaints(page));

test("the plan's table turns its pages, sorts, filters and chooses its columns", async ({ page }) => {
  await openPlan(page);
  await plan(page).getByRole("button", { name: "Suivante" }).click();
  await expect(rows(page)).toHaveCount(4);
  await expect(plan(page).getByText("Page 2 sur 2")).toBeVisible();

  await plan(page).getByRole("button", { name: "Message" }).click();
  await plan(page).getByRole("button", { name: "Message" }).click();
  await plan(page).getByRole("button", { name: "Précédente" }).click();
  await expect(column(page, 2).first()).toHaveText(/Message 14/);
  await expect(plan(page).getByRole("columnheader", { name: "Message" })).toHaveAttribute("aria-sort", "descending");

  await plan(page).getByRole("combobox", { name: "Canal" }).selectOption("LinkedIn");
  await expect(rows(page)).toHaveCount(5);
  await plan(page).getByRole("combobox", { name: "Format" }).selectOption("Article");
  await expect(rows(page)).toHaveCount(2);

  await plan(page).locator("summary").click();
  await plan(page).getByRole("checkbox", { name: "KPI" }).uncheck();
  await expect(plan(page).getByRole("columnheader", { name: "KPI" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(plan(page).getByRole("checkbox")).toHaveCount(0);
});

test("each plan is kept: one click to look at an older one, one to restore it", async ({ page }) => {
  await openPlan(page);
  await page.getByRole("button", { name: "Régénérer le plan" }).click();
  const versions = page.getByRole("region", { name: "Versions du plan" });
  await expect(versions.getByRole("listitem")).toHaveCount(2, { timeout: 30_000 });
  await expect(rows(page).filter({ hasText: "Message 01" })).toHaveCount(0);

  await versions.getByRole("listitem").last().getByRole("button").first().click();
  await expect(plan(page).getByText(/Vous consultez la version 1/)).toBeVisible();
  const older = await versions.getByRole("listitem").last().locator("time").textContent();
  const shown = await plan(page)
    .getByText(/^Généré le/)
    .textContent();
  // The date of the one that is looked at, to the minute.
  expect(older).toContain(shown?.replace(/^Généré le /, "") ?? "nothing");
  await expect(rows(page).first()).toContainText("Message 01");
  await expect(plan(page).getByRole("button", { name: /^Modifier la ligne/ })).toHaveCount(0);

  await plan(page).getByRole("button", { name: "Restaurer" }).first().click();
  await expect(page.getByText("La version 1 du plan est de nouveau en vigueur.")).toBeVisible();
  await expect(versions.getByRole("listitem").first()).toContainText("Version 3");
  await expect(versions.getByRole("listitem").first()).toContainText("Reprend la version 1");
  await expect(plan(page).getByText("Vous consultez la version")).toBeHidden();
  await expect(rows(page).first()).toContainText("Message 01");
  await expect(plan(page).getByRole("button", { name: /^Modifier la ligne/ })).toHaveCount(10);
});

test("searches and messages appear beside what they are about", async ({ page }) => {
  await openPlan(page);
  const history = page.getByRole("complementary", { name: "Historique du scénario" });
  await expect(history.getByText("Aucune recherche pour le moment")).toBeVisible();
  await page.getByRole("button", { name: "Rechercher des inspirations" }).click();
  const search = history.getByRole("group").filter({ hasText: PLAN.thematique });
  await expect(search).toBeVisible({ timeout: 30_000 });
  await search.getByText(PLAN.thematique).click();
  await expect(search.getByRole("listitem")).toHaveCount(3);
  await expect(history.getByRole("region", { name: "Derniers échanges" }).getByRole("listitem").first()).toBeVisible();
});

test("the whole is copied as Markdown, and printed on at most three sheets without a button", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openPlan(page);
  await page.getByRole("button", { name: "Exporter" }).click();
  await expectAccessible(page);
  await page.getByRole("menuitem", { name: "Copier en Markdown" }).click();
  await expect(page.getByText("Scénario copié en Markdown.")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("40 rendez-vous");
  expect(copied).toContain("| Webinaire | Message 01 |");

  const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(paper.match(/\/Type\s*\/Page\b(?!s)/g)?.length).toBeLessThanOrEqual(3);
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(rows(page)).toHaveCount(14);
  await expect(page.getByRole("button")).toHaveCount(0);
});

test("a scenario without a plan is printed on one sheet, which says so without teaching how to make one", async ({
  page,
}) => {
  const { items } = await (await page.request.get("/api/scenarios?q=SIRH")).json();
  await page.goto(`/scenarios/${items[0].id}`);
  await expect(page.getByText("Pas encore de plan")).toBeVisible();
  const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(paper.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("Pas encore de plan")).toBeVisible();
  await expect(page.getByText("L’assistant le compose à partir")).toBeHidden();
});

test("the badge of a scenario is whole on paper, which leaves the backgrounds out", async ({ page }) => {
  await openPlan(page);
  await page.emulateMedia({ media: "print" });
  const badge = page.getByRole("main").getByText("Brouillon", { exact: true });
  const style = await badge.evaluate((element) => {
    const { backgroundColor, borderTopWidth, paddingInlineStart } = getComputedStyle(element);
    return { backgroundColor, borderTopWidth, paddingInlineStart: Number.parseFloat(paddingInlineStart) };
  });
  expect(style).toMatchObject({ backgroundColor: "rgba(0, 0, 0, 0)", borderTopWidth: "1px" });
  expect(style.paddingInlineStart).toBeGreaterThan(4);
});

test("what is being corrected is printed as it reads", async ({ page }) => {
  await openPlan(page);
  await plan(page)
    .getByRole("button", { name: /^Modifier la ligne/ })
    .first()
    .click();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button")).toHaveCount(0);
  const kpi = plan(page).getByRole("textbox", { name: "KPI" });
  expect(await kpi.evaluate((field) => getComputedStyle(field).borderTopWidth)).toBe("0px");
});

test("an item asked for in the chat is begun in the composer, about this scenario", async ({ page }) => {
  await openPlan(page);
  const title = await page.getByRole("heading", { level: 1 }).textContent();
  await page.getByRole("button", { name: "Ajouter une cible depuis le chat" }).click();
  const composer = page.getByRole("textbox", { name: "Votre message" });
  await expect(composer).toHaveValue("Ajouter la cible ");
  await expect(composer).toBeFocused();
  await page.keyboard.type("Responsables achats");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Ajouter.*Responsables achats/i }).last()).toBeVisible({
    timeout: 20_000,
  });
  await expect(
    page.getByRole("complementary", { name: "Scénarios" }).getByRole("region", { name: title ?? "" }),
  ).toBeVisible();
});

test("on the narrowest screen that has the plan as a table nothing scrolls sideways", async ({ page }) => {
  await page.setViewportSize({ width: 768, height: 900 });
  await openPlan(page);
  await expect(page.getByRole("columnheader", { name: "KPI" })).toBeVisible();
  const main = page.getByRole("main");
  expect(await main.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
});

test("at 200 % nothing scrolls sideways", async ({ page }) => {
  // What a screen of 1440 pixels has left.
  await page.setViewportSize({ width: 720, height: 450 });
  await openPlan(page);
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const inside = () => page.getByRole("main").evaluate((main) => main.scrollWidth - main.clientWidth);
  expect([await overflow(), await inside()]).toEqual([0, 0]);
  await page.goto("/");
  await expect(page.getByRole("region", { name: "Conversation" })).toBeVisible();
  expect([await overflow(), await inside()]).toEqual([0, 0]);
});

test.describe("a scenario with long unbroken names, on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("does not scroll sideways, and begins before the fold", async ({ page, request }) => {
    const long = "NomTrèsLongSansAucuneEspace".repeat(4);
    const objectifs = [{ label: long.slice(0, 110) }];
    const data = { ...PLAN, nom: long, thematique: long, objectifs };
    const { id } = await (await request.post("/api/scenarios/import", { data })).json();
    await page.goto(`/scenarios/${id}`);
    const first = page.getByRole("region", { name: /^Objectifs/ });
    await expect(first).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    expect(await page.getByRole("main").evaluate((main) => main.scrollWidth - main.clientWidth)).toBe(0);
    expect((await first.boundingBox())?.y).toBeLessThan(844);
    await expectAccessible(page);
  });
});

test.describe("a plan on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("has its texts over the width of its cards", async ({ page }) => {
    await openPlan(page);
    const card = rows(page).first();
    const share = await card.evaluate((row) => (row.children[1] as HTMLElement).offsetWidth / row.clientWidth);
    expect(share).toBeGreaterThan(0.85);
  });

  test("is sorted from a list, the headers of its table being away", async ({ page }) => {
    await openPlan(page);
    await plan(page).getByRole("combobox", { name: "Trier par" }).selectOption("KPI, décroissant");
    await expect(column(page, 2).first()).toContainText("Message 14");
    await expect(plan(page).getByRole("columnheader")).toHaveCount(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await expectAccessible(page);
  });
});

test("at 400 %, what stands around the conversation scrolls away from it", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await page.goto("/");
  const conversation = page.getByRole("region", { name: "Conversation" });
  await expect(conversation).toBeVisible();
  await conversation.scrollIntoViewIfNeeded();
  expect((await conversation.boundingBox())?.height).toBeGreaterThan(90);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
});
