import { createUniqueId, For, Show } from "solid-js";
import type { Recherche } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { formatAgo } from "../lib/dates";
import { now } from "../lib/now";
import { KIND_COLOURS } from "./kinds";

/** The searches done for a scenario, with their results to read again. */
export function SearchHistory(props: { recherches: readonly Recherche[] }) {
  const { t, locale } = useI18n();
  const titleId = createUniqueId();
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} class="eyebrow">
        {t("searches.title")}
      </h2>
      <Show
        when={props.recherches.length > 0}
        fallback={<p class="mt-2 text-ink-soft text-sm">{t("searches.empty")}</p>}
      >
        <ul class="mt-2 grid gap-1">
          <For each={props.recherches}>
            {(recherche) => (
              <li>
                <details class="rounded-md border border-line bg-sheet px-3 py-2 text-sm">
                  <summary class="min-h-6">
                    <span class="font-medium">{recherche.requete}</span>
                    <time datetime={recherche.created_at} class="ms-2 text-ink-faint text-xs">
                      {formatAgo(recherche.created_at, locale(), now())}
                    </time>
                  </summary>
                  <ul class="mt-2 grid gap-3">
                    <For each={recherche.resultats}>
                      {(resultat) => (
                        <li class="border-line border-t pt-2">
                          <p class="font-medium">{resultat.titre}</p>
                          <p class="text-ink-soft">{resultat.extrait}</p>
                          <p class={`mt-1 ${KIND_COLOURS[resultat.type].text}`}>{resultat.recommandation_action}</p>
                          <p class="text-ink-faint text-xs">{t("searches.source", resultat.source)}</p>
                        </li>
                      )}
                    </For>
                  </ul>
                </details>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}
