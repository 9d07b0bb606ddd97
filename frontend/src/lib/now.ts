import { createRoot, createSignal } from "solid-js";

const MINUTE = 60_000;

/**
 * What time it is, in milliseconds, for what is told from it: it moves on each minute while the page is seen, and as
 * soon as it is seen again.
 */
export const now = createRoot(() => {
  const [moment, setMoment] = createSignal(Date.now());
  const tick = () => document.visibilityState === "visible" && setMoment(Date.now());
  setInterval(tick, MINUTE);
  document.addEventListener("visibilitychange", tick);
  return moment;
});
