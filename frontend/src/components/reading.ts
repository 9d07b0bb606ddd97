import type { Virtualizer } from "@tanstack/solid-virtual";
import { createEffect, createSignal, on, onCleanup, onMount } from "solid-js";
import type { ReadingPlace } from "../stores/readingPlace";
import { rowsAfter } from "./arrivals";

/** How far from the end, in pixels, counts as being there. */
export const NEAR_END = 96;
/** Before the first row and after the last one, in pixels. */
export const PADDING = 24;

export interface ReadList {
  rows: () => readonly string[];
  isOwn: (row: string) => boolean;
  virtualizer: Virtualizer<HTMLDivElement, HTMLLIElement>;
  scroller: () => HTMLDivElement;
  /** Where the reader was when she left. */
  place: ReadingPlace | null;
  onLeave: (place: ReadingPlace) => void;
}

/**
 * Where the reader of a list is. She is kept at its end while she is there, at the beginning of a last row taller than
 * the view, and otherwise where she is: something is then unread.
 */
export function createReading({ rows, isOwn, virtualizer, scroller, place, onLeave }: ReadList) {
  const [unread, setUnread] = createSignal(place !== null && !place.isAtEnd && place.last !== rows().at(-1));
  // Asked for before rows are added: afterwards the end is elsewhere.
  let wasAtEnd = place?.isAtEnd ?? true;
  // The row that came last while the list was at its end, until the person moves it herself.
  let followed: string | undefined;

  onMount(() => {
    if (place && !place.isAtEnd) virtualizer.scrollToOffset(place.offset);
    else virtualizer.scrollToEnd();
    const resized = new ResizeObserver(() => wasAtEnd && follow());
    resized.observe(scroller());
    onCleanup(() => resized.disconnect());
  });
  onCleanup(() =>
    onLeave({
      isAtEnd: wasAtEnd,
      offset: virtualizer.scrollOffset ?? 0,
      last: rows().at(-1),
      sizes: virtualizer.takeSnapshot(),
    }),
  );

  createEffect(
    on(rows, (now, before) => {
      if (!before || now.at(-1) === before.at(-1)) return;
      if (wasAtEnd || rowsAfter(before, now).some(isOwn)) {
        followed = now.at(-1);
        requestAnimationFrame(follow);
      } else setUnread(true);
    }),
  );
  createEffect(on(virtualizer.getTotalSize, () => isTooTall() && follow(), { defer: true }));

  /** Whether the row that is followed has no room between the beginning of the view and the end of the list. */
  function isTooTall(): boolean {
    const last = virtualizer.getVirtualItems().at(-1);
    return last !== undefined && last.key === followed && last.size + PADDING > scroller().clientHeight;
  }

  function follow(): void {
    if (isTooTall()) virtualizer.scrollToIndex(rows().length - 1, { align: "start" });
    else virtualizer.scrollToEnd();
  }

  function takeOver(): void {
    followed = undefined;
  }

  return {
    unread,
    /** The person moves the list herself. */
    takeOver,
    onScroll(): void {
      // Read from the element: the virtualizer may hear of this very scroll only afterwards.
      wasAtEnd = scroller().scrollHeight - scroller().clientHeight - scroller().scrollTop <= NEAR_END;
      if (wasAtEnd) setUnread(false);
    },
    toEnd(): void {
      takeOver();
      const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      virtualizer.scrollToEnd({ behavior: isCalm ? "auto" : "smooth" });
      setUnread(false);
      // The button goes away: the keyboard stays in what it led to.
      scroller().focus({ preventScroll: true });
    },
  };
}
