import RefreshCw from "lucide-solid/icons/refresh-cw";
import { Show } from "solid-js";
import { useI18n } from "../i18n/I18nProvider";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";

/** Why something cannot be shown: its file was replaced by a new release, is out of reach, or the page failed. */
export type Breakage = "updated" | "unreachable" | "failed";

export interface StalePageProps {
  reason: Breakage;
  /** Absent while reloading would leave nothing to read. */
  onReload: (() => void) | undefined;
}

function Reload(props: { size?: "sm"; onReload: (() => void) | undefined }) {
  const { t } = useI18n();
  return (
    <Show when={props.onReload}>
      {(onReload) => (
        <Button size={props.size ?? "md"} variant="primary" onClick={() => onReload()()}>
          <RefreshCw class="size-4" aria-hidden="true" />
          {t("stale.reload")}
        </Button>
      )}
    </Show>
  );
}

/** Above a page that still works but for a part: to reload when it suits. What was written waits in this tab. */
export function StaleBanner(props: StalePageProps) {
  const { t } = useI18n();
  return (
    <div
      role="alert"
      data-screen-only
      class="flex animate-fade flex-wrap items-center justify-center gap-x-4 gap-y-2 bg-accent-wash px-4 py-2 text-sm"
    >
      <p>
        <strong class="font-semibold">{t(`stale.${props.reason}`)}.</strong> {t(`stale.${props.reason}.hint`)}
      </p>
      <Reload size="sm" onReload={props.onReload} />
    </div>
  );
}

/** In place of a page that cannot be shown. */
export function StalePage(props: StalePageProps) {
  const { t } = useI18n();
  return (
    <main id="contenu" tabindex="-1" class="mx-auto grid w-full max-w-xl flex-1 content-center p-6 outline-none">
      <h1 class="sr-only">{t(`stale.${props.reason}`)}</h1>
      <EmptyState
        icon={<RefreshCw aria-hidden="true" />}
        title={t(`stale.${props.reason}`)}
        hint={t(`stale.${props.reason}.hint`)}
      >
        <Reload onReload={props.onReload} />
      </EmptyState>
    </main>
  );
}
