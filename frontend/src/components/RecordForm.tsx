import Clock from "lucide-solid/icons/clock-3";
import { createEffect, createMemo, createSignal, createUniqueId, Index, onCleanup, onMount, Show } from "solid-js";
import { createStore } from "solid-js/store";
import type { Problem } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { copyText } from "../lib/clipboard";
import { useConnection } from "../stores/useConnection";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Notice } from "../ui/Notice";
import type { Suggestions } from "../ui/SuggestionInput";
import { type Begun, begunOn, forgetFormDraft, keepFormDraft, readFormDraft } from "./formDraft";
import { type FormName, type FormValues, fieldsOf, readable } from "./formFields";

/** What a form hands over to be saved. */
export interface Submission {
  values: FormValues;
  begun: Begun;
  /** Aborted once the form is closed: what comes of it is then to be told elsewhere. */
  left: AbortSignal;
}

/** Resolves with the problem that kept it from being done; null when it was done. */
export type Submit = (submission: Submission) => Promise<Problem | null>;

export interface RecordFormProps {
  form: FormName;
  initial: FormValues;
  /** The version that `initial` shows, and the one there is by now: what is typed corrects the first. */
  version?: number;
  latest?: number | undefined;
  /** Changes that were said before the form was opened. */
  changes?: FormValues;
  submitLabel: string;
  onSubmit: Submit;
  onCancel: () => void;
  /** Under which name what was typed outlives a form closed by Escape, a click elsewhere or another page. */
  draft?: string | undefined;
  /** What it corrects is no more: it says so, keeps what was typed, and offers to copy it or, where it can, to add it. */
  gone?: { text: string; onAddAnyway?: Submit } | undefined;
  compact?: boolean;
  class?: string;
  /** For the first field, the title: what exists already, searched for while it is typed. */
  existing?: Suggestions & { onSearch: (title: string) => void };
}

/**
 * A form for one record. What was typed stays until it is really done; refusals are shown beside their fields. When
 * the connection is lost meanwhile, it is sent once it is back; when no answer comes, it can be sent again: the form
 * says so, and may be closed.
 */
export function RecordForm(props: RecordFormProps) {
  const { t } = useI18n();
  const connection = useConnection();
  let element!: HTMLFormElement;
  let cancel!: HTMLButtonElement;
  // The form belongs to the person once it is open: changes made elsewhere meanwhile never overwrite it.
  const { draft } = props;
  const opened: Begun = { values: props.initial, version: props.version };
  const original = { ...props.initial, ...props.changes };
  const resumed = readFormDraft(draft);
  const [begun, setBegun] = createSignal(begunOn(opened, resumed));
  const [values, setValues] = createStore<FormValues>({ ...original, ...resumed?.values });
  const [isResumed, setResumed] = createSignal(resumed !== null);
  const [problem, setProblem] = createSignal<Problem | null>(null);
  const [missing, setMissing] = createSignal<readonly string[]>([]);
  const [copyLabel, setCopyLabel] = createSignal<"form.copy" | "form.copied" | "form.copyFailed">("form.copy");
  const [busy, setBusy] = createSignal(false);
  const [lateBefore, setLateBefore] = createSignal<readonly string[]>([]);
  const isQueued = () => busy() && connection.state() === "lost";
  const late = () => (busy() && !isQueued() ? connection.late().filter((id) => !lateBefore().includes(id)) : []);
  const isLate = () => late().length > 0;
  /** Nothing more is to be done here: the form may be closed. */
  const isHeld = createMemo(() => isQueued() || isLate());
  const isSaving = () => busy() && !isHeld();
  const isChangedElsewhere = () => (props.latest ?? 0) > (begun().version ?? Number.POSITIVE_INFINITY);
  const left = new AbortController();
  onCleanup(() => left.abort());
  const heldId = createUniqueId();
  const gone = createMemo(() => props.gone);
  const existingFor = (index: number) => (index === 0 ? props.existing : undefined);
  const fields = () => fieldsOf(props.form, t);

  const focusFirst = () => element.querySelector<HTMLElement>("input, textarea, select")?.focus();
  onMount(focusFirst);

  // Its fields can no longer change what is to be sent; the keyboard stays in the form.
  createEffect(() => isHeld() && cancel.focus());

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
    setLateBefore(connection.late());
    setBusy(true);
    setProblem(null);
    const refusal = await send({ values: { ...values }, begun: begun(), left: left.signal });
    // Refused because it has just gone, the form says that already.
    setProblem(gone() && !wasGone ? null : refusal);
    setBusy(false);
    if (!refusal) forgetFormDraft(draft);
    if (problem()) focusFirstError();
  }

  function startOver(): void {
    forgetFormDraft(draft);
    setResumed(false);
    setBegun(opened);
    setValues(original);
    focusFirst();
  }

  function retry(): void {
    // The button goes away.
    cancel.focus();
    late().forEach(connection.retry);
  }

  async function copy(): Promise<void> {
    await copyText(readable(props.form, values, t)).then(
      () => setCopyLabel("form.copied"),
      () => setCopyLabel("form.copyFailed"),
    );
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
      <div class="contents [&[inert]>*]:opacity-60" inert={isHeld()}>
        {/* By place: said in another language, a field is still the same one, and keeps the focus. */}
        <Index each={fields()}>
          {(field, index) => (
            <Field
              {...field()}
              value={values[field().name] ?? ""}
              onInput={(value) => {
                setValues(field().name, value);
                keepFormDraft(draft, values, begun());
                existingFor(index)?.onSearch(value);
              }}
              {...(existingFor(index) ? { suggestions: existingFor(index) as Suggestions } : {})}
              error={errorOf(field().name)}
              compact={props.compact ?? false}
            />
          )}
        </Index>
      </div>
      <Show when={isResumed()}>
        <Notice class="flex-wrap">
          <p class="flex-1 basis-48">{t("form.resumed")}</p>
          <Button size="sm" onClick={startOver}>
            {t("form.startOver")}
          </Button>
        </Notice>
      </Show>
      <Show when={!busy() && !gone() && isChangedElsewhere()}>
        <p class="text-objectif text-sm">{t("entity.changedElsewhere")}</p>
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
      <Show when={isHeld()}>
        <Notice icon={<Clock aria-hidden="true" />} class="flex-wrap">
          <p id={heldId} class="flex-1 basis-48">
            {t(isQueued() ? "form.queued" : "form.late")}
          </p>
          <Show when={isLate()}>
            <Button size="sm" onClick={retry}>
              {t("chat.retry")}
            </Button>
          </Show>
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
          aria-describedby={isHeld() ? heldId : undefined}
          onClick={() => {
            // What was sent is forgotten once it is done.
            if (!busy()) forgetFormDraft(draft);
            props.onCancel();
          }}
        >
          {t(busy() ? "close" : "form.cancel")}
        </Button>
        <Show when={gone()}>
          <Button onClick={() => void copy()}>{t(copyLabel())}</Button>
        </Show>
        <Show when={!gone() || gone()?.onAddAnyway}>
          <Button type="submit" variant="primary" busy={isSaving()} inactive={isHeld()}>
            {gone() ? t("form.addAnyway") : props.submitLabel}
          </Button>
        </Show>
      </div>
    </form>
  );
}
