import { type Entity, type Kind, MATURITES, type PlanItem, RESSOURCE_TYPES, type Scenario } from "../api/contracts";
import type { Translate } from "../i18n/I18nProvider";
import type { FieldProps } from "../ui/Field";

/** `…Link` is what a scenario says of an entity that it shares with others. */
export type FormName = Kind | `${Kind}Link` | "scenario" | "search" | "planItem";
export type FieldSpec = Pick<FieldProps, "name" | "label" | "kind" | "options" | "required" | "maxLength" | "hint">;
export type FormValues = Record<string, string>;

/** Lengths are those of the contracts: what fits here is never refused for its size. */
const FIELDS: Record<
  FormName,
  readonly [name: string, maxLength: number, ...traits: ("required" | "long" | "url")[]][]
> = {
  scenario: [
    ["nom", 150, "required"],
    ["thematique", 150, "required"],
    ["description", 4000, "long"],
  ],
  objectif: [
    ["label", 120, "required"],
    ["description", 4000, "long"],
    ["priorite", 2],
  ],
  cible: [
    ["label", 120, "required"],
    ["description", 4000, "long"],
    ["segment", 120],
    ["persona", 4000, "long"],
    ["maturite", 0],
  ],
  ressource: [
    ["titre", 150, "required"],
    ["type", 0],
    ["url", 255, "url"],
    ["usage", 120],
    ["note", 4000, "long"],
  ],
  objectifLink: [["priorite", 2]],
  cibleLink: [["maturite", 0]],
  ressourceLink: [["usage", 120]],
  search: [["requete", 180, "required"]],
  planItem: [
    ["format", 60, "required"],
    ["message", 2000, "required", "long"],
    ["canal", 60, "required"],
    ["frequence", 60, "required"],
    ["kpi", 80, "required"],
  ],
};

const CHOICES = { maturite: MATURITES, type: RESSOURCE_TYPES } as const;

/** The fields of a form, labelled. */
export function fieldsOf(form: FormName, t: Translate): FieldSpec[] {
  return FIELDS[form].map(([name, maxLength, ...traits]) => ({
    name,
    label: t(`field.${name as "label"}`),
    required: traits.includes("required"),
    maxLength: maxLength || undefined,
    ...(traits.includes("long") ? { kind: "long" as const } : {}),
    ...(traits.includes("url") ? { kind: "url" as const, hint: t("field.url.hint") } : {}),
    ...(name === "priorite" ? { kind: "number" as const, hint: t("field.priorite.hint") } : {}),
    ...(name === "maturite"
      ? { options: CHOICES.maturite.map((value) => ({ value, label: t(`maturite.${value}`) })) }
      : {}),
    ...(name === "type"
      ? { options: CHOICES.type.map((value) => ({ value, label: t(`ressource.type.${value}`) })) }
      : {}),
  }));
}

/** A value as it is read: choices by their label. */
export const displayed = ({ options }: FieldSpec, value: string): string =>
  options?.find((option) => option.value === value)?.label ?? value;

/** What was typed, field by field, to be pasted elsewhere. */
export const readable = (form: FormName, values: FormValues, t: Translate): string =>
  fieldsOf(form, t)
    .filter(({ name }) => values[name]?.trim())
    .map((field) => t("field.line", field.label, displayed(field, values[field.name] ?? "")))
    .join("\n");

/** What a form starts with: the texts of `source`, and the first choice where there is one to make. */
export function initialValues(
  form: FormName,
  source: Entity | PlanItem | Scenario | Record<string, unknown>,
): FormValues {
  const known = source as Record<string, unknown>;
  return Object.fromEntries(
    FIELDS[form].map(([name]) => {
      const choice = name in CHOICES ? CHOICES[name as keyof typeof CHOICES][name === "type" ? 4 : 0] : "";
      return [name, String(known[name] ?? choice)];
    }),
  );
}

const typed = (name: string, value: string): string | number => (name === "priorite" ? Number(value) : value.trim());

/** The payload that creates: what was filled in. */
export const payloadOf = (values: FormValues): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value.trim() !== "")
      .map(([name, value]) => [name, typed(name, value)]),
  );

/** The payload that corrects: what differs from before. An emptied priority is no change: every objectif has one. */
export const changesOf = (values: FormValues, before: FormValues): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([name, value]) => value.trim() !== before[name] && !(name === "priorite" && value.trim() === ""))
      .map(([name, value]) => [name, typed(name, value)]),
  );
