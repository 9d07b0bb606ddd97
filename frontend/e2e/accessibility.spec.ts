import { test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { STATES } from "./states";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    for (const [name, reach] of Object.entries(STATES)) {
      test(`axe finds nothing: ${name}`, async ({ page }) => {
        await reach(page);
        await expectAccessible(page);
      });
    }
  });
}
