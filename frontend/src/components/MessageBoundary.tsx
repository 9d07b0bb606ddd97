import { createEffect, ErrorBoundary, type JSX, on } from "solid-js";

/** A message that cannot be drawn is shown as the text it is, so that the others stay in use; changed, it is tried again. */
export function MessageBoundary(props: { text: string; children: JSX.Element }) {
  function asText(error: unknown, tryAgain: () => void): JSX.Element {
    reportError(error);
    createEffect(on(() => props.text, tryAgain, { defer: true }));
    return <p class="whitespace-pre-wrap break-words">{props.text}</p>;
  }
  return <ErrorBoundary fallback={asText}>{props.children}</ErrorBoundary>;
}
