import { expect, test } from "@playwright/test";
import { button, command, openChat, suggest } from "./steps";

/** The sum of what moved by itself, as the browser scores it. */
const layoutShift = () =>
  new Promise<number>((resolve) => {
    let total = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) total += entry.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve(total), 300);
  });

for (const [screen, viewport] of Object.entries({
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
})) {
  test.describe(screen, () => {
    test.use({ viewport });

    test("nothing moves by itself while the page loads and a reply is written", async ({ page }) => {
      await openChat(page);
      expect(await page.evaluate(layoutShift)).toBeLessThan(0.05);
      await command(page, "ouvrir cloud de confiance");
      await expect(button(page, "Proposer des cibles")).toBeVisible();
      await suggest(page, "cibles");
      expect(await page.evaluate(layoutShift)).toBeLessThan(0.05);
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
