import { useI18n } from "../i18n/I18nProvider";
import type { ChatEvent } from "../stores/useChatStore";

/**
 * The one place that speaks to screen readers: the start and the end of a reply, never its words one by one. Two
 * nodes take turns, so that the same sentence said twice is heard twice.
 */
export function StatusRegion(props: { event: { kind: ChatEvent } | null }) {
  const { t } = useI18n();
  let turn = 0;
  const spoken = () => {
    turn = 1 - turn;
    return props.event ? [turn, t(`status.${props.event.kind}`)] : [turn, ""];
  };
  return (
    <p role="status" aria-live="polite" class="sr-only">
      {/* A trailing no-break space makes the repeated sentence a new text. */}
      {`${spoken()[1]}${turn ? "\u00a0" : ""}`}
    </p>
  );
}
