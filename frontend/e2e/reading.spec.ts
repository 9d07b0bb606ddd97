import { expect, type Page, test } from "@playwright/test";
import { button, conversation, createScenario, failOnComplaints, openChat, say, suggest } from "./steps";

const composer = (page: Page) => page.getByRole("textbox", { name: "Votre message" });
const scrollTop = (page: Page) => conversation(page).evaluate((list) => list.scrollTop);
const fromEnd = (page: Page) =>
  conversation(page).evaluate((list) => list.scrollHeight - list.clientHeight - list.scrollTop);
const openDetail = (page: Page) =>
  page.getByRole("complementary", { name: "Scénarios" }).getByRole("link", { name: "Ouvrir détail" }).click();
const backToChat = (page: Page) => page.getByRole("link", { name: "Retour au chat", exact: true }).click();

/** Counts, from now on, the messages that arrive with a movement. */
async function watchArrivals(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(async () => {
    // What has just come begins to move with the next frames: it is none of those counted.
    for (const _ of [1, 2]) await new Promise((resolve) => requestAnimationFrame(resolve));
    Object.assign(window, { arrivals: 0 });
    addEventListener("animationstart", (event) => {
      if ((event.target as Element).matches("[data-message]"))
        (window as unknown as { arrivals: number }).arrivals += 1;
    });
  });
  return () => page.evaluate(() => (window as unknown as { arrivals: number }).arrivals);
}

test.beforeEach(({ page }) => failOnComplaints(page));

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("a reply taller than the view is shown from its beginning", async ({ page }) => {
    await openChat(page);
    await createScenario(page, "Longue réponse", "Industrie");
    await suggest(page, "cibles");
    const reply = conversation(page).getByRole("article", { name: "Assistant" }).last();
    const list = (await conversation(page).boundingBox()) ?? { y: 0, height: 0 };
    await expect.poll(async () => (await reply.boundingBox())?.height ?? 0).toBeGreaterThan(list.height);
    await expect.poll(async () => ((await reply.boundingBox())?.y ?? 0) - list.y).toBeGreaterThanOrEqual(-1);
    expect(((await reply.boundingBox())?.y ?? 0) - list.y).toBeLessThan(40);
  });
});

test("the end stays in view while the composer grows", async ({ page }) => {
  await openChat(page);
  await createScenario(page, "Long message", "Santé");
  await suggest(page, "cibles");
  await conversation(page).focus();
  await page.keyboard.press("End");
  await expect.poll(() => fromEnd(page)).toBeLessThan(2);
  const height = await conversation(page).evaluate((list) => list.clientHeight);
  await composer(page).fill("Une ligne\n".repeat(6));
  await expect.poll(() => conversation(page).evaluate((list) => list.clientHeight)).toBeLessThan(height - 80);
  // Not by a property that some browsers do not know.
  await expect(composer(page)).toHaveCSS("field-sizing", "fixed");
  await expect.poll(() => fromEnd(page)).toBeLessThan(2);
});

test("back from the detail page, the conversation is where it was left", async ({ page }) => {
  await openChat(page);
  await createScenario(page, "Place gardée", "Formation");
  await suggest(page, "cibles");
  await suggest(page, "objectifs");
  await conversation(page).hover();
  await page.mouse.wheel(0, -400);
  await expect.poll(() => fromEnd(page)).toBeGreaterThan(150);
  await page.waitForTimeout(300);
  const before = await scrollTop(page);
  await openDetail(page);
  await expect(page.getByRole("region", { name: /^Objectifs/ })).toBeVisible();
  await backToChat(page);
  await expect.poll(async () => Math.abs((await scrollTop(page)) - before)).toBeLessThan(3);
  await page.mouse.wheel(0, 4000);
  await expect.poll(() => fromEnd(page)).toBeLessThan(2);
  await openDetail(page);
  await backToChat(page);
  await expect.poll(() => fromEnd(page)).toBeLessThan(2);
});

test("messages arrive with a movement when they come, and are simply there when scrolled back to", async ({ page }) => {
  await openChat(page);
  await createScenario(page, "Arrivées", "Formation");
  const arrivals = await watchArrivals(page);
  for (const kinds of ["cibles", "objectifs", "ressources"] as const) await suggest(page, kinds);
  await expect.poll(arrivals).toBe(6);
  await page.waitForTimeout(1_000);
  await conversation(page).hover();
  for (const way of [-6000, 6000]) {
    await page.mouse.wheel(0, way);
    await page.waitForTimeout(400);
  }
  expect(await arrivals()).toBe(6);
  await page.reload();
  const afterReload = await watchArrivals(page);
  await expect(button(page, "Tout ajouter")).toBeVisible();
  await say(page, "Bonjour");
  await expect.poll(afterReload).toBe(2);
});
