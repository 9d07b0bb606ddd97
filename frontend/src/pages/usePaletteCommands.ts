import { useNavigate } from "@solidjs/router";
import type { Locale } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { formatDayTime } from "../lib/dates";
import { now } from "../lib/now";
import { routes, scenarioPath } from "../paths";
import { useChatStore } from "../stores/useChatStore";
import { usePreferences } from "../stores/usePreferences";
import { useScenarioSearch } from "../stores/useScenarioSearch";
import { useScenarioStore } from "../stores/useScenarioStore";
import { toast } from "./toasts";
import { useCopyMarkdown } from "./useCopyMarkdown";
import { useImport } from "./useImport";
import { type PaletteCommand, usePaletteIntents } from "./usePaletteIntents";

/** Everything the palette offers: each intent, what else can be done with a scenario, and what is the person's to set. */
export function usePaletteCommands(
  query: () => string,
  onLocale: (locale: Locale) => void,
): { commands: () => PaletteCommand[]; isSearching: () => boolean } {
  const { t, locale } = useI18n();
  const chat = useChatStore();
  const scenarios = useScenarioStore();
  const preferences = usePreferences();
  const navigate = useNavigate();
  const importFile = useImport();
  const copyMarkdown = useCopyMarkdown();
  const intents = usePaletteIntents(pickImport);
  // "Ouvrir quantique" looks for "quantique".
  const [openVerb = ""] = t("palette.open.scenario", "").split(/\s/);
  const search = useScenarioSearch(() => query().replace(new RegExp(`^${openVerb}\\s+`, "i"), ""));

  function pickImport(): void {
    const picker = document.createElement("input");
    picker.type = "file";
    picker.accept = "application/json,.json";
    picker.onchange = () => {
      const file = picker.files?.[0];
      if (file) void importFile(file);
    };
    picker.click();
  }

  function aboutScenario(): PaletteCommand[] {
    const scenario = scenarios.current();
    if (!scenario) return [];
    const { id, nom: hint } = scenario;
    return [
      { label: t("scenario.openDetail"), hint, run: () => navigate(scenarioPath(id)) },
      { label: t("export.markdown"), hint, run: () => void copyMarkdown(scenario) },
      { label: t("export.print"), hint, run: () => navigate(scenarioPath(id), { state: { print: true } }) },
    ];
  }

  const openings = (): PaletteCommand[] =>
    search.found().map(({ id, nom, thematique: hint }) => ({
      label: t("palette.open.scenario", nom),
      hint,
      run: () => {
        scenarios.select(id);
        navigate(routes.chat);
        void chat.send("scenario.open", { scenario_id: id }, { scenarioId: id });
      },
    }));

  /** Leaves the conversation, once nothing of it waits to be sent. */
  function leave(go: () => void): void {
    if (!chat.canLeave()) return void toast("info", t("chat.new.wait"));
    go();
    navigate(routes.chat, { state: { compose: true } });
  }

  const recents = (): PaletteCommand[] =>
    chat.recentConversations().map(({ id, title, at }) => ({
      label: title || t("chat.history"),
      hint: formatDayTime(at, locale(), now()),
      run: () => leave(() => chat.openConversation(id)),
    }));

  const settings = (): PaletteCommand[] => {
    const isDark = preferences.theme() === "dark";
    return [
      { label: t("chat.new"), run: () => leave(chat.startConversation) },
      ...(recents().length > 0 ? [{ label: t("palette.recent"), choices: recents }] : []),
      { label: t(isDark ? "theme.light" : "theme.dark"), run: () => preferences.setTheme(isDark ? "light" : "dark") },
      locale() === "fr"
        ? { label: "Switch to English", run: () => onLocale("en") }
        : { label: "Passer en français", run: () => onLocale("fr") },
    ];
  };

  return {
    commands: () => [
      ...Object.values(intents).flatMap((offer) => offer()),
      ...aboutScenario(),
      ...openings(),
      ...settings(),
    ],
    /** A scenario that is not among them yet may be found. */
    isSearching: search.isSearching,
  };
}
