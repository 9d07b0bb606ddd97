import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import ChevronsUpDown from "lucide-solid/icons/chevrons-up-down";
import Pencil from "lucide-solid/icons/pencil";
import { createMemo, createSignal, For, onCleanup, onMount, Show } from "solid-js";
import { createStore } from "solid-js/store";
import type { PlanItem, Problem } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { itemsShown, nextSort, PAGE_SIZE, PLAN_COLUMNS, type PlanColumn, type PlanView } from "../lib/planView";
import { Button, IconButton } from "../ui/Button";
import { type FormValues, initialValues } from "./formFields";
import { PlanFilters } from "./PlanFilters";
import { RecordForm } from "./RecordForm";

export interface PlanTableProps {
  items: readonly PlanItem[];
  caption: string;
  /** Without it the table is read only, as for an older version of the plan. */
  onSave?: (item: PlanItem, values: FormValues, before: FormValues, version: number) => Promise<Problem | null>;
}

/** The lines of a plan: filtered, sorted, ten a page, each corrected in place. On a narrow screen, one card a line. */
export function PlanTable(props: PlanTableProps) {
  const { t } = useI18n();
  const [view, setView] = createStore<PlanView>({ canal: "", format: "", sort: null });
  const [columns, setColumns] = createSignal<readonly PlanColumn[]>(PLAN_COLUMNS);
  const [wantedPage, setPage] = createSignal(0);
  const [editing, setEditing] = createSignal<{ id: number; values: FormValues; version: number } | null>(null);
  const isPrinting = createPrinting();

  const shown = createMemo(() => itemsShown(props.items, view));
  const pages = () => Math.max(1, Math.ceil(shown().length / PAGE_SIZE));
  const page = () => Math.min(wantedPage(), pages() - 1);
  const visible = createMemo(() =>
    isPrinting() ? shown() : shown().slice(page() * PAGE_SIZE, (page() + 1) * PAGE_SIZE),
  );

  return (
    <div class="grid gap-3">
      <PlanFilters items={props.items} view={view} onView={setView} columns={columns()} onColumns={setColumns} />
      <table class="border-collapse text-sm narrow:block w-full">
        <caption class="sr-only">{props.caption}</caption>
        <thead class="narrow:sr-only">
          <tr class="border-line-strong border-b text-start">
            <For each={columns()}>
              {(column) => (
                <SortHeader
                  column={column}
                  sort={view.sort}
                  onSort={() => setView("sort", nextSort(view.sort, column))}
                />
              )}
            </For>
            <Show when={props.onSave}>
              <th scope="col" class="w-10" data-screen-only>
                <span class="sr-only">{t("plan.edit.column")}</span>
              </th>
            </Show>
          </tr>
        </thead>
        <tbody class="narrow:grid narrow:gap-3">
          <For each={visible()}>
            {(item) => (
              <Show
                when={editing()?.id === item.id && editing()}
                fallback={
                  <Line
                    item={item}
                    columns={columns()}
                    {...(props.onSave
                      ? {
                          onEdit: () =>
                            setEditing({
                              id: item.id,
                              values: initialValues("planItem", item),
                              version: item.version,
                            }),
                        }
                      : {})}
                  />
                }
              >
                {(opened) => (
                  <tr class="narrow:block">
                    <td colspan={columns().length + 1} class="py-3 narrow:block">
                      <RecordForm
                        form="planItem"
                        class="rounded-lg border border-line bg-sheet p-4 shadow-sheet md:grid-cols-2 md:[&>:nth-child(2)]:col-span-2 md:[&>:last-child]:col-span-2"
                        initial={opened().values}
                        submitLabel={t("form.save")}
                        onCancel={() => setEditing(null)}
                        onSubmit={async (values) => {
                          const { values: before, version } = opened();
                          const problem = (await props.onSave?.(item, values, before, version)) ?? null;
                          if (!problem) setEditing(null);
                          return problem;
                        }}
                      >
                        <Show when={item.version > opened().version}>
                          <p class="text-objectif text-sm">{t("entity.changedElsewhere")}</p>
                        </Show>
                      </RecordForm>
                    </td>
                  </tr>
                )}
              </Show>
            )}
          </For>
        </tbody>
      </table>
      <Show when={shown().length === 0}>
        <p class="py-6 text-center text-ink-soft">{t("plan.noMatch")}</p>
      </Show>
      <Show when={pages() > 1}>
        <nav class="flex items-center justify-center gap-3" aria-label={t("plan.pages")}>
          <Button size="sm" disabled={page() === 0} onClick={() => setPage(page() - 1)}>
            {t("plan.previous")}
          </Button>
          <span class="text-ink-soft text-sm tabular-nums" aria-live="polite">
            {t("plan.page", page() + 1, pages())}
          </span>
          <Button size="sm" disabled={page() === pages() - 1} onClick={() => setPage(page() + 1)}>
            {t("plan.next")}
          </Button>
        </nav>
      </Show>
    </div>
  );
}

