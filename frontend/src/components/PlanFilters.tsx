import Columns3 from "lucide-solid/icons/columns-3";
import { createEffect, createUniqueId, For, onCleanup, onMount, Show } from "solid-js";
import type { PlanItem } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { PLAN_COLUMNS, type PlanColumn, type PlanView, valuesOf } from "../lib/planView";
import { Button } from "../ui/Button";
import { Select } from "../ui/Select";
import { PlanSort } from "./PlanSort";

export interface PlanFiltersProps {
  items: readonly PlanItem[];
  view: PlanView;
  onFilter: (filter: Partial<Pick<PlanView, "canal" | "format">>) => void;
  onSort: (sort: PlanView["sort"]) => void;
  columns: readonly PlanColumn[];
  onColumns: (columns: readonly PlanColumn[]) => void;
}

/** Narrows the plan by canal and format, orders it on a narrow screen, and chooses its columns. */
export function PlanFilters(props: PlanFiltersProps) {
  const { t, locale } = useI18n();
  let choice!: HTMLDetailsElement;
  let filters!: HTMLDivElement;

  function showAll(): void {
    // The button goes away with the filters.
    filters.querySelector("select")?.focus();
    props.onFilter({ canal: "", format: "" });
  }

  // It lies over the table: a click elsewhere puts it away, as Escape does.
  const onPointerDown = (event: PointerEvent) => {
    if (!choice.contains(event.target as Node)) choice.open = false;
  };
  onMount(() => document.addEventListener("pointerdown", onPointerDown));
  onCleanup(() => document.removeEventListener("pointerdown", onPointerDown));

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !choice.open) return;
    choice.open = false;
    choice.querySelector("summary")?.focus();
  }

  const toggle = (column: PlanColumn) =>
    props.onColumns(
      PLAN_COLUMNS.filter((one) => (one === column ? !props.columns.includes(one) : props.columns.includes(one))),
    );

  return (
    <div ref={filters} class="flex flex-wrap items-center gap-x-4 gap-y-2" data-screen-only>
      <Filter
        label={t("field.canal")}
        value={props.view.canal}
        values={valuesOf(props.items, "canal", locale())}
        onChange={(canal) => props.onFilter({ canal })}
      />
      <Filter
        label={t("field.format")}
        value={props.view.format}
        values={valuesOf(props.items, "format", locale())}
        onChange={(format) => props.onFilter({ format })}
      />
      <Show when={props.view.canal || props.view.format}>
        <Button size="sm" variant="ghost" onClick={showAll}>
          {t("plan.showAll")}
        </Button>
      </Show>
      <PlanSort sort={props.view.sort} onSort={props.onSort} />
      <details ref={choice} class="relative ms-auto" onKeyDown={onKeyDown}>
        <summary class="flex min-h-9 list-none items-center gap-1.5 rounded-full px-3 text-ink-soft text-sm hover:bg-sunk [&::-webkit-details-marker]:hidden">
          <Columns3 class="size-4" aria-hidden="true" />
          {t("plan.columns")}
        </summary>
        <fieldset class="absolute end-0 z-10 mt-1 grid gap-1 rounded-md border border-line bg-sheet p-3 shadow-lift">
          <legend class="sr-only">{t("plan.columns")}</legend>
          <For each={PLAN_COLUMNS}>
            {(column) => (
              <label class="flex items-center gap-2 whitespace-nowrap py-1 text-sm">
                <input
                  type="checkbox"
                  class="size-4"
                  checked={props.columns.includes(column)}
                  // The last column stays: a table without any says nothing.
                  disabled={props.columns.length === 1 && props.columns.includes(column)}
                  onChange={() => toggle(column)}
                />
                {t(`field.${column}`)}
              </label>
            )}
          </For>
        </fieldset>
      </details>
    </div>
  );
}

function Filter(props: { label: string; value: string; values: string[]; onChange: (value: string) => void }) {
  const { t } = useI18n();
  const id = createUniqueId();
  // What is no more there is no filter: it would let nothing through, and show as "all".
  createEffect(() => props.value && !props.values.includes(props.value) && props.onChange(""));
  return (
    <span class="flex items-center gap-2 text-sm">
      <label for={id} class="text-ink-soft">
        {props.label}
      </label>
      <Select
        id={id}
        class="h-9 max-w-52 rounded-full border border-line-strong bg-sheet px-3"
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      >
        <option value="">{t("plan.all")}</option>
        <For each={props.values}>{(value) => <option value={value}>{value}</option>}</For>
      </Select>
    </span>
  );
}
