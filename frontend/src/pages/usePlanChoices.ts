import type { Scenario } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { formatMoment } from "../lib/dates";
import { versionsOf } from "../lib/planVersions";
import { useComposeStore } from "../stores/useComposeStore";
import { usePlanListing } from "../stores/useScenarioDetail";
import { useScenarioStore } from "../stores/useScenarioStore";
import type { PaletteCommand } from "./usePaletteIntents";
import { useRestorePlan } from "./useRestorePlan";

const NONE = { items: [], total: 0 };

/** The lines of a scenario's plan, to correct, and its other versions, to restore, as choices of the palette. */
export function usePlanChoices(scenarioId: number | null) {
  const { t, locale } = useI18n();
  const compose = useComposeStore();
  const scenarios = useScenarioStore();
  const { restore } = useRestorePlan();
  // The conversation may be about a scenario that was archived: nothing of it can be read.
  const isKnown = () => Boolean(scenarios.byId(scenarioId ?? -1)) && !scenarios.isArchived(scenarioId);
  const { listing } = usePlanListing(() => scenarioId, isKnown);

  return {
    items: (scenario: Scenario | undefined): PaletteCommand[] =>
      (scenario?.plan?.items ?? []).map((record) => ({
        label: `${record.format} · ${record.canal}`,
        hint: record.message,
        run: () => compose.edit({ scenarioId: scenario?.id ?? -1, form: "planItem", record }),
      })),
    versions: (scenario: Scenario | undefined): PaletteCommand[] =>
      versionsOf(listing() ?? NONE)
        .filter(({ plan }) => scenario && plan.id !== scenario.plan?.id)
        .map((version) => ({
          label: t("plan.version", version.number),
          hint: formatMoment(version.plan.generated_at, locale()),
          run: () => void restore(scenario as Scenario, version),
        })),
  };
}
