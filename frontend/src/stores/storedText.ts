import { createEffect, createSignal, on } from "solid-js";

/** A text that survives a reload of this tab, kept under a key that may change. */
export function createStoredText(key: () => string): [() => string, (text: string) => void] {
  const [text, setText] = createSignal(sessionStorage.getItem(key()) ?? "");
  createEffect(on(key, (next) => setText(sessionStorage.getItem(next) ?? ""), { defer: true }));
  return [
    text,
    (next) => {
      setText(next);
      if (next) sessionStorage.setItem(key(), next);
      else sessionStorage.removeItem(key());
    },
  ];
}
