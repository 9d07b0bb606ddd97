import { A } from "@solidjs/router";
import ArrowUpRight from "lucide-solid/icons/arrow-up-right";
import { createMemo, createUniqueId, For, Show } from "solid-js";
import { KINDS, type Scenario } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { scenarioPath } from "../paths";
import { KindCounts } from "./KindCounts";
import { KIND_COLOURS } from "./kinds";
import { StatutBadge } from "./StatutBadge";

const SHOWN = 3;

/** The scenario in hand, at a glance, and the way to its page. */
export function ScenarioCard(props: { scenario: Scenario; isArchived: boolean }) {
  const { t } = useI18n();
  const titleId = createUniqueId();
  const titles = (kind: (typeof KINDS)[number]) =>
    props.scenario[`${kind}s`].map((entity) => ("label" in entity ? entity.label : entity.titre));

  // What has come since this scenario is shown.
  const held = createMemo<{ id: number; all: string[]; fresh: string[] }>(
    (before) => {
      const all = KINDS.flatMap((kind) => titles(kind).map((title) => `${kind} ${title}`));
      const { id } = props.scenario;
      return { id, all, fresh: before.id === id ? all.filter((title) => !before.all.includes(title)) : [] };
    },
    { id: 0, all: [], fresh: [] },
  );

  return (
    <section aria-labelledby={titleId} class="rounded-lg border border-line bg-sheet p-4 shadow-sheet">
      <div class="flex items-start justify-between gap-2">
        <div class="min-w-0">
          <p class="eyebrow">{t("scenario.current")}</p>
          <h2 id={titleId} class="mt-0.5 font-semibold text-lg leading-snug">
            {props.scenario.nom}
          </h2>
          <p class="text-ink-soft text-sm">{props.scenario.thematique}</p>
        </div>
        <StatutBadge statut={props.isArchived ? "archived" : props.scenario.statut} />
      </div>
      <div class="mt-3">
        <KindCounts scenario={props.scenario} />
      </div>
      <dl class="mt-3 grid gap-2">
        <For each={KINDS.filter((kind) => titles(kind).length > 0)}>
          {(kind) => (
            <div class="min-w-0 text-sm">
              <dt class={`font-semibold text-xs ${KIND_COLOURS[kind].text}`}>{t(`kind.${kind}.plural`)}</dt>
              <For each={titles(kind).slice(0, SHOWN)}>
                {(title) => (
                  <dd
                    class="truncate text-ink-soft"
                    classList={{ "animate-flash": held().fresh.includes(`${kind} ${title}`) }}
                  >
                    {title}
                  </dd>
                )}
              </For>
              <Show when={titles(kind).length > SHOWN}>
                <dd class="text-ink-faint text-xs">{t("scenario.others", titles(kind).length - SHOWN)}</dd>
              </Show>
            </div>
          )}
        </For>
      </dl>
      <Show when={props.scenario.plan}>
        {(plan) => (
          <p class="mt-3 border-line border-t pt-3 text-ink-soft text-sm">
            {t("scenario.hasPlan", plan().items.length)}
          </p>
        )}
      </Show>
      <A
        href={scenarioPath(props.scenario.id)}
        class="mt-4 flex min-h-10 items-center justify-center gap-1.5 rounded-full bg-ink px-4 font-medium text-paper text-sm transition-opacity hover:opacity-85"
      >
        {t("scenario.openDetail")}
        <ArrowUpRight class="size-4" aria-hidden="true" />
      </A>
    </section>
  );
}
