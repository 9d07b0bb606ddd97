import { createVirtualizer } from "@tanstack/solid-virtual";
import ArrowDown from "lucide-solid/icons/arrow-down";
import { createEffect, createMemo, createSignal, For, type JSX, on, onCleanup, onMount, Show } from "solid-js";
import { useI18n } from "../i18n/I18nProvider";
import type { ReadingPlace } from "../stores/readingPlace";
import { createArrivals, rowsAfter } from "./arrivals";

export interface MessageListProps {
  /** The name of each row, in order. */
  rows: readonly string[];
  children: (row: string, index: () => number) => JSX.Element;
  hasOlder: boolean;
  isLoadingOlder: boolean;
  onLoadOlder: () => void;
  /** Whether a row is what the person has just sent: the list then goes to its end wherever it was. */
  isOwn: (row: string) => boolean;
  /** Where she was when she left: she is taken back there. */
  place: ReadingPlace | null;
  onLeave: (place: ReadingPlace) => void;
}

/** How far from an end, in pixels, counts as being there. */
const NEAR_END = 96;
const NEAR_START = 600;
const PADDING = 24;

/**
 * The scrolling part of a conversation: only what is near the view is in the document. It stays at the end while the
 * reader is there, keeps her place when older messages arrive above, and says when newer ones wait below. A reply
 * taller than the view is shown from its beginning.
 */
export function MessageList(props: MessageListProps) {
  const { t } = useI18n();
  let scroller!: HTMLDivElement;
  const { place } = props;
  const [unread, setUnread] = createSignal(place !== null && !place.isAtEnd && place.last !== props.rows.at(-1));
  // Asked for before rows are added: afterwards the end is elsewhere.
  let wasAtEnd = place?.isAtEnd ?? true;
  // The row that came last while the list was at its end, until the person moves it herself.
  let followed: string | undefined;
  const isArriving = createArrivals(() => props.rows, place !== null);

  const virtualizer = createVirtualizer<HTMLDivElement, HTMLLIElement>({
    get count() {
      return props.rows.length;
    },
    getScrollElement: () => scroller,
    estimateSize: () => 130,
    getItemKey: (index) => props.rows[index] ?? index,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: NEAR_END,
    overscan: 5,
    paddingStart: PADDING,
    paddingEnd: PADDING,
    initialOffset: place?.offset ?? 0,
    initialMeasurementsCache: place?.sizes ?? [],
  });

  const items = () => virtualizer.getVirtualItems();
  const visible = createMemo(() => items().map((item) => props.rows[item.index] ?? ""));
  const starts = createMemo(() => new Map(items().map((item) => [props.rows[item.index], item.start])));
  const indexOf = createMemo(() => new Map(props.rows.map((row, index) => [row, index])));

  onMount(() => {
    if (place && !place.isAtEnd) virtualizer.scrollToOffset(place.offset);
    else virtualizer.scrollToEnd();
    const resized = new ResizeObserver(() => wasAtEnd && follow());
    resized.observe(scroller);
    onCleanup(() => resized.disconnect());
  });
  onCleanup(() =>
    props.onLeave({
      isAtEnd: wasAtEnd,
      offset: virtualizer.scrollOffset ?? 0,
      last: props.rows.at(-1),
      sizes: virtualizer.takeSnapshot(),
    }),
  );

  createEffect(
    on(
      () => props.rows,
      (rows, before) => {
        if (!before || rows.at(-1) === before.at(-1)) return;
        if (wasAtEnd || rowsAfter(before, rows).some(props.isOwn)) {
          followed = rows.at(-1);
          requestAnimationFrame(follow);
        } else setUnread(true);
      },
    ),
  );
  createEffect(on(virtualizer.getTotalSize, () => isTooTall() && follow(), { defer: true }));

  /** Whether the row that is followed has no room between the beginning of the view and the end of the list. */
  function isTooTall(): boolean {
    const last = items().at(-1);
    return last !== undefined && last.key === followed && last.size + PADDING > scroller.clientHeight;
  }

  function follow(): void {
    if (isTooTall()) virtualizer.scrollToIndex(props.rows.length - 1, { align: "start" });
    else virtualizer.scrollToEnd();
  }

  function takeOver(): void {
    followed = undefined;
  }

  function onScroll(): void {
    // Read from the element: the virtualizer may hear of this very scroll only afterwards.
    wasAtEnd = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop <= NEAR_END;
    if (wasAtEnd) setUnread(false);
    if (props.hasOlder && !props.isLoadingOlder && scroller.scrollTop < NEAR_START) props.onLoadOlder();
  }

  function toEnd(): void {
    takeOver();
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    virtualizer.scrollToEnd({ behavior: isCalm ? "auto" : "smooth" });
    setUnread(false);
    // The button goes away: the keyboard stays in what it led to.
    scroller.focus({ preventScroll: true });
  }

  return (
    <div class="relative min-h-0 flex-1">
      {/* A scrolling place is reached and moved by keyboard like any other control. */}
      <section
        ref={scroller}
        onScroll={onScroll}
        onWheel={takeOver}
        onTouchMove={takeOver}
        onPointerDown={takeOver}
        onKeyDown={takeOver}
        tabindex="0"
        aria-label={t("chat.history")}
        class="h-full overflow-y-auto overscroll-contain px-4 [overflow-anchor:none] focus-visible:-outline-offset-2 sm:px-8"
      >
        <div class="relative mx-auto w-full max-w-4xl">
          <Show when={props.isLoadingOlder}>
            <p class="eyebrow absolute inset-x-0 top-1 text-center">{t("chat.loadingOlder")}</p>
          </Show>
          <ol style={{ height: `${virtualizer.getTotalSize()}px` }}>
            <For each={visible()}>
              {(row) => {
                const index = () => indexOf().get(row) ?? 0;
                return (
                  <li
                    ref={(element) => queueMicrotask(() => element.isConnected && virtualizer.measureElement(element))}
                    data-index={index()}
                    class="absolute inset-x-0 top-0"
                    classList={{ "animate-arrive": isArriving(row) }}
                    // Moved, not laid out again, as the rows above it come and go.
                    style={{ transform: `translateY(${starts().get(row) ?? 0}px)` }}
                    data-message
                    aria-setsize={props.hasOlder ? -1 : props.rows.length}
                    aria-posinset={index() + 1}
                  >
                    {props.children(row, index)}
                  </li>
                );
              }}
            </For>
          </ol>
        </div>
      </section>
      <Show when={unread()}>
        <button
          type="button"
          onClick={toEnd}
          class="-translate-x-1/2 absolute bottom-3 left-1/2 flex animate-arrive items-center gap-1.5 rounded-full bg-ink px-4 py-2 font-medium text-paper text-sm shadow-lift"
        >
          <ArrowDown class="size-4" aria-hidden="true" />
          {t("chat.newMessages")}
        </button>
      </Show>
    </div>
  );
}
