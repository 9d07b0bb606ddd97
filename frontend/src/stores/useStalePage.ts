import { createSignal, onCleanup } from "solid-js";

/** Whether a part of the page could not be loaded: after a new release, the files of the one in use are gone. */
export function useStalePage(): () => boolean {
  const [isStale, setStale] = createSignal(false);
  const onMissing = () => setStale(true);
  addEventListener("vite:preloadError", onMissing);
  onCleanup(() => removeEventListener("vite:preloadError", onMissing));
  return isStale;
}
