import Clock from "lucide-solid/icons/clock-3";
import { createEffect, createSignal, For, type JSX, onMount, Show } from "solid-js";
import { createStore } from "solid-js/store";
import type { Problem } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { useConnection } from "../stores/useConnection";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Notice } from "../ui/Notice";
import type { Suggestions } from "../ui/SuggestionInput";
import { type FormName, type FormValues, fieldsOf } from "./formFields";

export interface RecordFormProps {
  form: FormName;
  initial: FormValues;
  submitLabel: string;
  /** Resolves with the problem that kept it from being done; null when it was done. */
  onSubmit: (values: FormValues) => Promise<Problem | null>;
  onCancel: () => void;
  compact?: boolean;
  class?: string;
  children?: JSX.Element;
  /** For the first field, the title: what exists already, searched for while it is typed. */
  existing?: Suggestions & { onSearch: (title: string) => void };
}

/**
 * A form for one record. What was typed stays until it is really done; refusals are shown beside their fields. When
 * the connection is lost meanwhile, it is sent once it is back: the form says so, and may be closed.
 */
export function RecordForm(props: RecordFormProps) {
  const { t } = useI18n();
  const connection = useConnection();
  let element!: HTMLFormElement;
  let cancel!: HTMLButtonElement;
  // The form belongs to the person once it is open: changes made elsewhere meanwhile never overwrite it.
  const [values, setValues] = createStore<FormValues>({ ...props.initial });
  const [problem, setProblem] = createSignal<Problem | null>(null);
  const [missing, setMissing] = createSignal<readonly string[]>([]);
  const [busy, setBusy] = createSignal(false);
  const isQueued = () => busy() && connection() === "lost";
  const isSaving = () => busy() && !isQueued();
  const existingFor = (index: number) => (index === 0 ? props.existing : undefined);
  const fields = () => fieldsOf(props.form, t);

  onMount(() => element.querySelector<HTMLElement>("input, textarea, select")?.focus());

  // Its fields can no longer change what is to be sent; the keyboard stays in the form.
  createEffect(() => isQueued() && cancel.focus());

  function errorOf(name: string): string | undefined {
    if (missing().includes(name)) return t("form.required");
    return problem()?.errors.find(({ field }) => field.split(".").includes(name))?.message;
  }

  function focusFirstError(): void {
    queueMicrotask(() => element.querySelector<HTMLElement>("[aria-invalid]")?.focus());
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy()) return;
    setMissing(
      fields()
        .filter(({ name, required }) => required && !values[name]?.trim())
        .map(({ name }) => name),
    );
    if (missing().length > 0) return focusFirstError();
    setBusy(true);
    setProblem(null);
    setProblem(await props.onSubmit({ ...values }));
    setBusy(false);
    if (problem()) focusFirstError();
  }

  return (
    <form
      ref={element}
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        props.onCancel();
      }}
      class={`grid gap-4 ${props.class ?? ""}`}
    >
      <div class="contents [&[inert]>*]:opacity-60" inert={isQueued()}>
        <For each={fields()}>
          {(field, index) => (
            <Field
              {...field}
              value={values[field.name] ?? ""}
              onInput={(value) => {
                setValues(field.name, value);
                existingFor(index())?.onSearch(value);
              }}
              {...(existingFor(index()) ? { suggestions: existingFor(index()) as Suggestions } : {})}
              error={errorOf(field.name)}
              compact={props.compact ?? false}
            />
          )}
        </For>
      </div>
      {props.children}
      <Show when={problem()}>
        {(current) => (
          <Notice tone="danger">
            <p role="alert">
              <strong>{current().title}.</strong> {current().detail}
            </p>
          </Notice>
        )}
      </Show>
      <Show when={isQueued()}>
        <Notice icon={<Clock aria-hidden="true" />}>
          <p role="status">{t("form.queued")}</p>
        </Notice>
      </Show>
      <div class="flex justify-end gap-2">
        <Button
          ref={(button: HTMLButtonElement) => {
            cancel = button;
          }}
          variant="ghost"
          onClick={() => props.onCancel()}
        >
          {t(isQueued() ? "close" : "form.cancel")}
        </Button>
        <Button type="submit" variant="primary" busy={isSaving()} inactive={isQueued()}>
          {props.submitLabel}
        </Button>
      </div>
    </form>
  );
}
