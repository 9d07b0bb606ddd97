import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { STATES } from "./states";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Colours fade in; what is judged is how the page comes to rest.
test.use({ reducedMotion: "reduce" });

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    for (const [name, reach] of Object.entries(STATES)) {
      test(`axe finds nothing: ${name}`, async ({ page }) => {
        await reach(page);
        await page.waitForTimeout(300);
        const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
        const found = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
        );
        expect(found).toEqual([]);
      });
    }
  });
}
