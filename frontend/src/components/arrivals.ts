import { createMemo, untrack } from "solid-js";

/** How long, in milliseconds, a row that has come is still arriving. */
const ARRIVING = 1_000;

/** The rows that follow all those of before: what has come, as opposed to what was loaded above. */
export function rowsAfter(before: readonly string[], rows: readonly string[]): string[] {
  const known = new Set(before);
  const last = rows.findLastIndex((row) => known.has(row));
  return rows.slice(last + 1);
}

/**
 * Tells the rows that are arriving from those that come back into view. A list of one row has just begun: it arrives
 * too, unless it was shown before.
 */
export function createArrivals(rows: () => readonly string[], wasShown: boolean): (row: string) => boolean {
  const came = new Map<string, number>();
  const known = createMemo<readonly string[]>((before) => {
    const now = rows();
    const isFirst = before.length === 0;
    const come = isFirst ? now.filter(() => now.length === 1 && !wasShown) : rowsAfter(before, now);
    for (const row of come) came.set(row, performance.now());
    return now;
  }, []);
  return (row) => {
    untrack(known);
    return performance.now() - (came.get(row) ?? Number.NEGATIVE_INFINITY) < ARRIVING;
  };
}
