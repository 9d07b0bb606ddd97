import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import ChevronsUpDown from "lucide-solid/icons/chevrons-up-down";
import Pencil from "lucide-solid/icons/pencil";
import { createMemo, createSignal, For, onCleanup, onMount, Show } from "solid-js";
import { createStore } from "solid-js/store";
import type { PlanItem, Problem } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { itemsPrinted, itemsShown, nextSort, PAGE_SIZE, type PlanColumn, type PlanView } from "../lib/planView";
import { unbroken } from "../lib/typography";
import { Button, IconButton } from "../ui/Button";
import { createEditableLines } from "./editableLines";
import { draftName } from "./formDraft";
import { focusLine, keepFocus } from "./lineFocus";
import { PendingNote } from "./PendingNote";
import { PlanFilters } from "./PlanFilters";
import { rememberedLayout, rememberLayout } from "./planLayout";
import { RecordForm, type Submission } from "./RecordForm";

export interface PlanTableProps {
  scenarioId: number;
  items: readonly PlanItem[];
  caption: string;
  /** Without it the table is read only, as for an older version of the plan. */
  onSave?: (item: PlanItem, submission: Submission) => Promise<Problem | null>;
  /** What is still to be done about a line, in words. */
  noteOf?: (item: PlanItem) => string | null;
}

/** Widths that keep a long word whole, which text that may break anywhere would not. */
const CELLS: Record<PlanColumn, string> = {
  format: "min-w-32 font-semibold print:min-w-36",
  message: "w-2/5 min-w-52 narrow:w-auto print:w-[45%]",
  canal: "min-w-28 print:min-w-32",
  frequence: "min-w-24 print:min-w-28",
  kpi: "min-w-24 print:min-w-28",
};

