import type { Locale } from "../api/contracts";
import labels from "./buttonLabels.json";

const PLACE = /\{\w+\}/;

/** Recognises a text whatever stands in its place; what stands there is its first group. */
function recogniser(text: string): RegExp {
  const [before = "", after] = text.split(PLACE).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(after === undefined ? `^${before}$` : `^${before}(.+)${after}$`, "s");
}

const KNOWN = Object.values(labels).flatMap((texts) =>
  Object.values(texts).map((text) => ({ isOne: recogniser(text), texts })),
);

/**
 * The label of a button in a language, whichever it was stored in: names in it stay as they are. One that is not of
 * the product's own catalogue stays whole.
 */
export function buttonLabel(label: string, locale: Locale): string {
  for (const { isOne, texts } of KNOWN) {
    const found = isOne.exec(label);
    if (found) return texts[locale].replace(PLACE, () => found[1] ?? "");
  }
  return label;
}
