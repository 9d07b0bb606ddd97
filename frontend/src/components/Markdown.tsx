import { renderMarkdown } from "../lib/markdown";

/** Text in Markdown, sanitised. */
export function Markdown(props: { text: string }) {
  return <div class="prose-chat" innerHTML={renderMarkdown(props.text)} />;
}
