import { createSignal, onCleanup } from "solid-js";
import { routes } from "../paths";

/**
 * Why a part of the page could not be loaded, null as long as all could: `updated` when a new release has replaced the
 * files of the page in use, `unreachable` otherwise.
 */
export function useStalePage(): () => "updated" | "unreachable" | null {
  const [reason, setReason] = createSignal<"updated" | "unreachable" | null>(null);
  const onMissing = () => {
    if (reason() === null) setReason("unreachable");
    void isReplaced().then((replaced) => replaced && setReason("updated"));
  };
  addEventListener("vite:preloadError", onMissing);
  onCleanup(() => removeEventListener("vite:preloadError", onMissing));
  return reason;
}

/** Whether the page that the server now gives begins with another script than this one did. */
async function isReplaced(): Promise<boolean> {
  const script = document.querySelector("script[type=module]")?.getAttribute("src");
  const response = await fetch(routes.chat, { cache: "no-store" }).catch(() => null);
  if (!script || !response?.ok) return false;
  return !(await response.text()).includes(script);
}
