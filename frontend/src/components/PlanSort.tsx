import { createUniqueId, For } from "solid-js";
import { useI18n } from "../i18n/I18nProvider";
import { PLAN_COLUMNS, type PlanColumn, type PlanView } from "../lib/planView";
import { Select } from "../ui/Select";

const DIRECTIONS = ["ascending", "descending"] as const;

/** The order of the plan's lines where they are cards, without the headers that sort a table. */
export function PlanSort(props: { sort: PlanView["sort"]; onSort: (sort: PlanView["sort"]) => void }) {
  const { t } = useI18n();
  const id = createUniqueId();
  const value = () => props.sort && `${props.sort.column} ${props.sort.descending ? "descending" : "ascending"}`;

  function choose(chosen: string): void {
    const [column, direction] = chosen.split(" ");
    props.onSort(column ? { column: column as PlanColumn, descending: direction === "descending" } : null);
  }

  return (
    <span class="hidden items-center gap-2 text-sm narrow:flex">
      <label for={id} class="text-ink-soft">
        {t("plan.sort")}
      </label>
      <Select
        id={id}
        class="h-9 max-w-52 rounded-full border border-line-strong bg-sheet px-3"
        value={value() ?? ""}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="">{t("plan.sort.none")}</option>
        <For each={PLAN_COLUMNS}>
          {(column) => (
            <For each={DIRECTIONS}>
              {(direction) => (
                <option value={`${column} ${direction}`}>{t(`plan.sort.${direction}`, t(`field.${column}`))}</option>
              )}
            </For>
          )}
        </For>
      </Select>
    </span>
  );
}
