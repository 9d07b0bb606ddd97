import { createUniqueId, For, Match, Show, Switch } from "solid-js";
import { Select } from "./Select";
import { SuggestionInput, type Suggestions } from "./SuggestionInput";

export interface FieldProps {
  label: string;
  name: string;
  value: string;
  onInput: (value: string) => void;
  kind?: "text" | "url" | "number" | "long";
  options?: readonly { value: string; label: string }[];
  hint?: string | undefined;
  error?: string | undefined;
  required?: boolean;
  maxLength?: number | undefined;
  placeholder?: string;
  autofocus?: boolean;
  /** For a dense place such as a table: the label is heard, not seen. */
  compact?: boolean;
  /** What may be taken instead of what is being typed. */
  suggestions?: Suggestions;
}

const BOX =
  "w-full rounded-md border bg-paper px-3 text-ink placeholder:text-ink-faint focus-visible:outline-offset-0 aria-invalid:border-danger";

/** A labelled control with its hint and its error, tied together for assistive technology. */
export function Field(props: FieldProps) {
  const id = createUniqueId();
  const describedBy = () => [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(" ");
  const shared = () => ({
    id,
    ...(describedBy() ? { "aria-describedby": describedBy() } : {}),
    ...(props.error ? { "aria-invalid": true } : {}),
    ...(props.required ? { "aria-required": true } : {}),
  });

  return (
    <div class="grid gap-1">
      <label for={id} class={props.compact ? "sr-only" : "text-sm font-medium"}>
        {props.label}
        <Show when={props.required}>
          <span class="text-accent" aria-hidden="true">
            {" *"}
          </span>
        </Show>
      </label>
      <Switch
        fallback={
          <input
            {...shared()}
            name={props.name}
            type={props.kind ?? "text"}
            class={`${BOX} border-line-strong ${props.compact ? "h-9 text-sm" : "h-11"}`}
            value={props.value}
            maxLength={props.maxLength}
            placeholder={props.placeholder}
            autofocus={props.autofocus}
            autocomplete="off"
            onInput={(event) => props.onInput(event.currentTarget.value)}
          />
        }
      >
        <Match when={props.suggestions}>
          {(suggestions) => (
            <SuggestionInput
              {...shared()}
              name={props.name}
              class={`${BOX} h-11 border-line-strong`}
              value={props.value}
              maxLength={props.maxLength}
              suggestions={suggestions()}
              onInput={props.onInput}
            />
          )}
        </Match>
        <Match when={props.options}>
          {(options) => (
            <Select
              {...shared()}
              name={props.name}
              class={`${BOX} border-line-strong ${props.compact ? "h-9 text-sm" : "h-11"}`}
              value={props.value}
              onChange={(event) => props.onInput(event.currentTarget.value)}
            >
              <For each={options()}>
                {(option) => (
                  <option value={option.value} selected={option.value === props.value}>
                    {option.label}
                  </option>
                )}
              </For>
            </Select>
          )}
        </Match>
        <Match when={props.kind === "long"}>
          <textarea
            {...shared()}
            name={props.name}
            class={`${BOX} field-sizing-content max-h-64 resize-y border-line-strong py-2 ${props.compact ? "min-h-9 text-sm" : "min-h-20"}`}
            value={props.value}
            maxLength={props.maxLength}
            placeholder={props.placeholder}
            onInput={(event) => props.onInput(event.currentTarget.value)}
          />
        </Match>
      </Switch>
      <Show when={props.hint}>
        <p id={`${id}-hint`} class="text-xs text-ink-faint">
          {props.hint}
        </p>
      </Show>
      <Show when={props.error}>
        <p id={`${id}-error`} class="text-sm text-danger">
          {props.error}
        </p>
      </Show>
    </div>
  );
}
