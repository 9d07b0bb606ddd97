import { createComputed, createEffect, on } from "solid-js";

/** Lines carry `data-line` with their id; what they are corrected with carries `data-edit`. */
export function focusLine(list: ParentNode | null | undefined, id: number | undefined): boolean {
  const control = list?.querySelector<HTMLElement>(`[data-line="${id}"] [data-edit]`);
  control?.focus();
  return Boolean(control);
}

export const isFocusLost = (): boolean => document.activeElement === document.body;

/**
 * A line that moves in the page, or leaves it, takes the focus away with it. The focus is given back to what had it,
 * else to the line that took that place, else to what `fallback` finds.
 */
export function keepFocus(
  list: () => HTMLElement | undefined,
  ids: () => readonly number[],
  fallback: () => HTMLElement | null,
): void {
  let focused: Element | null = null;
  let place = -1;

  // Before the page changes…
  createComputed(
    on(ids, (_, before = []) => {
      focused = document.activeElement;
      const line = focused?.closest<HTMLElement>("[data-line]");
      place = line && list()?.contains(line) ? before.indexOf(Number(line.dataset.line)) : -1;
    }),
  );
  // … and after.
  createEffect(
    on(ids, (now) => {
      if (place < 0 || !isFocusLost()) return;
      if (focused instanceof HTMLElement && focused.isConnected) return focused.focus({ preventScroll: true });
      if (!focusLine(list(), now[Math.min(place, now.length - 1)])) fallback()?.focus();
    }),
  );
}