/** The lines of a plan: filtered, sorted, ten a page, each corrected in place. On a narrow screen, one card a line. */
export function PlanTable(props: PlanTableProps) {
  const { t, locale } = useI18n();
  const remembered = rememberedLayout();
  const [view, setView] = createStore<PlanView>({ canal: "", format: "", sort: remembered.sort });
  const [columns, setColumns] = createSignal(remembered.columns);
  const [wantedPage, setPage] = createSignal(0);
  const isPrinting = createPrinting();

  const shown = createMemo(() => itemsShown(props.items, view, locale()));
  const pages = () => Math.max(1, Math.ceil(shown().length / PAGE_SIZE));
  const page = () => Math.min(wantedPage(), pages() - 1);
  const visible = createMemo(() =>
    isPrinting()
      ? itemsPrinted(props.items, view, locale())
      : shown().slice(page() * PAGE_SIZE, (page() + 1) * PAGE_SIZE),
  );

  let body!: HTMLTableSectionElement;
  const lines = createEditableLines<PlanItem>({
    form: "planItem",
    items: () => props.items,
    shown: visible,
    view: () => JSON.stringify([view, page()]),
  });
  keepFocus(
    () => body,
    lines.ids,
    () => null,
  );

  function sortBy(sort: PlanView["sort"]): void {
    setView({ sort });
    rememberLayout({ columns: columns(), sort });
  }

  /** Without its column, an order could be neither seen nor changed from the headers. */
  function showColumns(shown: readonly PlanColumn[]): void {
    const sort = view.sort && shown.includes(view.sort.column) ? view.sort : null;
    setColumns(shown);
    sortBy(sort);
  }

  function close(id: number): void {
    lines.close(id);
    focusLine(body, id);
  }

  async function save(id: number, submission: Submission): Promise<Problem | null> {
    if (!props.onSave) return null;
    const problem = await props.onSave(lines.itemOf(id), submission);
    if (!problem && !submission.left.aborted) close(id);
    return problem;
  }

  return (
    <div class="grid gap-3">
      <PlanFilters
        items={props.items}
        view={view}
        onFilter={setView}
        onSort={sortBy}
        columns={columns()}
        onColumns={showColumns}
      />
      <table class="border-collapse text-sm narrow:block w-full">
        <caption class="sr-only">{props.caption}</caption>
        <thead class="narrow:hidden">
          <tr class="border-line-strong border-b text-start">
            <For each={columns()}>
              {(column) => (
                <SortHeader column={column} sort={view.sort} onSort={() => sortBy(nextSort(view.sort, column))} />
              )}
            </For>
            <Show when={props.onSave}>
              <th scope="col" class="w-10" data-screen-only>
                <span class="sr-only">{t("plan.edit.column")}</span>
              </th>
            </Show>
          </tr>
        </thead>
        <tbody ref={body} class="narrow:grid narrow:gap-3">
          <For each={lines.ids()}>
            {(id) => (
              <Show
                when={lines.editOf(id)}
                fallback={
                  <Line
                    item={lines.itemOf(id)}
                    columns={columns()}
                    note={props.noteOf?.(lines.itemOf(id))}
                    {...(props.onSave ? { onEdit: () => lines.open(lines.itemOf(id)) } : {})}
                  />
                }
              >
                {(edit) => (
                  <tr class="narrow:block" data-line={id}>
                    <td colspan={columns().length + 1} class="py-3 narrow:block">
                      <RecordForm
                        form="planItem"
                        draft={draftName("planItem", props.scenarioId, id)}
                        class="rounded-lg border border-line bg-sheet p-4 shadow-sheet md:grid-cols-2 md:[&>:first-child>:nth-child(2)]:col-span-2 md:[&>:nth-child(n+2)]:col-span-2"
                        initial={edit().values}
                        version={edit().version}
                        latest={lines.itemOf(id).version}
                        submitLabel={t("form.save")}
                        onCancel={() => close(id)}
                        onSubmit={(submission) => save(id, submission)}
                        gone={lines.isGone(id) ? { text: t("plan.gone") } : undefined}
                      />
                    </td>
                  </tr>
                )}
              </Show>
            )}
          </For>
        </tbody>
      </table>
      <Show when={lines.ids().length === 0}>
        <p class="py-6 text-center text-ink-soft" data-screen-only>
          {t("plan.noMatch")}
        </p>
      </Show>
      <Show when={pages() > 1}>
        <nav class="flex items-center justify-center gap-3" aria-label={t("plan.pages")}>
          <Button size="sm" inactive={page() === 0} onClick={() => setPage(page() - 1)}>
            {t("plan.previous")}
          </Button>
          <span class="text-ink-soft text-sm tabular-nums">{t("plan.page", page() + 1, pages())}</span>
          <Button size="sm" inactive={page() === pages() - 1} onClick={() => setPage(page() + 1)}>
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

function Line(props: {
  item: PlanItem;
  columns: readonly PlanColumn[];
  note: string | null | undefined;
  onEdit?: () => void;
}) {
  const { t } = useI18n();
  return (
    <tr
      data-line={props.item.id}
      class="border-line border-b align-top narrow:relative narrow:block narrow:rounded-lg narrow:border narrow:bg-sheet narrow:p-4"
    >
      <For each={props.columns}>
        {(column, index) => (
          <td class={`py-3 pe-4 print:py-1 narrow:block narrow:py-1 narrow:pe-8 ${CELLS[column]}`}>
            {/* A card has no header above it to say what each text is. */}
            <span class="eyebrow hidden narrow:block">{t(`field.${column}`)}</span>
            {unbroken(props.item[column])}
            <Show when={index() === 0}>
              <PendingNote text={props.note} />
            </Show>
          </td>
        )}
      </For>
      <Show when={props.onEdit}>
        <td class="py-1.5 text-end narrow:absolute narrow:end-2 narrow:top-2" data-screen-only>
          <IconButton label={t("plan.edit", props.item.format)} data-edit onClick={() => props.onEdit?.()}>
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
