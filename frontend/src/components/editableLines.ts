import { createMemo, createSignal } from "solid-js";
import type { Entity, PlanItem } from "../api/contracts";
import { type FormName, type FormValues, initialValues } from "./formFields";

/** A form open on a line: what it began with, and the version that was read. */
export interface OpenEdit {
  values: FormValues;
  version: number;
}

export interface EditableLinesOptions<Item> {
  form: FormName;
  /** Every record there is. */
  items: () => readonly Item[];
  /** Those to be shown, in their order. */
  shown: () => readonly Item[];
  /** What the person asked to see: when it changes, the lines are put in order anew. */
  view?: () => string;
}

/**
 * The lines of a list, and the forms open on them. While a form is open the list holds still: no line passes another,
 * what is new comes last, and the line of the form stays even when its record is gone or left out of the view.
 */
export function createEditableLines<Item extends Entity | PlanItem>(options: EditableLinesOptions<Item>) {
  const { form, items, shown, view = () => "" } = options;
  const [edits, setEdits] = createSignal<ReadonlyMap<number, OpenEdit>>(new Map());
  const existing = createMemo(() => new Set(items().map(({ id }) => id)));
  const known = createMemo<ReadonlyMap<number, Item>>(
    (before) => new Map([...before, ...items().map((item) => [item.id, item] as const)]),
    new Map(),
  );

  const order = createMemo<{ ids: readonly number[]; view: string }>(
    (before) => {
      const listed = shown().map(({ id }) => id);
      const isHeld = edits().size > 0 && before.view === view();
      const first = isHeld
        ? before.ids.filter((id) => edits().has(id) || listed.includes(id))
        : [...edits().keys()].filter((id) => !listed.includes(id));
      return { ids: [...first, ...listed.filter((id) => !first.includes(id))], view: view() };
    },
    { ids: [], view: view() },
  );

  const ids = createMemo(() => order().ids, [], { equals: (one, other) => one.join() === other.join() });

  return {
    ids,
    /** A record as it is or, once it is gone, as it last was. */
    itemOf: (id: number): Item => known().get(id) as Item,
    isGone: (id: number): boolean => !existing().has(id),
    editOf: (id: number): OpenEdit | undefined => edits().get(id),
    open: (item: Item): void =>
      void setEdits(new Map([...edits(), [item.id, { values: initialValues(form, item), version: item.version }]])),
    close: (id: number): void => void setEdits(new Map([...edits()].filter(([open]) => open !== id))),
  };
}
