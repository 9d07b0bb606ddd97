import Clock from "lucide-solid/icons/clock-3";
import { createEffect, createMemo, createSignal, For, onMount, Show } from "solid-js";
import { createStore } from "solid-js/store";
import type { Problem } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { useConnection } from "../stores/useConnection";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Notice } from "../ui/Notice";
import type { Suggestions } from "../ui/SuggestionInput";
import { keepFormDraft, readFormDraft } from "./formDraft";
import { type FormName, type FormValues, fieldsOf, readable } from "./formFields";

export interface RecordFormProps {
  form: FormName;
  initial: FormValues;
  submitLabel: string;
  /** Resolves with the problem that kept it from being done; null when it was done. */
  onSubmit: (values: FormValues) => Promise<Problem | null>;
  onCancel: () => void;
  /** Under which name what was typed outlives a form closed by Escape, a click elsewhere or another page. */
  draft?: string | undefined;
  /** What it corrects is no more: it says so, keeps what was typed, and offers to copy it or, where it can, to add it. */
  gone?: { text: string; onAddAnyway?: (values: FormValues) => Promise<Problem | null> } | undefined;
  compact?: boolean;
  class?: string;
  /** What to know of the record meanwhile. */
  note?: string | undefined;
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
  const { draft, initial } = props;
  const resumed = readFormDraft(draft);
  const [values, setValues] = createStore<FormValues>({ ...initial, ...resumed });
  const [isResumed, setResumed] = createSignal(Object.keys(resumed).length > 0);
  const forgetDraft = () => keepFormDraft(draft, initial, initial);
  const [problem, setProblem] = createSignal<Problem | null>(null);
  const [missing, setMissing] = createSignal<readonly string[]>([]);
  const [copied, setCopied] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const isQueued = () => busy() && connection() === "lost";
  const isSaving = () => busy() && !isQueued();
  const gone = createMemo(() => props.gone);
  const existingFor = (index: number) => (index === 0 ? props.existing : undefined);
  const fields = () => fieldsOf(props.form, t);

  const focusFirst = () => element.querySelector<HTMLElement>("input, textarea, select")?.focus();
  onMount(focusFirst);

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
    const wasGone = gone() !== undefined;
    const send = gone() ? gone()?.onAddAnyway : props.onSubmit;
    if (busy() || !send) return;
    setMissing(
      fields()
        .filter(({ name, required }) => required && !values[name]?.trim())
        .map(({ name }) => name),
    );
    if (missing().length > 0) return focusFirstError();
    setBusy(true);
    setProblem(null);
    const refusal = await send({ ...values });
    // Refused because it has just gone, the form says that already.
    setProblem(gone() && !wasGone ? null : refusal);
    setBusy(false);
    if (!refusal) forgetDraft();
    if (problem()) focusFirstError();
  }

  function startOver(): void {
    forgetDraft();
    setResumed(false);
    setValues(initial);
    focusFirst();
  }

  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(readable(props.form, values, t));
    setCopied(true);
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
                keepFormDraft(draft, values, initial);
                existingFor(index())?.onSearch(value);
              }}
              {...(existingFor(index()) ? { suggestions: existingFor(index()) as Suggestions } : {})}
              error={errorOf(field.name)}
              compact={props.compact ?? false}
            />
          )}
        </For>
      </div>
      <Show when={isResumed()}>
        <Notice class="flex-wrap">
          <p class="flex-1 basis-48">{t("form.resumed")}</p>
          <Button size="sm" onClick={startOver}>
            {t("form.startOver")}
          </Button>
        </Notice>
      </Show>
      <Show when={!busy() && !gone() && props.note}>
        <p class="text-objectif text-sm">{props.note}</p>
      </Show>
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
      <Show when={gone()}>
        {(known) => (
          <Notice tone="warm">
            <p role="alert">{known().text}</p>
          </Notice>
        )}
      </Show>
      <div class="flex flex-wrap justify-end gap-2">
        <Button
          ref={(button: HTMLButtonElement) => {
            cancel = button;
          }}
          variant="ghost"
          onClick={() => {
            // What waits for the connection is forgotten once it is done.
            if (!isQueued()) forgetDraft();
            props.onCancel();
          }}
        >
          {t(isQueued() ? "close" : "form.cancel")}
        </Button>
        <Show when={gone()}>
          <Button onClick={() => void copy()}>{t(copied() ? "form.copied" : "form.copy")}</Button>
        </Show>
        <Show when={!gone() || gone()?.onAddAnyway}>
          <Button type="submit" variant="primary" busy={isSaving()} inactive={isQueued()}>
            {gone() ? t("form.addAnyway") : props.submitLabel}
          </Button>
        </Show>
      </div>
    </form>
  );
}
