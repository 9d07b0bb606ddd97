import { createUniqueId, For, Show } from "solid-js";
import type { Plan } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { formatDateTime } from "../lib/dates";
import { Button } from "../ui/Button";

export interface PlanVersionsProps {
  /** The latest first. */
  plans: readonly Plan[];
  currentId: number;
  viewedId: number;
  onView: (plan: Plan) => void;
  onRestore: (plan: Plan) => void;
  isRestoring: boolean;
}

/** Every plan that was generated: one click to look at it, one to make it the current one again. */
export function PlanVersions(props: PlanVersionsProps) {
  const { t, locale } = useI18n();
  const titleId = createUniqueId();
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} class="eyebrow">
        {t("plan.versions")}
      </h2>
      <ol class="-mx-3 mt-2 grid max-h-60 gap-1 overflow-y-auto">
        <For each={props.plans}>
          {(plan) => (
            <li
              class={`flex items-center gap-2 rounded-md px-3 py-2 text-sm ${plan.id === props.viewedId ? "bg-sunk" : ""}`}
            >
              <button
                type="button"
                aria-current={plan.id === props.viewedId ? "true" : undefined}
                class="min-h-8 min-w-0 flex-1 text-start"
                onClick={() => props.onView(plan)}
              >
                <time datetime={plan.generated_at} class="font-medium">
                  {formatDateTime(plan.generated_at, locale())}
                </time>
                <span class="block text-ink-faint text-xs">{t("plan.items", plan.items.length)}</span>
              </button>
              <Show
                when={plan.id !== props.currentId}
                fallback={<span class="font-semibold text-ressource text-xs">{t("plan.current")}</span>}
              >
                <Button size="sm" busy={props.isRestoring} onClick={() => props.onRestore(plan)}>
                  {t("plan.restore")}
                  <span class="sr-only">{t("action.about", formatDateTime(plan.generated_at, locale()))}</span>
                </Button>
              </Show>
            </li>
          )}
        </For>
      </ol>
    </section>
  );
}
