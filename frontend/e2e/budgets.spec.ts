import { expect, type Page, test } from "@playwright/test";
import { button, command, openChat, suggest } from "./steps";

/** Starts to sum what moves, as the browser scores it, whether or not something was pressed just before. */
const watchShifts = (page: Page) =>
  page.addInitScript(() => {
    const shifts = { total: 0 };
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) shifts.total += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });

async function shifted(page: Page): Promise<number> {
  await page.waitForTimeout(300);
  return page.evaluate(() => (window as unknown as { shifts: { total: number } }).shifts.total);
}

/** A scenario with everything in it, as an export of it would be. */
const filled = (nom: string) => ({
  nom,
  thematique: "Cybersécurité",
  description: "Convaincre les ETI industrielles de confier leur surveillance à une équipe française.",
  objectifs: ["Un", "Deux", "Trois"].map((label, index) => ({
    ...{ label: `Objectif ${label}`, description: "Avec un décideur, avant l’été.", priorite: index + 1 },
  })),
  cibles: ["RSSI", "DSI"].map((label) => ({ label, segment: "ETI", persona: "Pressé", maturite: "awareness" })),
  ressources: ["Livre blanc", "Webinaire"].map((titre) => ({ titre, type: "autre", note: "À relire." })),
  plan: {
    resume: "Une preuve, puis une conversation.",
    items: Array.from({ length: 12 }, (_, index) => ({
      ...{ format: "Article", message: `Message ${index + 1}`, canal: "Blog", frequence: "1 par mois" },
      kpi: "10 contacts",
    })),
  },
});

for (const [screen, viewport] of Object.entries({
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
})) {
  test.describe(screen, () => {
    test.use({ viewport });

    test("nothing moves by itself while the page loads and a reply is written", async ({ page, context }) => {
      await watchShifts(page);
      await openChat(page);
      expect(await shifted(page)).toBeLessThan(0.05);
      await command(page, "ouvrir cloud de confiance");
      await expect(button(page, "Proposer des cibles")).toBeVisible();
      // From here on nobody touches this tab: what is asked comes from another one of the same conversation.
      const before = await shifted(page);
      const other = await context.newPage();
      await other.goto("/");
      await suggest(other, "cibles");
      await expect(button(page, "Tout ajouter")).toBeVisible();
      expect((await shifted(page)) - before).toBeLessThan(0.05);
    });

    test("nothing moves by itself while a scenario's page loads", async ({ page, request }) => {
      const scenario = filled(`Sans secousse ${screen}`);
      const { id } = await (await request.post("/api/scenarios/import", { data: scenario })).json();
      // A second version of the plan, and what is said and searched: everything that loads after the scenario.
      expect((await request.post(`/api/scenarios/${id}/plan`)).status()).toBe(201);
      const search = { scenario_id: id, requete: "cybersécurité" };
      expect((await request.post("/api/search", { data: search })).status()).toBe(200);
      await watchShifts(page);
      await page.goto(`/scenarios/${id}`);
      await expect(page.getByRole("heading", { level: 1, name: scenario.nom })).toBeVisible();
      await expect(page.getByRole("table")).toBeVisible();
      await expect(page.getByText("Version 2")).toBeVisible();
      expect(await shifted(page)).toBeLessThan(0.05);
    });
  });
}

test("on a processor four times slower, the first useful paint is reported", async ({ page }, testInfo) => {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await openChat(page);
  const useful = await page.evaluate(() => Math.round(performance.now()));
  testInfo.annotations.push({ type: "first useful paint, 4× slower", description: `${useful} ms` });
  process.stdout.write(`first useful paint on a processor four times slower: ${useful} ms\n`);
  expect(useful).toBeLessThan(10_000);
});
