import { A } from "@solidjs/router";
import Compass from "lucide-solid/icons/compass";
import { createEffect } from "solid-js";
import { useI18n } from "../i18n/I18nProvider";
import { routes } from "../paths";

/** For an address that leads nowhere, or a scenario that is no more. */
export default function NotFound(props: { scenario?: boolean }) {
  const { t } = useI18n();
  createEffect(() => {
    document.title = `${t("notFound.title")} · ${t("app.title")}`;
  });
  return (
    <main
      id="contenu"
      tabindex="-1"
      class="outline-none grid flex-1 place-content-center justify-items-center gap-3 p-8 text-center"
    >
      <Compass class="size-10 text-accent" aria-hidden="true" />
      <h1 class="font-semibold text-2xl">{t(props.scenario ? "notFound.scenario" : "notFound.title")}</h1>
      <p class="max-w-prose text-ink-soft">{t(props.scenario ? "notFound.scenario.hint" : "notFound.hint")}</p>
      <A
        href={routes.chat}
        class="mt-3 inline-flex min-h-10 items-center rounded-full bg-accent px-5 font-medium text-on-accent text-sm hover:bg-accent-deep"
      >
        {t("notFound.back")}
      </A>
    </main>
  );
}
