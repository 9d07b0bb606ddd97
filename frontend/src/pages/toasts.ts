import type { ExternalToast } from "solid-sonner";

/** Shows a short message that goes away by itself. The library is loaded with the first one. */
export async function toast(
  kind: "success" | "error" | "info",
  text: string,
  options: ExternalToast = {},
): Promise<void> {
  const { toast: show } = await import("solid-sonner");
  show[kind](text, options);
}
