import ArrowUp from "lucide-solid/icons/arrow-up";
import { createSignal, createUniqueId, Show } from "solid-js";
import { useI18n } from "../i18n/I18nProvider";

/** As the contract of a chat text says. */
const MAX_LENGTH = 4000;
const COUNT_FROM = 3500;

export interface ChatComposerProps {
  value: string;
  onInput: (text: string) => void;
  onSend: (text: string) => void;
  /** What the person said before, the latest last: arrow up brings it back. */
  history: readonly string[];
  /** Gives the page the text area, to put the focus there. */
  ref?: (element: HTMLTextAreaElement) => void;
}

/** Where the person writes. Enter sends, Shift+Enter starts a new line, arrow up in an empty field recalls. */
export function ChatComposer(props: ChatComposerProps) {
  const { t } = useI18n();
  const hintId = createUniqueId();
  // How far back in the history; 0 is what is being written.
  const [recalled, setRecalled] = createSignal(0);

  function send(): void {
    const text = props.value.trim();
    if (!text) return;
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

  function onKeyDown(event: KeyboardEvent): void {
    // While a composition is open, Enter chooses a candidate.
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === "ArrowUp" && (props.value === "" || recalled() > 0)) {
      if (recall(1)) event.preventDefault();
    } else if (event.key === "ArrowDown" && recalled() > 0) {
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
      <div class="flex items-end gap-2 rounded-[1.6rem] border border-line-strong bg-sheet p-1.5 ps-5 shadow-sheet transition-colors focus-within:border-accent">
        <textarea
          ref={(element) => props.ref?.(element)}
          rows="1"
          name="message"
          aria-label={t("composer.label")}
          aria-describedby={hintId}
          placeholder={t("composer.placeholder")}
          maxLength={MAX_LENGTH}
          class="field-sizing-content max-h-48 min-h-10 flex-1 resize-none bg-transparent py-2 outline-none placeholder:text-ink-faint"
          value={props.value}
          onInput={(event) => {
            setRecalled(0);
            props.onInput(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
        <button
          type="submit"
          aria-label={t("composer.send")}
          title={t("composer.send")}
          aria-disabled={props.value.trim() === "" || undefined}
          class="grid size-10 shrink-0 place-items-center rounded-full bg-accent text-on-accent transition-colors hover:bg-accent-deep aria-disabled:bg-sunk aria-disabled:text-ink-faint"
        >
          <ArrowUp class="size-5" aria-hidden="true" />
        </button>
      </div>
      <p class="mt-1.5 flex justify-between gap-4 px-5 text-2xs text-ink-faint">
        <span id={hintId} class="max-sm:sr-only">
          {t("composer.hint")}
        </span>
        <Show when={props.value.length >= COUNT_FROM}>
          <span class="tabular-nums">
            {props.value.length} / {MAX_LENGTH}
          </span>
        </Show>
      </p>
    </form>
  );
}
