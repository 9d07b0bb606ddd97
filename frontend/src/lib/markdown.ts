import createDOMPurify from "dompurify";
import { Marked } from "marked";
import { withoutTurns } from "./direction";

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char);

const marked = new Marked({
  gfm: true,
  breaks: true,
  async: false,
  renderer: {
    // HTML inside Markdown is text that someone wrote: it is shown, never run.
    html: ({ text }) => escapeHtml(text),
    // No image is ever fetched, not even one the assistant names; its description stays.
    image: ({ text }) => escapeHtml(text),
    // A title inside a message is no title of the page: its outline stays the page's own.
    heading({ tokens }) {
      return `<p><strong>${this.parser.parseInline(tokens)}</strong></p>`;
    },
  },
});

const purify = createDOMPurify(window);

purify.addHook("afterSanitizeAttributes", (node) => {
  if (node.nodeName !== "A" || EXPORT.test(node.getAttribute("href") ?? "")) return;
  node.setAttribute("rel", "noopener noreferrer");
  node.setAttribute("target", "_blank");
});

/** The only addresses of this site that a message may name: a click there saves a file and leaves the page where it is. */
const EXPORT = /^\/api\/scenarios\/\d+\/export\/(?:json|csv)$/;

const POLICY = {
  ALLOWED_TAGS: [
    ...["p", "br", "hr", "strong", "em", "del", "code", "pre", "blockquote", "a", "ul", "ol", "li"],
    ...["table", "thead", "tbody", "tr", "th", "td"],
  ],
  ALLOWED_ATTR: ["href", "title", "start", "align"],
  ALLOWED_URI_REGEXP: new RegExp(`^(?:https?|mailto):|${EXPORT.source}`, "i"),
};

/** Quotes and lists one inside the other, at the beginning of a line. */
const CONTAINER = String.raw`[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?![^ \t\n]))`;
const TOO_DEEP = new RegExp(`^((?:${CONTAINER}){20})(?:${CONTAINER})+`, "gm");

/**
 * A text without the marks that would nest it deeper than twenty levels. A line of 4,000 characters can ask for as
 * many; marked goes down into each, and fails.
 */
const withoutDepths = (text: string): string => text.replace(TOO_DEEP, "$1");

/** Markdown to HTML that is safe to show: no script, no style, no image, links only to the web, to mail and to exports. */
export function renderMarkdown(text: string): string {
  return purify.sanitize(marked.parse(withoutDepths(withoutTurns(text))) as string, POLICY);
}

/** A text without its lists, and the lists; `lists` is empty when there are none, or nothing else. */
export function withoutLists(text: string): { rest: string; lists: string } {
  const tokens = marked.lexer(withoutDepths(text));
  const [lists, rest] = [true, false].map((isList) =>
    tokens
      .filter(({ type }) => (type === "list") === isList)
      .map(({ raw }) => raw)
      .join("\n\n"),
  ) as [string, string];
  return rest.trim() ? { rest, lists } : { rest: text, lists: "" };
}
