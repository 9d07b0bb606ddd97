import { type RouteSectionProps, useLocation } from "@solidjs/router";
import {
  createEffect,
  createMemo,
  createSignal,
  ErrorBoundary,
  type JSX,
  on,
  onCleanup,
  onMount,
  Show,
  Suspense,
} from "solid-js";
import type { Locale } from "../api/contracts";
import { AppHeader } from "../components/AppHeader";
import { Banners } from "../components/Banners";
import { type Breakage, StaleBanner, StalePage } from "../components/StalePage";
import { StatusRegion } from "../components/StatusRegion";
import { useI18n } from "../i18n/I18nProvider";
import { useChatStore } from "../stores/useChatStore";
import { useComposeStore } from "../stores/useComposeStore";
import { useDemonstrationMode } from "../stores/useHealth";
import { usePreferences } from "../stores/usePreferences";
import { useStalePage } from "../stores/useStalePage";
import { catchLostFocus } from "../ui/lostFocus";
import { CommandPalette, ComposeDialog, EditDialog, FaultContext, loadParts, MissingPart, Toaster } from "./parts";
import { useTextLostByReload } from "./useLostText";

/** A short cut of the network is not worth a word. */
const OFFLINE_AFTER = 1_500;

/** What surrounds every page: the header, the banners, the live status, and what opens above. */
export function Layout(props: RouteSectionProps) {
  const { t, locale, setLocale } = useI18n();
  const chat = useChatStore();
  const compose = useComposeStore();
  const preferences = usePreferences();
  const [offline, setOffline] = createSignal(false);
  const isDemonstration = useDemonstrationMode();
  const isConnected = () => chat.connection() === "open";
  const stale = useStalePage(isConnected, loadParts);
  const [isBroken, setBroken] = createSignal(false);
  useTextLostByReload();

  createEffect(
    on(chat.connection, (connection) => {
      if (connection !== "lost") return setOffline(false);
      const timer = setTimeout(() => setOffline(true), OFFLINE_AFTER);
      onCleanup(() => clearTimeout(timer));
    }),
  );

  const location = useLocation<{ compose?: boolean }>();
  createEffect(
    on(
      () => location.pathname,
      // A page reached by a link begins at its beginning for the keyboard too, unless it asks for the composer.
      () => void (location.state?.compose || requestAnimationFrame(focusMain)),
      { defer: true },
    ),
  );

  const breakage = (): Breakage => stale.reason() ?? "failed";
  const isWhole = createMemo(() => isConnected() && stale.reason() === null);
  const onReload = () => (isConnected() ? reload : undefined);

  function note(error: unknown): void {
    if (error instanceof MissingPart) stale.miss();
    else reportError(error);
  }

  /** What cannot be shown gives way to what to do about it, until the connection is back or the person goes elsewhere. */
  function inPlaceOfPage(error: unknown, tryAgain: () => void): JSX.Element {
    note(error);
    setBroken(true);
    onCleanup(() => setBroken(false));
    createEffect(on(() => location.pathname, tryAgain, { defer: true }));
    createEffect(on(isWhole, (whole) => whole && tryAgain(), { defer: true }));
    return <StalePage reason={breakage()} onReload={onReload()} />;
  }

  /** What could not open leaves the page in use; asked for again, it is loaded again. */
  function inPlaceOfDialog(error: unknown, tryAgain: () => void): null {
    note(error);
    compose.close();
    compose.setPaletteOpen(false);
    queueMicrotask(tryAgain);
    return null;
  }

  /** Nobody has asked for it: it comes when it can. */
  function inPlaceOfToaster(_error: unknown, tryAgain: () => void): null {
    createEffect(on(isWhole, (whole) => whole && tryAgain(), { defer: true }));
    return null;
  }

  async function changeLocale(next: Locale): Promise<void> {
    await setLocale(next);
    chat.reconnect();
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    compose.setPaletteOpen(!compose.isPaletteOpen());
  };
  onMount(() => addEventListener("keydown", onKeyDown));
  onMount(() => onCleanup(catchLostFocus()));
  onCleanup(() => removeEventListener("keydown", onKeyDown));

  return (
    <div class="flex h-dvh flex-col overflow-hidden low:overflow-y-auto low:[&>main]:h-dvh low:[&>main]:flex-none print:block print:h-auto print:overflow-visible">
      <button
        type="button"
        class="sr-only z-50 rounded-full bg-ink px-4 py-2 text-paper text-sm focus:not-sr-only focus:fixed focus:start-4 focus:top-2"
        onClick={focusMain}
      >
        {t("app.skip")}
      </button>
      <AppHeader
        locale={locale()}
        onLocale={(next) => void changeLocale(next)}
        theme={preferences.theme()}
        onTheme={preferences.setTheme}
        onPalette={() => compose.setPaletteOpen(true)}
      />
      <Banners isDemonstration={isDemonstration()} isOffline={offline()} />
      <Show when={stale.reason() && !isBroken()}>
        <StaleBanner reason={breakage()} onReload={onReload()} />
      </Show>
      <ErrorBoundary fallback={inPlaceOfPage}>
        <Suspense fallback={<div class="flex-1" aria-busy="true" role="progressbar" aria-label={t("loading")} />}>
          <FaultContext.Provider value={note}>{props.children}</FaultContext.Provider>
        </Suspense>
      </ErrorBoundary>
      <StatusRegion event={chat.event()} />
      <ErrorBoundary fallback={inPlaceOfToaster}>
        <Suspense>
          <Toaster theme={preferences.theme()} />
        </Suspense>
      </ErrorBoundary>
      <ErrorBoundary fallback={inPlaceOfDialog}>
        <Suspense>
          <Show when={compose.request()} keyed>
            {(request) => <ComposeDialog request={request} />}
          </Show>
          <Show when={compose.editing()} keyed>
            {(request) => <EditDialog request={request} />}
          </Show>
          <Show when={compose.isPaletteOpen()}>
            <CommandPalette onLocale={(next) => void changeLocale(next)} />
          </Show>
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}

const reload = () => window.location.reload();

function focusMain(): void {
  document.getElementById("contenu")?.focus({ preventScroll: true });
}
