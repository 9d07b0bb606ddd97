import { createSignal } from "solid-js";

/** A text that survives a reload of this tab, kept under a key. */
export function createStoredText(key: string): [() => string, (text: string) => void] {
  const [text, setText] = createSignal(sessionStorage.getItem(key) ?? "");
  return [
    text,
    (next) => {
      setText(next);
      if (next) sessionStorage.setItem(key, next);
      else sessionStorage.removeItem(key);
    },
  ];
}
