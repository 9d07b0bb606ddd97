import { createEffect, createRoot } from "solid-js";
import type { Connection } from "../api/live";

/** What comes of `work`, or "lost" as soon as there is no connection to do it: it then goes on by itself. */
export async function unlessLost<Result>(
  connection: () => Connection,
  work: Promise<Result>,
): Promise<Result | "lost"> {
  return createRoot(async (dispose) => {
    const loss = new Promise<"lost">((resolve) => {
      createEffect(() => connection() !== "open" && resolve("lost"));
    });
    const first = await Promise.race([work, loss]);
    dispose();
    return first;
  });
}
