import type { ExternalToast } from "solid-sonner";

/** Milliseconds to reach and use what a toast offers. */
const TIME_TO_ACT = 20_000;

/** Shows a short message that goes away by itself. Where its library is missing, what it tells is done all the same. */
export async function toast(
  kind: "success" | "error" | "info" | "loading",
  text: string,
  options: ExternalToast = {},
): Promise<void> {
  // From the part that is already there, not from a file of its own.
  const toaster = await import("./Toaster").catch(() => null);
  toaster?.show[kind](text, { ...(options.action ? { duration: TIME_TO_ACT } : {}), ...options });
}
