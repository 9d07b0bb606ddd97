import { createEffect, createSignal, on } from "solid-js";
import { Portal } from "solid-js/web";
import { useI18n } from "../i18n/I18nProvider";
import type { ChatEvent } from "../stores/useChatStore";

const NO_BREAK_SPACE = "\u00a0";

/** The one place that speaks to screen readers: the start and the end of a reply, never its words one by one. */
export function StatusRegion(props: { event: ChatEvent | null }) {
  const { t } = useI18n();
  const [spoken, setSpoken] = createSignal("");

  createEffect(
    on(
      () => props.event,
      (event) => {
        if (!event) return;
        const sentence = t(`status.${event.kind}`);
        // The same sentence twice in a row is heard twice only if it is another text.
        setSpoken((before) => (before === sentence ? sentence + NO_BREAK_SPACE : sentence));
      },
    ),
  );

  // Outside of the rest of the page, so that a dialog can hide that as one piece; the attribute keeps this one heard.
  return (
    <Portal>
      <p role="status" aria-live="polite" data-live-announcer class="sr-only">
        {spoken()}
      </p>
    </Portal>
  );
}