function SortHeader(props: { column: PlanColumn; sort: PlanView["sort"]; onSort: () => void }) {
  const { t } = useI18n();
  const direction = () => {
    if (props.sort?.column !== props.column) return "none";
    return props.sort.descending ? "descending" : "ascending";
  };
  return (
    <th scope="col" aria-sort={direction()} class="py-1 pe-3 text-start align-bottom">
      <button
        type="button"
        class="-ms-1 inline-flex min-h-8 items-center gap-1 rounded-sm px-1 font-semibold text-2xs text-ink-soft uppercase tracking-[0.09em] hover:text-ink print:hidden"
        onClick={() => props.onSort()}
      >
        {t(`field.${props.column}`)}
        <Show
          when={direction() !== "none"}
          fallback={<ChevronsUpDown class="size-3.5 text-ink-faint" aria-hidden="true" />}
        >
          <Show when={direction() === "ascending"} fallback={<ArrowDown class="size-3.5" aria-hidden="true" />}>
            <ArrowUp class="size-3.5" aria-hidden="true" />
          </Show>
        </Show>
      </button>
      {/* A button is not repeated at the head of each sheet of paper. */}
      <span class="eyebrow hidden print:inline" aria-hidden="true">
        {t(`field.${props.column}`)}
      </span>
    </th>
  );
}

function Line(props: { item: PlanItem; columns: readonly PlanColumn[]; onEdit?: () => void }) {
  const { t } = useI18n();
  return (
    <tr class="border-line border-b align-top narrow:relative narrow:block narrow:rounded-lg narrow:border narrow:bg-sheet narrow:p-4">
      <For each={props.columns}>
        {(column) => (
          <td
            class={`py-3 pe-4 print:py-1 narrow:block narrow:py-1 narrow:pe-8 ${column === "message" ? "w-2/5 min-w-56 print:w-1/2" : ""} ${
              column === "format" ? "font-semibold" : ""
            }`}
          >
            <span class="eyebrow hidden narrow:block" aria-hidden="true">
              {t(`field.${column}`)}
            </span>
            {props.item[column]}
          </td>
        )}
      </For>
      <Show when={props.onEdit}>
        <td class="py-1.5 text-end narrow:absolute narrow:end-2 narrow:top-2" data-screen-only>
          <IconButton label={t("plan.edit", props.item.format)} onClick={() => props.onEdit?.()}>
            <Pencil aria-hidden="true" />
          </IconButton>
        </td>
      </Show>
    </tr>
  );
}

/** True while the page is being printed: paper has no pages to turn. */
function createPrinting(): () => boolean {
  const [printing, setPrinting] = createSignal(false);
  const begin = () => setPrinting(true);
  const end = () => setPrinting(false);
  onMount(() => {
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
  });
  onCleanup(() => {
    removeEventListener("beforeprint", begin);
    removeEventListener("afterprint", end);
  });
  return printing;
}
