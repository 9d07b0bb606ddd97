import { For } from "solid-js";
import { useI18n } from "../i18n/I18nProvider";

const STEPS = ["scenario", "objectif", "cible", "ressource", "plan"] as const;

const COLOURS: Record<(typeof STEPS)[number], string> = {
  scenario: "bg-sunk text-ink-soft",
  objectif: "bg-objectif-wash text-objectif",
  cible: "bg-cible-wash text-cible",
  ressource: "bg-ressource-wash text-ressource",
  plan: "bg-accent text-on-accent",
};

/** What an empty conversation opens on: where it leads, in five steps. */
export function Welcome() {
  const { t } = useI18n();
  return (
    <div class="pb-6 sm:pt-8 sm:pb-8">
      <p class="max-w-3xl text-balance font-semibold text-3xl tracking-tight max-sm:text-2xl">{t("welcome.title")}</p>
      <p class="mt-3 max-w-2xl text-pretty text-ink-soft text-lg">{t("welcome.hint")}</p>
      <ol class="mt-7 grid grid-cols-3 gap-x-5 gap-y-4 max-sm:hidden xl:grid-cols-5">
        <For each={STEPS}>
          {(step, index) => (
            <li class="border-line-strong border-t pt-3">
              <span
                aria-hidden="true"
                class={`grid size-7 shrink-0 place-items-center rounded-full font-semibold text-sm tabular-nums ${COLOURS[step]}`}
              >
                {index() + 1}
              </span>
              <span class="mt-2 block">
                <span class="block font-semibold">{t(`welcome.${step}`)}</span>
                <span class="block text-ink-soft text-sm">{t(`welcome.${step}.hint`)}</span>
              </span>
            </li>
          )}
        </For>
      </ol>
    </div>
  );
}
