import { Show } from "solid-js";
import type { Locale } from "../api/contracts";
import { withoutTurns } from "../lib/direction";
import { Markdown } from "./Markdown";

/** What the person said: as typed when she typed it; the words put in her mouth by a button are Markdown. */
export function Said(props: { text: string; lang?: Locale | null | undefined; isTyped: boolean }) {
  return (
    <Show when={props.isTyped} fallback={<Markdown text={props.text} lang={props.lang} />}>
      <p dir="auto" lang={props.lang ?? undefined} class="whitespace-pre-wrap">
        {withoutTurns(props.text)}
      </p>
    </Show>
  );
}
