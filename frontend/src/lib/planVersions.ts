import type { Plan, PlanItem, PlanListing } from "../api/contracts";
import { PLAN_COLUMNS } from "./planView";

export interface PlanVersion {
  plan: Plan;
  /** 1 for the first plan of the scenario. */
  number: number;
  /** The earliest version of which this one is a copy, as a restored one is; null when it is unlike any before it. */
  copyOf: number | null;
}

const textOf = (plan: Plan): string =>
  JSON.stringify([plan.resume, plan.items.map((item: PlanItem) => PLAN_COLUMNS.map((column) => item[column]))]);

/** The latest plans of a scenario, the latest first, told apart; `total` counts the earlier ones as well. */
export function versionsOf({ items: plans, total }: PlanListing): PlanVersion[] {
  const known = new Map<string, number>();
  return plans
    .toReversed()
    .map((plan, index) => {
      const number = total - plans.length + index + 1;
      const copyOf = known.get(textOf(plan)) ?? null;
      if (copyOf === null) known.set(textOf(plan), number);
      return { plan, number, copyOf };
    })
    .toReversed();
}
