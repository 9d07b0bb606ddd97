import { createSignal } from "solid-js";
import { tabStorage } from "../lib/storage";

/** A text that survives a reload of this tab, kept under a key. */
export function createStoredText(key: string): [() => string, (text: string) => void] {
  const [text, setText] = createSignal(tabStorage.getItem(key) ?? "");
  return [
    text,
    (next) => {
      setText(next);
      if (next) tabStorage.setItem(key, next);
      else tabStorage.removeItem(key);
    },
  ];
}
