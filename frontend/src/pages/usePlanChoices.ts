import { useQuery } from "@tanstack/solid-query";
import { apiClient } from "../api/client";
import type { Scenario } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { formatMoment } from "../lib/dates";
import { versionsOf } from "../lib/planVersions";
import { useComposeStore } from "../stores/useComposeStore";
import type { PaletteCommand } from "./usePaletteIntents";
import { useRestorePlan } from "./useRestorePlan";

/** The lines of a scenario's plan, to correct, and its other versions, to restore, as choices of the palette. */
export function usePlanChoices(scenarioId: number | null) {
  const { t, locale } = useI18n();
  const compose = useComposeStore();
  const restore = useRestorePlan();
  const query = useQuery(() => ({
    queryKey: ["plans", scenarioId],
    queryFn: () => apiClient.plans(scenarioId as number),
    enabled: scenarioId !== null,
  }));

  return {
    items: (scenario: Scenario | undefined): PaletteCommand[] =>
      (scenario?.plan?.items ?? []).map((record) => ({
        label: `${record.format} · ${record.canal}`,
        hint: record.message,
        run: () => compose.edit({ scenarioId: scenario?.id ?? -1, form: "planItem", record }),
      })),
    versions: (scenario: Scenario | undefined): PaletteCommand[] =>
      versionsOf(query.isSuccess ? query.data.items : [])
        .filter(({ plan }) => scenario && plan.id !== scenario.plan?.id)
        .map((version) => ({
          label: t("plan.version", version.number),
          hint: formatMoment(version.plan.generated_at, locale()),
          run: () => void restore(scenario as Scenario, version),
        })),
  };
}
