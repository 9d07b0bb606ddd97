import { A } from "@solidjs/router";
import Command from "lucide-solid/icons/command";
import Moon from "lucide-solid/icons/moon";
import Sun from "lucide-solid/icons/sun";
import { Show } from "solid-js";
import type { Locale } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { routes } from "../paths";
import type { Theme } from "../stores/usePreferences";
import { IconButton } from "../ui/Button";

export interface AppHeaderProps {
  locale: Locale;
  onLocale: (locale: Locale) => void;
  theme: Theme;
  onTheme: (theme: Theme) => void;
  onPalette: () => void;
}

/** The name of the product, and what is the person's to set. */
export function AppHeader(props: AppHeaderProps) {
  const { t } = useI18n();
  const other = (): Locale => (props.locale === "fr" ? "en" : "fr");

  return (
    <header class="flex items-center gap-1 border-line border-b px-4 py-2 sm:px-6" data-screen-only>
      <A href={routes.chat} class="flex min-w-0 flex-1 items-center gap-2.5 py-1" aria-label={t("app.home")}>
        <img src="/favicon.svg" alt="" width="28" height="28" class="size-7" />
        <span class="truncate font-semibold tracking-tight">
          {t("app.name")} <span class="font-normal text-ink-soft">{t("app.name.rest")}</span>
        </span>
      </A>
      <button
        type="button"
        onClick={() => props.onPalette()}
        aria-keyshortcuts="Control+K Meta+K"
        class="flex min-h-9 items-center gap-2 rounded-full px-3 text-ink-soft text-sm transition-colors hover:bg-sunk hover:text-ink"
      >
        <Command class="size-4" aria-hidden="true" />
        <span class="max-md:sr-only">{t("palette.open")}</span>
        <kbd class="rounded-sm border border-line-strong px-1.5 font-sans text-2xs max-md:hidden">Ctrl K</kbd>
      </button>
      <button
        type="button"
        lang={other()}
        onClick={() => props.onLocale(other())}
        class="min-h-9 min-w-9 rounded-full px-2.5 font-semibold text-ink-soft text-xs transition-colors hover:bg-sunk hover:text-ink"
      >
        <span aria-hidden="true">{other().toUpperCase()}</span>
        <span class="sr-only">{other() === "en" ? "Switch to English" : "Passer en français"}</span>
      </button>
      <IconButton
        label={t(props.theme === "dark" ? "theme.light" : "theme.dark")}
        onClick={() => props.onTheme(props.theme === "dark" ? "light" : "dark")}
      >
        <Show when={props.theme === "dark"} fallback={<Moon aria-hidden="true" />}>
          <Sun aria-hidden="true" />
        </Show>
      </IconButton>
    </header>
  );
}
