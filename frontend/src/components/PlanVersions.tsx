import { createUniqueId, For, Show } from "solid-js";
import { useI18n } from "../i18n/I18nProvider";
import { formatMoment } from "../lib/dates";
import type { PlanVersion } from "../lib/planVersions";
import type { ActionState } from "../stores/useChatStore";
import { Button } from "../ui/Button";
import { RestoreButton } from "./RestoreButton";
import { createShowMore, type MoreProps } from "./showMore";

export interface PlanVersionsProps extends MoreProps {
  /** The latest first. */
  versions: readonly PlanVersion[];
  currentId: number;
  viewedId: number;
  onView: (version: PlanVersion) => void;
  onRestore: (version: PlanVersion) => void;
  restoringOf: (version: PlanVersion) => ActionState;
  isLoadingMore: boolean;
}

/** Every plan that was generated: one click to look at it, one to make it the current one again. */
export function PlanVersions(props: PlanVersionsProps) {
  const { t, locale } = useI18n();
  const titleId = createUniqueId();
  let list!: HTMLOListElement;
  const showMore = createShowMore(
    props,
    () => props.versions.length,
    () => list,
  );

  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} class="eyebrow">
        {t("plan.versions")}
      </h2>
      <div class="mt-2 max-h-72 scroll-py-2 overflow-y-auto">
        <ol ref={list} class="grid gap-1">
          <For each={props.versions}>
            {(version) => (
              <li
                class={`flex items-center gap-2 rounded-md px-3 py-2 text-sm ${version.plan.id === props.viewedId ? "bg-sunk" : ""}`}
              >
                <button
                  type="button"
                  aria-current={version.plan.id === props.viewedId ? "true" : undefined}
                  class="min-h-8 min-w-0 flex-1 rounded-sm text-start"
                  onClick={() => props.onView(version)}
                >
                  <span class="font-medium">{t("plan.version", version.number)}</span>
                  <time datetime={version.plan.generated_at} class="block text-ink-faint text-xs">
                    {formatMoment(version.plan.generated_at, locale())}
                  </time>
                  <span class="block text-ink-faint text-xs">
                    {version.copyOf === null
                      ? t("plan.items", version.plan.items.length)
                      : t("plan.copyOf", version.copyOf)}
                  </span>
                </button>
                <Show
                  when={version.plan.id !== props.currentId}
                  fallback={<span class="font-semibold text-ressource text-xs">{t("plan.current")}</span>}
                >
                  <RestoreButton
                    number={version.number}
                    state={props.restoringOf(version)}
                    onRestore={() => props.onRestore(version)}
                  />
                </Show>
              </li>
            )}
          </For>
        </ol>
        <Show when={props.hasMore}>
          <Button size="sm" variant="ghost" class="mt-1 w-full" busy={props.isLoadingMore} onClick={showMore}>
            {t("plan.versions.more")}
          </Button>
        </Show>
      </div>
    </section>
  );
}
