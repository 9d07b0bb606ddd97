import type { Scenario } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";

/** Whether a scenario is a draft, ready or archived: by its word, its colour and its shape. */
export function StatutBadge(props: { statut: Scenario["statut"] | "archived" }) {
  const { t } = useI18n();
  return (
    <span
      class={`inline-flex shrink-0 items-center gap-1.5 whitespace-nowrap rounded-full px-2 py-0.5 font-semibold text-2xs print:border print:border-current print:bg-transparent ${
        props.statut === "ready" ? "bg-ressource-wash text-ressource" : "bg-sunk text-ink-soft"
      }`}
    >
      <span
        aria-hidden="true"
        // Of borders alone: paper leaves the backgrounds out.
        class={`size-1.5 rounded-full border-current ${props.statut === "ready" ? "border-3" : "border"}`}
      />
      {t(`statut.${props.statut}`)}
    </span>
  );
}
