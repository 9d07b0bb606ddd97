import { createSignal } from "solid-js";
import { browserStorage } from "../lib/storage";
import { createStoreContext } from "./storeContext";

export type Theme = "light" | "dark";

const KEY = "assistant.theme";

/** How the person likes the page. The theme is the system's until she chooses one; `public/theme.js` applies it first. */
export function createPreferences() {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const chosen = browserStorage.getItem(KEY);
  const [theme, setThemeSignal] = createSignal<Theme>(
    chosen === "light" || chosen === "dark" ? chosen : system.matches ? "dark" : "light",
  );
  return {
    theme,
    setTheme(next: Theme): void {
      setThemeSignal(next);
      browserStorage.setItem(KEY, next);
      document.documentElement.dataset.theme = next;
    },
  };
}

export type Preferences = ReturnType<typeof createPreferences>;

export const [PreferencesContext, usePreferences] = createStoreContext<Preferences>("Preferences");
