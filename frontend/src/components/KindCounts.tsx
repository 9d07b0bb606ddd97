import { For } from "solid-js";
import { Dynamic } from "solid-js/web";
import { KINDS, type Scenario } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { KIND_COLOURS, KIND_ICONS } from "./kinds";

/** How many objectifs, cibles and ressources a scenario holds, as badges. */
export function KindCounts(props: { scenario: Scenario }) {
  const { t } = useI18n();
  return (
    <ul class="flex flex-wrap gap-1.5" aria-label={t("scenario.contents")}>
      <For each={KINDS}>
        {(kind) => (
          <li
            class={`flex items-center gap-1.5 rounded-full px-2.5 py-1 font-medium text-xs ${KIND_COLOURS[kind].badge}`}
          >
            <Dynamic component={KIND_ICONS[kind]} class="size-3.5" aria-hidden="true" />
            {t(`kind.${kind}.count`, props.scenario[`${kind}s`].length)}
          </li>
        )}
      </For>
    </ul>
  );
}

/** The same in a line of a list: an icon and a figure each. */
export function KindTally(props: { scenario: Scenario }) {
  const { t } = useI18n();
  const label = (kind: (typeof KINDS)[number]) => t(`kind.${kind}.count`, props.scenario[`${kind}s`].length);
  return (
    <span class="flex gap-3">
      <For each={KINDS}>
        {(kind) => (
          <span class="flex items-center gap-1 text-ink-faint text-xs tabular-nums" title={label(kind)}>
            <Dynamic component={KIND_ICONS[kind]} class="size-3.5" aria-hidden="true" />
            <span aria-hidden="true">{props.scenario[`${kind}s`].length}</span>
            <span class="sr-only">{label(kind)}</span>
          </span>
        )}
      </For>
    </span>
  );
}
