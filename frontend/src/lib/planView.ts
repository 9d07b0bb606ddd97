import type { Locale, PlanItem } from "../api/contracts";

export const PLAN_COLUMNS = ["format", "message", "canal", "frequence", "kpi"] as const;
export type PlanColumn = (typeof PLAN_COLUMNS)[number];

export const PAGE_SIZE = 10;

export interface PlanView {
  canal: string;
  format: string;
  sort: { column: PlanColumn; descending: boolean } | null;
}

/** As a reader orders them: accents and case aside, figures by their size, the spaces of « 1 200 » being no ends of a figure. */
function orderIn(locale: Locale): (one: string, other: string) => number {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const figures = (text: string) => text.replace(/(?<=\d)\s(?=\d{3}(?!\d))/g, "");
  return (one, other) => compare(figures(one), figures(other));
}

/** The distinct values of a column, in a reader's order, for a filter. */
export const valuesOf = (items: readonly PlanItem[], column: PlanColumn, locale: Locale): string[] =>
  [...new Set(items.map((item) => item[column]))].sort(orderIn(locale));

/** The items a view lets through, in its order; without a sort, in the plan's own. */
export function itemsShown(items: readonly PlanItem[], view: PlanView, locale: Locale): PlanItem[] {
  const shown = items.filter(
    (item) => (!view.canal || item.canal === view.canal) && (!view.format || item.format === view.format),
  );
  const { sort } = view;
  if (!sort) return shown;
  const direction = sort.descending ? -1 : 1;
  const compare = orderIn(locale);
  return shown.sort((one, other) => direction * compare(one[sort.column], other[sort.column]));
}

/** All the items, in a view's order: what is printed is the whole plan, whatever is filtered on the screen. */
export const itemsPrinted = (items: readonly PlanItem[], view: PlanView, locale: Locale): PlanItem[] =>
  itemsShown(items, { ...view, canal: "", format: "" }, locale);

/** Clicking a header: ascending, then descending, then the plan's own order again. */
export function nextSort(sort: PlanView["sort"], column: PlanColumn): PlanView["sort"] {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}
