import { renderMarkdown } from "../lib/markdown";

/** Text in Markdown, sanitised; with a caret at its end while it is being written. */
export function Markdown(props: { text: string; writing?: boolean }) {
  return <div class="prose-chat" data-writing={props.writing || undefined} innerHTML={renderMarkdown(props.text)} />;
}
