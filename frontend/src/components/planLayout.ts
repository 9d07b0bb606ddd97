import { PLAN_COLUMNS, type PlanColumn, type PlanView } from "../lib/planView";
import { browserStorage } from "../lib/storage";

/** How the person likes to read plans, all plans alike: the columns shown, and the order. */
export interface PlanLayout {
  columns: readonly PlanColumn[];
  sort: PlanView["sort"];
}

const KEY = "assistant.planLayout";

const isColumn = (name: unknown): name is PlanColumn => PLAN_COLUMNS.some((column) => column === name);

/** What was last chosen in this browser; all columns in the plan's own order as long as nothing was. */
export function rememberedLayout(): PlanLayout {
  const { columns, sort } = parse(browserStorage.getItem(KEY));
  const chosen = PLAN_COLUMNS.filter((column) => Array.isArray(columns) && columns.includes(column));
  return {
    columns: chosen.length > 0 ? chosen : PLAN_COLUMNS,
    sort: isColumn(sort?.column) ? { column: sort.column, descending: sort.descending === true } : null,
  };
}

export const rememberLayout = (layout: PlanLayout): void => browserStorage.setItem(KEY, JSON.stringify(layout));

/** Another release, or someone at the console, may have written anything. */
function parse(text: string | null): { columns?: unknown; sort?: { column?: unknown; descending?: unknown } | null } {
  try {
    return Object(JSON.parse(text ?? "null"));
  } catch {
    return {};
  }
}
