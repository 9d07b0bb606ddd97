import { waitFor } from "@solidjs/testing-library";
import { describe, expect, it } from "vitest";
import { useComposeStore } from "../stores/useComposeStore";
import { useScenarioStore } from "../stores/useScenarioStore";
import { aPlan, aScenario } from "../testing/factories";
import { renderPageHook } from "../testing/renderStores";
import { usePlanChoices } from "./usePlanChoices";

const scenario = aScenario({ id: 5, plan: aPlan({ id: 90 }) });

const render = (prepare: (scenarios: ReturnType<typeof useScenarioStore>) => void) =>
  renderPageHook(
    () => {
      const scenarios = useScenarioStore();
      prepare(scenarios);
      return { choices: usePlanChoices(5), compose: useComposeStore() };
    },
    (path) => {
      if (path.endsWith("/plans")) return { items: [aPlan({ id: 90 }), aPlan({ id: 89 })], total: 60 };
      return { items: [], total: 0, page: 1, page_size: 20 };
    },
  );

const ofPlans = (asked: string[]) => asked.filter((address) => address.includes("/plans"));

describe("The versions of a plan, as choices", () => {
  it("are the others, under the numbers they have among all", async () => {
    const { result } = render((scenarios) => scenarios.upsert(scenario));
    await waitFor(() => expect(result.choices.versions(scenario).map(({ label }) => label)).toEqual(["Version 59"]));
  });

  it.each([
    [
      "archived",
      (scenarios: ReturnType<typeof useScenarioStore>) => {
        scenarios.upsert(scenario);
        scenarios.markArchived(5);
      },
    ],
    ["not known", () => {}],
  ])("are not asked for while the scenario is %s", async (_, prepare) => {
    const { asked } = render(prepare);
    await waitFor(() => expect(asked).not.toEqual([]));
    expect(ofPlans(asked)).toEqual([]);
  });
});
