import FileUp from "lucide-solid/icons/file-up";
import FolderOpen from "lucide-solid/icons/folder-open";
import Plus from "lucide-solid/icons/plus";
import Search from "lucide-solid/icons/search";
import X from "lucide-solid/icons/x";
import { createUniqueId, For, Match, Show, Switch } from "solid-js";
import type { Scenario } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { formatAgo } from "../lib/dates";
import { now } from "../lib/now";
import { Button, IconButton } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { Skeleton } from "../ui/Skeleton";
import { Highlighted } from "./Highlighted";
import { KindTally } from "./KindCounts";
import { StatutBadge } from "./StatutBadge";
import { createShowMore, type MoreProps } from "./showMore";

export interface ScenarioListProps extends MoreProps {
  scenarios: readonly Scenario[];
  total: number;
  search: string;
  /** What the shown list was found with. */
  query: string;
  onSearch: (text: string) => void;
  selectedId: number | null;
  onSelect: (scenario: Scenario) => void;
  onCreate: () => void;
  onImport: (file: File) => void;
  isLoading: boolean;
  /** What is shown was found with an earlier text. */
  isSearching: boolean;
  isError: boolean;
  onReload: () => void;
}

/** The scenarios, the latest changed first, with a search by name or theme. */
export function ScenarioList(props: ScenarioListProps) {
  const { t, locale } = useI18n();
  const titleId = createUniqueId();
  let picker!: HTMLInputElement;
  let list: HTMLUListElement | undefined;
  const showMore = createShowMore(
    props,
    () => props.scenarios.length,
    () => list,
  );

  function importPicked(): void {
    const file = picker.files?.[0];
    if (file) props.onImport(file);
    picker.value = "";
  }

  return (
    <section aria-labelledby={titleId} class="flex flex-col gap-3">
      <header class="flex items-center gap-1">
        <h2 id={titleId} class="flex-1 font-semibold text-lg">
          {t("scenarios.title")}
          <Show when={props.total > 0}>
            <span class="ms-2 font-normal text-ink-faint text-sm tabular-nums">{props.total}</span>
          </Show>
        </h2>
        <IconButton label={t("scenarios.import")} onClick={() => picker.click()}>
          <FileUp aria-hidden="true" />
        </IconButton>
        <input ref={picker} type="file" accept="application/json,.json" class="hidden" onChange={importPicked} />
        <Button size="sm" onClick={() => props.onCreate()}>
          <Plus class="size-4" aria-hidden="true" />
          {t("scenarios.create")}
        </Button>
      </header>
      <div class="relative">
        <Search class="-translate-y-1/2 absolute start-3.5 top-1/2 size-4 text-ink-faint" aria-hidden="true" />
        <input
          type="search"
          aria-label={t("scenarios.search")}
          placeholder={t("scenarios.search")}
          class="h-10 w-full rounded-full border border-line-strong bg-sheet ps-10 pe-10 text-sm placeholder:text-ink-faint focus-visible:outline-offset-0 [&::-webkit-search-cancel-button]:hidden"
          value={props.search}
          onInput={(event) => props.onSearch(event.currentTarget.value)}
        />
        <Show when={props.search}>
          <IconButton
            label={t("scenarios.clear")}
            size="sm"
            class="-translate-y-1/2 absolute end-1 top-1/2"
            onClick={() => props.onSearch("")}
          >
            <X aria-hidden="true" />
          </IconButton>
        </Show>
      </div>
      <div
        class={`-mx-2 transition-opacity ${props.isSearching ? "opacity-60" : ""}`}
        aria-busy={props.isSearching || undefined}
      >
        <Switch>
          <Match when={props.isLoading || (props.isSearching && props.scenarios.length === 0)}>
            <div class="grid gap-6 pt-2">
              <Skeleton lines={3} label={t("loading")} />
              <Skeleton lines={3} label={t("loading")} />
            </div>
          </Match>
          <Match when={props.isError}>
            <EmptyState icon={<FolderOpen aria-hidden="true" />} title={t("error.title")} hint={t("error.hint")}>
              <Button onClick={() => props.onReload()}>{t("error.reload")}</Button>
            </EmptyState>
          </Match>
          <Match when={props.scenarios.length === 0 && props.query}>
            <EmptyState
              icon={<Search aria-hidden="true" />}
              title={t("scenarios.none.title")}
              hint={t("scenarios.none.hint", props.query)}
            />
          </Match>
          <Match when={props.scenarios.length === 0}>
            <EmptyState
              icon={<FolderOpen aria-hidden="true" />}
              title={t("scenarios.empty.title")}
              hint={t("scenarios.empty.hint")}
            >
              <Button variant="primary" onClick={() => props.onCreate()}>
                {t("scenarios.empty.create")}
              </Button>
            </EmptyState>
          </Match>
          <Match when={true}>
            <ul ref={list} class="grid gap-0.5">
              <For each={props.scenarios}>
                {(scenario) => (
                  <li>
                    <button
                      type="button"
                      aria-current={scenario.id === props.selectedId ? "true" : undefined}
                      onClick={() => props.onSelect(scenario)}
                      class="grid w-full gap-1 rounded-md border border-transparent px-3 py-2.5 text-start transition-colors hover:bg-sunk aria-current:border-line aria-current:bg-sheet aria-current:shadow-sheet"
                    >
                      <span class="flex items-start justify-between gap-2">
                        <span class="font-semibold text-sm leading-snug">
                          <Highlighted text={scenario.nom} query={props.query} />
                        </span>
                        <StatutBadge statut={scenario.statut} />
                      </span>
                      <span class="text-ink-soft text-xs">
                        <Highlighted text={scenario.thematique} query={props.query} />
                      </span>
                      <span class="flex items-center justify-between gap-2">
                        <KindTally scenario={scenario} />
                        <time datetime={scenario.updated_at} class="text-2xs text-ink-faint">
                          {formatAgo(scenario.updated_at, locale(), now())}
                        </time>
                      </span>
                    </button>
                  </li>
                )}
              </For>
            </ul>
            <Show when={props.hasMore}>
              <Button size="sm" variant="ghost" class="mt-2 w-full" onClick={showMore}>
                {t("scenarios.more")}
              </Button>
            </Show>
          </Match>
        </Switch>
      </div>
    </section>
  );
}
