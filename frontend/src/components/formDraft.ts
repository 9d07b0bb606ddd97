import type { FormValues } from "./formFields";

const keyOf = (name: string) => `assistant.form.${name}`;

/** What was typed in a form and neither sent nor given up, field by field: it survives the form, in this tab. */
export function readFormDraft(name: string | undefined): FormValues {
  const stored = name && sessionStorage.getItem(keyOf(name));
  return stored ? (JSON.parse(stored) as FormValues) : {};
}

/** Keeps what differs from what the form began with; forgets it all once nothing does. */
export function keepFormDraft(name: string | undefined, values: FormValues, initial: FormValues): void {
  if (!name) return;
  const typed = Object.entries(values).filter(([field, value]) => value !== (initial[field] ?? ""));
  if (typed.length > 0) sessionStorage.setItem(keyOf(name), JSON.stringify(Object.fromEntries(typed)));
  else sessionStorage.removeItem(keyOf(name));
}
