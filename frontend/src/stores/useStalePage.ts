import { createEffect, createSignal, on } from "solid-js";
import { routes } from "../paths";

/** What is loaded ahead must not delay what is being done; not every browser says when it is idle. */
const whenIdle: (work: () => void) => void =
  "requestIdleCallback" in globalThis ? (work) => requestIdleCallback(work) : (work) => setTimeout(work, 500);

/**
 * Has the parts of the page loaded ahead, each time the connection opens, and knows what was asked for and is missing:
 * `updated` when a new release has replaced the files of the page in use, `unreachable` otherwise.
 */
export function useStalePage(isConnected: () => boolean, loadParts: () => Promise<boolean>) {
  const [reason, setReason] = createSignal<"updated" | "unreachable" | null>(null);
  createEffect(
    on(isConnected, (connected) => {
      if (connected) whenIdle(() => void loadParts().then((complete) => complete && setReason(null)));
    }),
  );
  return {
    /** Null as long as nothing is missing, and again once everything is there. */
    reason,
    /** To be told of each part that was asked for and could not be loaded. */
    miss(): void {
      setReason((known) => known ?? "unreachable");
      void isReplaced().then((replaced) => replaced && setReason("updated"));
    },
  };
}

/** Whether the page that the server now gives begins with another script than this one did. */
async function isReplaced(): Promise<boolean> {
  const script = document.querySelector("script[type=module]")?.getAttribute("src");
  const response = await fetch(routes.chat, { cache: "no-store" }).catch(() => null);
  if (!script || !response?.ok) return false;
  return !(await response.text()).includes(script);
}
