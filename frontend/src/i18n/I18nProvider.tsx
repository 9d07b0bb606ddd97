import { type Translator, translator } from "@solid-primitives/i18n";
import { createContext, createSignal, type JSX, useContext } from "solid-js";
import type { Locale } from "../api/contracts";
import { browserStorage } from "../lib/storage";
import { type Dictionary, fr } from "./fr";

export type Translate = Translator<Dictionary>;

interface I18n {
  t: Translate;
  locale: () => Locale;
  /** Changes the language and remembers it. Resolves once its texts are there. */
  setLocale: (locale: Locale) => Promise<void>;
}

const KEY = "assistant.locale";

export const storedLocale = (): Locale => (browserStorage.getItem(KEY) === "en" ? "en" : "fr");

/** The texts of a language; English is loaded when it is chosen. */
export const loadDictionary = async (locale: Locale): Promise<Dictionary> =>
  locale === "en" ? (await import("./en")).en : fr;

const I18nContext = createContext<I18n>();

export function I18nProvider(props: { locale: Locale; dictionary: Dictionary; children: JSX.Element }) {
  // What the page starts with; from then on the language changes through setLocale only.
  const [current, setCurrent] = createSignal({ locale: props.locale, dictionary: props.dictionary });

  async function setLocale(locale: Locale): Promise<void> {
    const dictionary = await loadDictionary(locale);
    browserStorage.setItem(KEY, locale);
    document.documentElement.lang = locale;
    setCurrent({ locale, dictionary });
  }

  const i18n: I18n = {
    t: translator(() => current().dictionary),
    locale: () => current().locale,
    setLocale,
  };
  return <I18nContext.Provider value={i18n}>{props.children}</I18nContext.Provider>;
}

export function useI18n(): I18n {
  const i18n = useContext(I18nContext);
  if (!i18n) throw new Error("I18n is used outside of its provider");
  return i18n;
}
