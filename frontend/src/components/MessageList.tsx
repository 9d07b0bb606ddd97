import { createVirtualizer } from "@tanstack/solid-virtual";
import ArrowDown from "lucide-solid/icons/arrow-down";
import { createMemo, For, type JSX, Show } from "solid-js";
import { useI18n } from "../i18n/I18nProvider";
import type { ReadingPlace } from "../stores/readingPlace";
import { createArrivals } from "./arrivals";
import { createReading, NEAR_END, PADDING } from "./reading";

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

/** How far from the beginning, in pixels, older messages are asked for. */
const NEAR_START = 600;

/**
 * The scrolling part of a conversation: only what is near the view is in the document. It stays at the end while the
 * reader is there, keeps her place when older messages arrive above, and says when newer ones wait below. A reply
 * taller than the view is shown from its beginning.
 */
export function MessageList(props: MessageListProps) {
  const { t } = useI18n();
  let scroller!: HTMLDivElement;
  const { place } = props;
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

  const reading = createReading({
    rows: () => props.rows,
    isOwn: (row) => props.isOwn(row),
    virtualizer,
    scroller: () => scroller,
    place,
    onLeave: (left) => props.onLeave(left),
  });

  function onScroll(): void {
    reading.onScroll();
    if (props.hasOlder && !props.isLoadingOlder && scroller.scrollTop < NEAR_START) props.onLoadOlder();
  }

  return (
    <div class="relative min-h-0 flex-1">
      {/* A scrolling place is reached and moved by keyboard like any other control. */}
      <section
        ref={scroller}
        onScroll={onScroll}
        onWheel={reading.takeOver}
        onTouchMove={reading.takeOver}
        onPointerDown={reading.takeOver}
        onKeyDown={reading.takeOver}
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
                    // Once: a row that is moved in the page would begin again.
                    onAnimationEnd={({ currentTarget }) => currentTarget.classList.remove("animate-arrive")}
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
      <Show when={reading.unread()}>
        <button
          type="button"
          onClick={reading.toEnd}
          class="-translate-x-1/2 absolute bottom-3 left-1/2 flex animate-arrive items-center gap-1.5 rounded-full bg-ink px-4 py-2 font-medium text-paper text-sm shadow-lift"
        >
          <ArrowDown class="size-4" aria-hidden="true" />
          {t("chat.newMessages")}
        </button>
      </Show>
    </div>
  );
}
