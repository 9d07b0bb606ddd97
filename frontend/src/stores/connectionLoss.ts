import { createEffect, createRoot } from "solid-js";
import type { Connection } from "../api/live";

/**
 * What comes of `work`; "lost" as soon as there is no connection to do it, "left" as soon as the person who waits for
 * it has gone: it then goes on by itself.
 */
export async function unlessLeft<Result>(
  connection: () => Connection,
  left: AbortSignal,
  work: Promise<Result>,
): Promise<Result | "lost" | "left"> {
  return createRoot(async (dispose) => {
    const loss = new Promise<"lost">((resolve) => {
      createEffect(() => connection() !== "open" && resolve("lost"));
    });
    const leaving = new Promise<"left">((resolve) => {
      left.addEventListener("abort", () => resolve("left"), { once: true });
    });
    const first = await Promise.race([work, loss, leaving]);
    dispose();
    return first;
  });
}
