import Clock from "lucide-solid/icons/clock";
import { Show } from "solid-js";

/** What is still to be done about a line, as when there is no connection. */
export function PendingNote(props: { text: string | null | undefined }) {
  return (
    <Show when={props.text}>
      <p class="mt-1 flex items-center gap-1.5 text-objectif text-xs" data-screen-only>
        <Clock class="size-3.5 shrink-0" aria-hidden="true" />
        {props.text}
      </p>
    </Show>
  );
}
