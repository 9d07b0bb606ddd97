import { createMemo, For, Show } from "solid-js";
import { fold } from "../lib/fold";

/** The parts of a text, those equal to `query` marked; accents and case do not count. */
export function splitOn(text: string, query: string): { text: string; isMatch: boolean }[] {
  // Folding must keep positions, so it is done letter by letter.
  const letters = Array.from(text.normalize("NFC"));
  const folded = letters.map((letter) => fold(letter).slice(0, 1) || letter).join("");
  const wanted = fold(query.trim());
  const parts: { text: string; isMatch: boolean }[] = [];
  let from = 0;
  while (wanted) {
    const at = folded.indexOf(wanted, from);
    if (at < 0) break;
    if (at > from) parts.push({ text: letters.slice(from, at).join(""), isMatch: false });
    from = at + wanted.length;
    parts.push({ text: letters.slice(at, from).join(""), isMatch: true });
  }
  if (from < letters.length) parts.push({ text: letters.slice(from).join(""), isMatch: false });
  return parts;
}

/** A text with what was searched for marked in it. */
export function Highlighted(props: { text: string; query: string }) {
  const parts = createMemo(() => splitOn(props.text, props.query));
  return (
    <For each={parts()}>
      {(part) => (
        <Show when={part.isMatch} fallback={part.text}>
          <mark>{part.text}</mark>
        </Show>
      )}
    </For>
  );
}
