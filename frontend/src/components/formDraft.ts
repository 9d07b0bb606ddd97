import { tabStorage } from "../lib/storage";
import type { FormName, FormValues } from "./formFields";

/** What a form was begun on: the texts of its record, and the version they were read in. A record to come has none. */
export interface Begun {
  /** A field is left out when what stood there is not known. */
  values: FormValues;
  version?: number | undefined;
}

/** What was typed in a form and neither sent nor given up: it survives the form, in this tab. */
export interface FormDraft {
  /** The fields that were changed. */
  values: FormValues;
  /** What it was begun on, as far as those fields go. */
  begun: Begun;
}

const keyOf = (name: string) => `assistant.typed.${name}`;

/** The draft of a record; an entity may be part of several scenarios, and what is typed of it concerns one of them. */
export const draftName = (form: FormName, scenarioId: number, id?: number): string =>
  [form, scenarioId, id ?? ""].join(":");

export function readFormDraft(name: string | undefined): FormDraft | null {
  const stored = name && tabStorage.getItem(keyOf(name));
  return stored ? (JSON.parse(stored) as FormDraft) : null;
}

function write(name: string, { values, begun }: FormDraft): void {
  const fields = Object.keys(values);
  if (fields.length === 0) return forgetFormDraft(name);
  const before = Object.entries(begun.values).filter(([field]) => fields.includes(field));
  tabStorage.setItem(keyOf(name), JSON.stringify({ values, begun: { ...begun, values: Object.fromEntries(before) } }));
}

const filter = (values: FormValues, keep: (field: string, value: string) => boolean): FormValues =>
  Object.fromEntries(Object.entries(values).filter(([field, value]) => keep(field, value)));

/** Keeps what differs from what the form was begun on; forgets it all once nothing does. */
export function keepFormDraft(name: string | undefined, values: FormValues, begun: Begun): void {
  if (name) write(name, { values: filter(values, (field, value) => value !== begun.values[field]), begun });
}

export function forgetFormDraft(name: string | undefined): void {
  if (name) tabStorage.removeItem(keyOf(name));
}

/** Takes back what could not be saved. What was typed since stands; the one begun first says what stood before. */
export function restoreFormDraft(name: string, lost: FormDraft): void {
  const known = readFormDraft(name);
  if (!known) return write(name, lost);
  const age = ({ begun }: FormDraft) => begun.version ?? 0;
  const [first, last] = age(known) < age(lost) ? [known, lost] : [lost, known];
  write(name, {
    values: { ...first.values, ...last.values },
    begun: { values: { ...last.begun.values, ...first.begun.values }, version: first.begun.version },
  });
}

/** Forgets what has been saved, and keeps what was typed since. */
export function settleFormDraft(name: string, saved: FormValues): void {
  const known = readFormDraft(name);
  if (known) write(name, { ...known, values: filter(known.values, (field, value) => value !== saved[field]) });
}

/** What a form that takes a draft up again was begun on: for what is not in the draft, the record as it is now. */
export function begunOn(opened: Begun, draft: FormDraft | null): Begun {
  if (!draft) return opened;
  const untouched = filter(opened.values, (field) => !(field in draft.values));
  return { values: { ...untouched, ...draft.begun.values }, version: draft.begun.version ?? opened.version };
}
