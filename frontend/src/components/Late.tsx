import RotateCcw from "lucide-solid/icons/rotate-ccw";
import { useI18n } from "../i18n/I18nProvider";
import { Button } from "../ui/Button";

/** Nothing was heard for longer than it should take. */
export function Late(props: { onRetry: () => void }) {
  const { t } = useI18n();
  return (
    <span class="flex items-center gap-2 whitespace-nowrap text-ink-soft text-sm">
      {t("chat.late")}
      <Button size="sm" onClick={() => props.onRetry()}>
        <RotateCcw class="size-4" aria-hidden="true" />
        {t("chat.retry")}
      </Button>
    </span>
  );
}
