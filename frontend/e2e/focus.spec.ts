import { expect, type Page, test } from "@playwright/test";
import { createScenario, failOnComplaints, openChat, suggest } from "./steps";

/** More than any page has to tab through. */
const STOPS = 150;

/** What is wrong with the element that has the focus; null once the focus has gone round. */
const examine = (page: Page): Promise<string[] | null> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    if (!element || element === document.body || element.hasAttribute("data-visited")) return null;
    element.setAttribute("data-visited", "");

    const faults: string[] = [];
    let { left, top, right, bottom } = element.getBoundingClientRect();
    if (right - left < 8 || bottom - top < 8) faults.push("of no size");
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflow === "visible") continue;
      const limit = box.getBoundingClientRect();
      [left, top] = [Math.max(left, limit.left), Math.max(top, limit.top)];
      [right, bottom] = [Math.min(right, limit.right), Math.min(bottom, limit.bottom)];
    }
    [left, top, right, bottom] = [
      Math.max(left, 0),
      Math.max(top, 0),
      Math.min(right, innerWidth),
      Math.min(bottom, innerHeight),
    ];
    if (right - left < 8 || bottom - top < 8) faults.push("clipped or off the screen");
    else {
      const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      if (!element.contains(seen) && !seen?.closest("label")?.contains(element)) faults.push("covered");
    }
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) faults.push("not visible");

    const hasRing = (one: Element | null) => {
      if (!one) return false;
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1 && !/, 0\)$|\/ 0\)$/.test(outlineColor);
    };
    // A field may be framed by what holds it, as the composer's is.
    const holder = element.parentElement;
    if (![element, holder, holder?.parentElement ?? null].some(hasRing)) faults.push("without a ring");

    const name = `${element.tagName} « ${(element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 60)} »`;
    return faults.map((fault) => `${name} is ${fault}`);
  });

/** Tabs through the page as it is, to its end. */
async function walk(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const one of document.querySelectorAll("[data-visited]")) one.removeAttribute("data-visited");
    // From the beginning of the page, wherever the focus was last.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
  });
  // Not even a transparent one, which forced colours would show.
  const idle = () =>
    [...document.querySelectorAll("body *")].filter((one) => getComputedStyle(one).outlineStyle !== "none");
  expect(await page.evaluate(idle), "rings around what has no focus").toEqual([]);
  const faults: string[] = [];
  let stops = 0;
  for (; stops < STOPS; stops += 1) {
    await page.keyboard.press("Tab");
    const found = await examine(page);
    if (!found) break;
    faults.push(...found);
  }
  expect(faults).toEqual([]);
  expect(stops).toBeGreaterThan(15);
  expect(stops).toBeLessThan(STOPS);
}

/** Takes something away, and goes to the toast that offers to take that back. */
async function walkToast(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: /^Retirer/ })
    .first()
    .click();
  const undo = page.getByRole("region", { name: /^Notifications/ }).getByRole("button", { name: "Annuler" });
  await expect(undo).toBeVisible();
  await page.keyboard.press("Alt+t");
  for (let stop = 0; stop < 3; stop += 1) {
    expect(await examine(page)).toEqual([]);
    if (stop < 2) await page.keyboard.press("Tab");
  }
  await expect(undo).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(undo).toBeHidden();
}

const SCENARIO = {
  thematique: "Cybersécurité",
  objectifs: ["40 rendez-vous", "Notoriété"].map((label) => ({ label })),
  cibles: [{ label: "RSSI" }, { label: "DSI" }],
  ressources: [{ titre: "Livre blanc", type: "autre" }],
  plan: {
    resume: "Une preuve, puis une conversation.",
    items: Array.from({ length: 12 }, (_, index) => ({
      format: "Article",
      message: `Message ${index + 1}`,
      canal: "Blog",
      frequence: "1 par mois",
      kpi: `${index} contacts`,
    })),
  },
};

async function inBothThemes(page: Page, walks: () => Promise<void>): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await test.step(colorScheme, walks);
  }
}

test.beforeEach(({ page }) => failOnComplaints(page));

for (const width of [1440, 720, 390]) {
  test(`wherever the focus goes, it is seen: ${width} px`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height: 844 });
    await test.step("chat", async () => {
      await openChat(page);
      await createScenario(page, `Parcours du chat, ${width} px`, "Industrie");
      await suggest(page, "cibles");
      // Each scenario that other tests have made would be one more place to stop at.
      const search = page.getByRole("searchbox", { name: "Rechercher par nom ou thématique" });
      if (await search.isVisible()) await search.fill(`Parcours du chat, ${width} px`);
      await inBothThemes(page, () => walk(page));
    });
    await test.step("detail", async () => {
      const data = { ...SCENARIO, nom: `Parcours ${width} ${Date.now()}` };
      const { id } = await (await page.request.post("/api/scenarios/import", { data })).json();
      await page.goto(`/scenarios/${id}`);
      await expect(page.getByRole("table")).toBeVisible();
      await inBothThemes(page, async () => {
        await walk(page);
        await walkToast(page);
      });
    });
  });
}
