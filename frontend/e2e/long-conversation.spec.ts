import { execFileSync } from "node:child_process";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { conversation, failOnComplaints, openChat } from "./steps";

test.beforeEach(({ page }) => failOnComplaints(page));

test.describe("a conversation of 5,000 messages", () => {
  const FILL = `
import sqlite3, sys
path, conversation, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
rows = [(conversation, "user" if n % 2 == 0 else "assistant", f"Message {n} " + "mot " * (n % 60), "[]") for n in range(count)]
with sqlite3.connect(path, timeout=10) as database:
    database.executemany("INSERT INTO messages (conversation_id, auteur, contenu, role_action, actions, created_at, ttl) "
        "VALUES (?, ?, ?, 'chat.say', ?, datetime('now', '-1 hour'), datetime('now', '+6 days'))", rows)
`;

  test("stays smooth, with few messages in the document", async ({ page }) => {
    await openChat(page);
    const id = await page.evaluate(() => sessionStorage.getItem("assistant.conversation") ?? "");
    execFileSync("../.venv/bin/python", ["-c", FILL, `${process.env.E2E_FOLDER}/assistant.db`, id, "5000"]);
    await page.reload();
    await expect(conversation(page).getByText("Message 4999")).toBeVisible();

    await conversation(page).hover();
    const scroll = async () => {
      for (let turn = 0; turn < 60; turn += 1) {
        await page.mouse.wheel(0, -1200);
        await page.waitForTimeout(16);
        if (turn % 20 === 0) expect(await page.locator("[data-message]").count()).toBeLessThanOrEqual(100);
      }
    };
    // The best of three: what remains is the page's doing, not the machine's.
    const longest = [];
    for (let turn = 0; turn < 3; turn += 1) longest.push(await longestTaskWhile(page, scroll));
    expect(Math.min(...longest)).toBeLessThan(200);
    await expect(conversation(page).getByText("Message 4999")).toHaveCount(0);
    await expectAccessible(page);
  });
});

/** The longest task of the page's main thread, in milliseconds, during some work. */
async function longestTaskWhile(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration);
    }).observe({ type: "longtask" });
  });
  await work();
  return page.evaluate(() => Math.max(0, ...(window as unknown as { tasks: number[] }).tasks));
}
