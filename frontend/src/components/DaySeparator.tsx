import { useI18n } from "../i18n/I18nProvider";
import { formatDay } from "../lib/dates";
import { now } from "../lib/now";

/** Where another day of the conversation begins. */
export function DaySeparator(props: { iso: string }) {
  const { locale } = useI18n();
  return (
    <p class="eyebrow flex items-center gap-4 py-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      <time datetime={props.iso}>{formatDay(props.iso, locale(), now())}</time>
    </p>
  );
}
