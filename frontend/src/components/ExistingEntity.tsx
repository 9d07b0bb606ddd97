import { Dynamic } from "solid-js/web";
import type { Kind } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { Button } from "../ui/Button";
import { KIND_COLOURS, KIND_ICONS } from "./kinds";

/** The entity of another scenario that will be shared with this one. */
export function ExistingEntity(props: { kind: Kind; title: string; hint: string; onChange: () => void }) {
  const { t } = useI18n();
  return (
    <div class="mx-6 mt-4 flex items-start gap-x-3 gap-y-1 rounded-md max-sm:flex-wrap border border-line bg-paper p-3">
      <Dynamic
        component={KIND_ICONS[props.kind]}
        class={`mt-0.5 size-5 shrink-0 ${KIND_COLOURS[props.kind].text}`}
        aria-hidden="true"
      />
      <div class="min-w-0 flex-1 max-sm:basis-3/4">
        <p class="eyebrow">{t("compose.existing.chosen")}</p>
        <p class="mt-0.5 font-semibold">{props.title}</p>
        <p class="line-clamp-2 text-ink-soft text-sm empty:hidden">{props.hint}</p>
      </div>
      <Button size="sm" variant="ghost" class="max-sm:ms-5" onClick={() => props.onChange()}>
        {t("compose.existing.change")}
      </Button>
    </div>
  );
}
