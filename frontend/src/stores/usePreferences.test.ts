import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPreferences } from "./usePreferences";

const systemIs = (dark: boolean) =>
  vi.spyOn(window, "matchMedia").mockImplementation((media) => ({ matches: dark, media }) as MediaQueryList);

describe("The theme", () => {
  beforeEach(() => void systemIs(false));
  afterEach(() => {
    delete document.documentElement.dataset.theme;
  });

  it("is the system's as long as none was chosen", () => {
    expect(createPreferences().theme()).toBe("light");
    systemIs(true);
    expect(createPreferences().theme()).toBe("dark");
    expect(document.documentElement.dataset.theme).toBeUndefined();
  });

  it("once chosen, applies at once and is remembered against the system's", () => {
    createPreferences().setTheme("dark");
    expect(document.documentElement.dataset.theme).toBe("dark");
    expect(createPreferences().theme()).toBe("dark");
  });

  it("is the system's when what was remembered is none", () => {
    localStorage.setItem("assistant.theme", "sepia");
    expect(createPreferences().theme()).toBe("light");
  });
});
