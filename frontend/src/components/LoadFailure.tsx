import { useI18n } from "../i18n/I18nProvider";
import { Button } from "../ui/Button";

/** One part of a page that could not be read, and how to read it again. */
export function LoadFailure(props: { title: string; onReload: () => void }) {
  const { t } = useI18n();
  return (
    <section aria-label={props.title} data-screen-only>
      <h2 class="eyebrow">{props.title}</h2>
      <p class="mt-2 flex flex-wrap items-center gap-2 text-ink-soft text-sm">
        {t("error.title")}
        <Button size="sm" onClick={() => props.onReload()}>
          {t("error.reload")}
          <span class="sr-only">{t("action.about", props.title)}</span>
        </Button>
      </p>
    </section>
  );
}
