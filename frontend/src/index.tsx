import { render } from "solid-js/web";
import { App } from "./App";
import { loadDictionary, storedLocale } from "./i18n/I18nProvider";
import "./styles.css";

const root = document.getElementById("root");
const locale = storedLocale();
const dictionary = await loadDictionary(locale);
if (root) render(() => <App locale={locale} dictionary={dictionary} />, root);
