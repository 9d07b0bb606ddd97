import type { Frame } from "../api/contracts";

/**
 * What is known of a reply being written. `whole` is false once a piece is missing or the writing began again:
 * half a text would mislead, so the page then shows that it waits until the outcome comes.
 */
export interface Draft {
  attempt: number;
  text: string;
  /** In characters as the server counts them: code points, not UTF-16 units. */
  length: number;
  whole: boolean;
}

/** Adds a piece to a draft. Pieces that come twice, late or out of order do no harm. */
export function withDelta(draft: Draft | null, delta: Pick<Frame<"delta">, "attempt" | "offset" | "text">): Draft {
  if (!draft) {
    const begins = delta.offset === 0;
    return begins
      ? { attempt: delta.attempt, text: delta.text, length: [...delta.text].length, whole: true }
      : { attempt: delta.attempt, text: "", length: 0, whole: false };
  }
  if (!draft.whole || delta.attempt < draft.attempt) return draft;
  if (delta.attempt > draft.attempt || delta.offset > draft.length) {
    return { attempt: delta.attempt, text: "", length: 0, whole: false };
  }
  const fresh = [...delta.text].slice(draft.length - delta.offset);
  if (fresh.length === 0) return draft;
  return { ...draft, text: draft.text + fresh.join(""), length: draft.length + fresh.length };
}
