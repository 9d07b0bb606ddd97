import { describe, expect, it } from "vitest";
import { en } from "./en";
import { fr } from "./fr";

const texts = (dictionary: Record<string, unknown>): [string, string][] =>
  Object.entries(dictionary).map(([key, value]) => [
    key,
    typeof value === "function" ? String(value(2, "x")) : String(value),
  ]);

describe("The French texts", () => {
  it("never break before a double sign or inside guillemets", () => {
    expect(texts(fr).filter(([, text]) => / [:;!?»]|« /.test(text))).toEqual([]);
  });

  it("use the typographic apostrophe and the single ellipsis", () => {
    expect(texts(fr).filter(([, text]) => /'|\.\.\./.test(text))).toEqual([]);
  });

  it("have their signs preceded by a space that does not break", () => {
    const glued = texts(fr).filter(
      ([key, text]) => /[^\s\u00a0][:;!?»](?!\/\/)(\s|$)|«[^\u00a0]/.test(text) && !key.includes("url"),
    );
    expect(glued).toEqual([]);
  });
});

describe("The English texts", () => {
  it("have no French typography", () => {
    expect(texts(en).filter(([, text]) => /[«»']|\s[:;!?]/.test(text))).toEqual([]);
  });

  it("say everything the French ones do", () => {
    expect(Object.keys(en)).toEqual(Object.keys(fr));
    expect(texts(en).filter(([, text]) => text.trim() === "")).toEqual([]);
  });
});
