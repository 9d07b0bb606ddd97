import type { Locale } from "../api/contracts";
import { renderMarkdown } from "../lib/markdown";

/** Text in Markdown, sanitised, in the language it is known to be in; with a caret at its end while it is being written. */
export function Markdown(props: { text: string; lang?: Locale | null | undefined; writing?: boolean }) {
  return (
    <div
      class="prose-chat"
      lang={props.lang ?? undefined}
      data-writing={props.writing || undefined}
      innerHTML={renderMarkdown(props.text)}
    />
  );
}
