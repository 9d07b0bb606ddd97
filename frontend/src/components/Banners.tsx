import FlaskConical from "lucide-solid/icons/flask-conical";
import LockKeyhole from "lucide-solid/icons/lock-keyhole";
import WifiOff from "lucide-solid/icons/wifi-off";
import { createSignal, createUniqueId, type JSX, Show } from "solid-js";
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
        <Fact icon={<LockKeyhole />} title={t("banner.internal")} hint={t("banner.internal.hint")} />
        <Show when={props.isDemonstration}>
          <Fact icon={<FlaskConical />} title={t("banner.demo")} hint={t("banner.demo.hint")} />
        </Show>
      </div>
      <Show when={props.isOffline}>
        <p class="flex animate-fade items-center justify-center gap-2 bg-objectif-wash px-4 py-1.5 text-objectif text-sm max-sm:text-xs">
          <WifiOff class="size-4 shrink-0" aria-hidden="true" />
          {t("banner.offline")}
        </p>
      </Show>
    </aside>
  );
}

/** Its title and what it means, which a narrow screen shows on demand. */
function Fact(props: { icon: JSX.Element; title: string; hint: string }) {
  const [isOpen, setOpen] = createSignal(false);
  const hintId = createUniqueId();
  return (
    <p class="flex gap-1.5 [&>svg]:mt-px [&>svg]:size-3.5 [&>svg]:shrink-0 max-md:[&>svg]:mt-1.25">
      {props.icon}
      <span>
        <strong class="font-semibold text-ink max-md:hidden">{props.title}</strong>
        <button
          type="button"
          aria-expanded={isOpen()}
          aria-controls={hintId}
          class="min-h-6 font-semibold text-ink underline decoration-dotted underline-offset-2 md:hidden"
          onClick={() => setOpen(!isOpen())}
        >
          {props.title}
        </button>{" "}
        <span id={hintId} class={isOpen() ? "" : "max-md:hidden"}>
          {props.hint}
        </span>
      </span>
    </p>
  );
}
