import { createEffect, createSignal, createUniqueId, For, type JSX, on, Show } from "solid-js";
import { moveInList } from "./moveInList";

export interface Suggestion {
  id: number;
  title: string;
  hint: string;
}

export interface Suggestions {
  /** What the list is: its name, and its title. */
  label: string;
  found: readonly Suggestion[];
  onChoose: (id: number) => void;
}

/**
 * A text field under which suggestions appear. They never impose themselves: Enter takes one only after an arrow or
 * the mouse has pointed at it, and Escape closes the list before it closes anything else.
 */
export function SuggestionInput(
  props: Omit<JSX.InputHTMLAttributes<HTMLInputElement>, "onInput"> & {
    suggestions: Suggestions;
    onInput: (value: string) => void;
  },
) {
  const listId = createUniqueId();
  const [hasFocus, setFocus] = createSignal(false);
  const [isDismissed, setDismissed] = createSignal(false);
  const [active, setActive] = createSignal(-1);
  const isOpen = () => hasFocus() && !isDismissed() && props.suggestions.found.length > 0;
  createEffect(
    on(
      () => props.suggestions.found,
      () => setActive(-1),
    ),
  );
  createEffect(() => document.getElementById(`${listId}-${active()}`)?.scrollIntoView({ block: "nearest" }));

  function onKeyDown(event: KeyboardEvent): void {
    const { found, onChoose } = props.suggestions;
    if (event.key === "ArrowDown") setDismissed(false);
    if (!isOpen()) return;
    const next = moveInList(event.key, active(), found.length);
    const pointedAt = found[active()];
    if (next !== null) setActive(next);
    else if (event.key === "Enter" && pointedAt) onChoose(pointedAt.id);
    else if (event.key === "Escape") setDismissed(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div class="relative">
      <input
        id={props.id}
        name={props.name}
        type="text"
        role="combobox"
        aria-label={props["aria-label"]}
        aria-autocomplete="list"
        aria-expanded={isOpen()}
        aria-controls={isOpen() ? listId : undefined}
        aria-activedescendant={isOpen() && active() >= 0 ? `${listId}-${active()}` : undefined}
        aria-describedby={props["aria-describedby"]}
        aria-invalid={props["aria-invalid"]}
        aria-required={props["aria-required"]}
        class={props.class}
        value={props.value}
        maxLength={props.maxLength}
        autocomplete="off"
        onInput={(event) => {
          setDismissed(false);
          props.onInput(event.currentTarget.value);
        }}
        onFocus={() => setFocus(true)}
        onBlur={() => setFocus(false)}
        // On the field itself, before those who listen to Escape from further out.
        on:keydown={onKeyDown}
      />
      <Show when={isOpen()}>
        <div class="absolute inset-x-0 top-full z-10 mt-1 animate-fade rounded-md border border-line-strong bg-sheet p-1.5 shadow-lift">
          <p class="eyebrow px-2 pt-1 pb-1.5" aria-hidden="true">
            {props.suggestions.label}
          </p>
          <div id={listId} role="listbox" aria-label={props.suggestions.label} class="max-h-56 overflow-y-auto">
            <For each={props.suggestions.found}>
              {(suggestion, index) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard acts from the field above
                // biome-ignore lint/a11y/useFocusableInteractive: options are pointed at by aria-activedescendant
                <div
                  id={`${listId}-${index()}`}
                  role="option"
                  aria-selected={index() === active()}
                  class="cursor-pointer rounded-sm px-2 py-1.5 text-sm aria-selected:bg-sunk"
                  // The field keeps the focus, or the list would close before the click.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => props.suggestions.onChoose(suggestion.id)}
                  onMouseMove={() => setActive(index())}
                >
                  <p class="font-medium">{suggestion.title}</p>
                  <Show when={suggestion.hint}>
                    <p class="line-clamp-1 text-ink-soft text-xs">{suggestion.hint}</p>
                  </Show>
                </div>
              )}
            </For>
          </div>
        </div>
      </Show>
    </div>
  );
}
