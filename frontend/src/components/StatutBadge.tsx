import type { Scenario } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";

/** Whether a scenario is a draft, ready or archived: by its word, its colour and its shape. */
export function StatutBadge(props: { statut: Scenario["statut"] | "archived" }) {
  const { t } = useI18n();
  return (
    <span
      class={`inline-flex shrink-0 items-center gap-1.5 rounded-full whitespace-nowrap px-2 py-0.5 font-semibold text-2xs print:px-0 ${
        props.statut === "ready" ? "bg-ressource-wash text-ressource" : "bg-sunk text-ink-soft"
      }`}
    >
      <span
        aria-hidden="true"
        class={`size-1.5 rounded-full ${props.statut === "ready" ? "bg-current" : "border border-current"}`}
      />
      {t(`statut.${props.statut}`)}
    </span>
  );
}
