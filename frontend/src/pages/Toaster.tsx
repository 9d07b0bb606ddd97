import { onCleanup, onMount } from "solid-js";
import { Toaster as Sonner } from "solid-sonner";
import { useI18n } from "../i18n/I18nProvider";
import type { Theme } from "../stores/usePreferences";
import { useAnswersElsewhere } from "./useAnswersElsewhere";

export { toast as show } from "solid-sonner";

/** Where toasts appear, those of the chat included while it is not shown. Alt + T leads to the latest one. */
export default function Toaster(props: { theme: Theme }) {
  const { t } = useI18n();
  let region!: HTMLDivElement;
  useAnswersElsewhere();
  onMount(() => onCleanup(holdWhileFocused(region)));

  return (
    <div ref={region} class="contents">
      <Sonner
        theme={props.theme}
        position="bottom-right"
        customAriaLabel={t("toasts.label")}
        // Its own shortcut leads to the list of toasts, which shows no focus.
        hotkey={[]}
        duration={7000}
        closeButton
        toastOptions={{ closeButtonAriaLabel: t("close") }}
      />
    </div>
  );
}

/**
 * The library counts no time under the pointer, and takes no notice of the focus: the focus that comes in is told as a
 * pointer would be, and the pointer that goes is not told as long as the focus stays.
 *
 * @returns what ends it.
 */
function holdWhileFocused(region: HTMLElement): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  const tell = (event: string) =>
    region.querySelector("[data-sonner-toaster]")?.dispatchEvent(new MouseEvent(event, { relatedTarget: region }));
  region.addEventListener("focusin", () => tell("mouseenter"), { signal });
  region.addEventListener(
    "focusout",
    ({ relatedTarget }) => {
      if (!region.contains(relatedTarget as Node | null)) queueMicrotask(() => tell("mouseleave"));
    },
    { signal },
  );
  region.addEventListener(
    "mouseleave",
    (event) => {
      if (event.target !== region && region.contains(document.activeElement)) event.stopPropagation();
    },
    { signal, capture: true },
  );
  document.addEventListener(
    "keydown",
    (event) => {
      const latest = region.querySelector<HTMLElement>("[data-sonner-toast]");
      if (!latest || !event.altKey || event.code !== "KeyT") return;
      event.preventDefault();
      latest.focus();
    },
    { signal },
  );
  return () => ending.abort();
}
