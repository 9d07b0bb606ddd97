import { afterEach, describe, expect, it, vi } from "vitest";
import { copyText } from "./clipboard";

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(document, "execCommand");
});

/** A page over plain http: no clipboard, but the command of old, which copies what is selected. */
function onPlainHttp(allowed: boolean) {
  vi.stubGlobal("navigator", { ...navigator, clipboard: undefined });
  const copied: string[] = [];
  const execCommand = () => {
    const field = document.querySelector("textarea");
    if (allowed && field) copied.push(field.value.slice(field.selectionStart, field.selectionEnd));
    return allowed;
  };
  Object.assign(document, { execCommand });
  return copied;
}

describe("A text to be copied", () => {
  it("goes through the browser's clipboard where there is one", async () => {
    const writeText = vi.fn(async () => {});
    vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText } });
    await copyText("Le plan");
    expect(writeText).toHaveBeenCalledWith("Le plan");
  });

  it("is copied over plain http too, and what had the focus keeps it", async () => {
    const copied = onPlainHttp(true);
    const button = document.body.appendChild(document.createElement("button"));
    button.focus();
    await copyText("Ce que j’ai écrit");
    expect(copied).toEqual(["Ce que j’ai écrit"]);
    expect(document.activeElement).toBe(button);
    expect(document.querySelector("textarea")).toBeNull();
  });

  it("is said not to be copied where nothing allows it", async () => {
    onPlainHttp(false);
    await expect(copyText("Le plan")).rejects.toThrow();
  });
});
