import ArrowUp from "lucide-solid/icons/arrow-up";
import { createSignal, createUniqueId, Show } from "solid-js";
import { useI18n } from "../i18n/I18nProvider";
import { formatNumber } from "../lib/numbers";

/** As the contract of a chat text says. */
const MAX_LENGTH = 4000;
const COUNT_FROM = 3500;

/** As the server counts it: what is sent, in characters rather than in UTF-16 units. */
const lengthOf = (text: string): number => [...text.trim()].length;

export interface ChatComposerProps {
  value: string;
  onInput: (text: string) => void;
  onSend: (text: string) => void;
  /** What the person said before, the latest last: arrow up brings it back. */
  history: readonly string[];
  /** Gives the page the text area, to put the focus there. */
  ref?: (element: HTMLTextAreaElement) => void;
}

/** Where the person writes. Enter sends, Shift+Enter starts a new line, arrow up in an empty field recalls; beside other lines it moves there. */
export function ChatComposer(props: ChatComposerProps) {
  const { t, locale } = useI18n();
  const hintId = createUniqueId();
  const countId = createUniqueId();
  const length = () => lengthOf(props.value);
  const isTooLong = () => length() > MAX_LENGTH;
  // How far back in the history; 0 is what is being written.
  const [recalled, setRecalled] = createSignal(0);

  function send(): void {
    const text = props.value.trim();
    if (!text || isTooLong()) return;
    setRecalled(0);
    props.onSend(text);
  }

  function recall(step: number): boolean {
    const next = recalled() + step;
    if (next < 0 || next > props.history.length) return false;
    setRecalled(next);
    props.onInput(next === 0 ? "" : (props.history.at(-next) ?? ""));
    return true;
  }

  function onKeyDown(event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }): void {
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    // While a composition is open, Enter chooses a candidate.
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (
      event.key === "ArrowUp" &&
      (props.value === "" || (recalled() > 0 && !value.slice(0, selectionStart).includes("\n")))
    ) {
      if (recall(1)) event.preventDefault();
    } else if (event.key === "ArrowDown" && recalled() > 0 && !value.slice(selectionEnd).includes("\n")) {
      if (recall(-1)) event.preventDefault();
    }
  }

  return (
    <form
      class="mx-auto w-full max-w-4xl"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div
        class={`flex items-end gap-2 rounded-[1.6rem] border bg-sheet p-1.5 ps-5 shadow-sheet transition-colors has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-accent has-[textarea:focus-visible]:outline-offset-2 ${isTooLong() ? "border-danger" : "border-line-strong"}`}
      >
        {/* A copy of the text behind the field gives it its height, in every browser. */}
        <div
          data-text={`${props.value} `}
          class="grid min-w-0 flex-1 grid-cols-1 *:col-start-1 *:row-start-1 after:invisible after:col-start-1 after:row-start-1 after:max-h-48 after:min-h-10 after:overflow-hidden after:whitespace-pre-wrap after:py-2 after:wrap-anywhere after:content-[attr(data-text)]"
        >
          <textarea
            ref={(element) => props.ref?.(element)}
            rows="1"
            name="message"
            aria-label={t("composer.label")}
            aria-describedby={isTooLong() ? countId : hintId}
            aria-invalid={isTooLong() || undefined}
            placeholder={t("composer.placeholder")}
            class="resize-none bg-transparent py-2 outline-none wrap-anywhere placeholder:text-ink-faint"
            value={props.value}
            onInput={(event) => {
              setRecalled(0);
              props.onInput(event.currentTarget.value);
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <button
          type="submit"
          aria-label={t("composer.send")}
          title={t("composer.send")}
          aria-disabled={length() === 0 || isTooLong() || undefined}
          class="grid size-10 shrink-0 place-items-center rounded-full bg-accent text-on-accent transition-colors hover:bg-accent-deep aria-disabled:bg-sunk aria-disabled:text-ink-faint"
        >
          <ArrowUp class="size-5" aria-hidden="true" />
        </button>
      </div>
      <p class="mt-1.5 flex justify-between gap-4 px-5 text-2xs text-ink-faint">
        <span id={hintId} class="max-sm:sr-only">
          {t("composer.hint")}
        </span>
        <Show when={length() >= COUNT_FROM}>
          <span id={countId} class={isTooLong() ? "font-semibold text-danger" : "tabular-nums"}>
            {isTooLong()
              ? t("composer.tooLong", formatNumber(length() - MAX_LENGTH, locale()), length() - MAX_LENGTH)
              : t("composer.count", formatNumber(length(), locale()), formatNumber(MAX_LENGTH, locale()))}
          </span>
        </Show>
      </p>
    </form>
  );
}
