import { test } from "@playwright/test";
import { STATES } from "./states";

const FOLDER = process.env.SCREENSHOTS ?? "screenshots";

const SCREENS = { bureau: { width: 1440, height: 900 }, telephone: { width: 390, height: 844 } };

for (const [screen, viewport] of Object.entries(SCREENS)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${screen}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme });

      for (const [name, reach] of Object.entries(STATES)) {
        test(name, async ({ page }) => {
          await reach(page);
          await page.waitForTimeout(700);
          await page.screenshot({ path: `${FOLDER}/${name}-${screen}-${colorScheme}.png` });
        });
      }
    });
  }
}
