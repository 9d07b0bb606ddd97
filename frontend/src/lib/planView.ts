import type { PlanItem } from "../api/contracts";

export const PLAN_COLUMNS = ["format", "message", "canal", "frequence", "kpi"] as const;
export type PlanColumn = (typeof PLAN_COLUMNS)[number];

export const PAGE_SIZE = 10;

export interface PlanView {
  canal: string;
  format: string;
  sort: { column: PlanColumn; descending: boolean } | null;
}

/** The distinct values of a column, in alphabetical order, for a filter. */
export const valuesOf = (items: readonly PlanItem[], column: PlanColumn): string[] =>
  [...new Set(items.map((item) => item[column]))].sort((one, other) => one.localeCompare(other));

/** The items a view lets through, in its order; without a sort, in the plan's own. */
export function itemsShown(items: readonly PlanItem[], view: PlanView): PlanItem[] {
  const shown = items.filter(
    (item) => (!view.canal || item.canal === view.canal) && (!view.format || item.format === view.format),
  );
  const { sort } = view;
  if (!sort) return shown;
  const direction = sort.descending ? -1 : 1;
  return shown.sort((one, other) => direction * one[sort.column].localeCompare(other[sort.column]));
}

/** Clicking a header: ascending, then descending, then the plan's own order again. */
export function nextSort(sort: PlanView["sort"], column: PlanColumn): PlanView["sort"] {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}
