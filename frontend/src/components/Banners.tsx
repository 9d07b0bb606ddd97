import FlaskConical from "lucide-solid/icons/flask-conical";
import LockKeyhole from "lucide-solid/icons/lock-keyhole";
import WifiOff from "lucide-solid/icons/wifi-off";
import { Show } from "solid-js";
import { useI18n } from "../i18n/I18nProvider";

export interface BannersProps {
  /** No model is configured: proposals are written by the built-in provider. */
  isDemonstration: boolean;
  isOffline: boolean;
}

/** What everyone using the page must know. */
export function Banners(props: BannersProps) {
  const { t } = useI18n();
  return (
    <aside aria-label={t("banner.label")} data-screen-only>
      <div class="flex flex-wrap items-center gap-x-6 gap-y-0.5 bg-sunk px-4 py-1.5 text-ink-soft text-xs sm:px-6">
        <p class="flex items-center gap-1.5">
          <LockKeyhole class="size-3.5 shrink-0" aria-hidden="true" />
          <span>
            <strong class="font-semibold text-ink">{t("banner.internal")}</strong>{" "}
            <span class="max-sm:sr-only">{t("banner.internal.hint")}</span>
          </span>
        </p>
        <Show when={props.isDemonstration}>
          <p class="flex items-center gap-1.5">
            <FlaskConical class="size-3.5 shrink-0" aria-hidden="true" />
            <span>
              <strong class="font-semibold text-ink">{t("banner.demo")}</strong>{" "}
              <span class="max-md:sr-only">{t("banner.demo.hint")}</span>
            </span>
          </p>
        </Show>
      </div>
      <Show when={props.isOffline}>
        <p class="flex animate-fade items-center justify-center gap-2 bg-objectif-wash px-4 py-1.5 text-objectif text-sm">
          <WifiOff class="size-4 shrink-0" aria-hidden="true" />
          {t("banner.offline")}
        </p>
      </Show>
    </aside>
  );
}
