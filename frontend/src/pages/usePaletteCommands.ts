import { useNavigate } from "@solidjs/router";
import { type Intent, KINDS, type Locale } from "../api/contracts";
import { isThoughtful } from "../api/intents";
import { useI18n } from "../i18n/I18nProvider";
import { utterance } from "../i18n/utterance";
import { routes, scenarioPath } from "../paths";
import { useChatStore } from "../stores/useChatStore";
import { useComposeStore } from "../stores/useComposeStore";
import { usePreferences } from "../stores/usePreferences";
import { useScenarioStore } from "../stores/useScenarioStore";
import { downloadExport } from "./useActions";
import { useArchive } from "./useArchive";
import { useImport } from "./useImport";

export interface PaletteCommand {
  label: string;
  /** Where it applies, or what it is about. */
  hint?: string;
  run: () => void;
}

/** What the palette offers: those about a scenario only while one is in hand. */
export function usePaletteCommands(onLocale: (locale: Locale) => void): () => PaletteCommand[] {
  const { t, locale } = useI18n();
  const chat = useChatStore();
  const scenarios = useScenarioStore();
  const compose = useComposeStore();
  const preferences = usePreferences();
  const navigate = useNavigate();
  const archive = useArchive();
  const importFile = useImport();

  /** Sends an intent about the scenario in hand; its answer is read in the chat. */
  function ask(intent: Intent, payload: Record<string, unknown> = {}): void {
    navigate(routes.chat);
    void chat.send(intent, payload);
  }

  function aboutScenario(): PaletteCommand[] {
    const scenario = scenarios.current();
    if (!scenario) return [];
    const { id, nom: hint } = scenario;
    return [
      ...KINDS.map((kind) => ({ label: t(`palette.${kind}.suggest`), hint, run: () => ask(`${kind}.suggest`) })),
      ...KINDS.map((kind) => ({
        label: t(`compose.${kind}.add`),
        hint,
        run: () => compose.open(`${kind}.add`, { scenarioId: id }),
      })),
      {
        label: t("compose.search.run"),
        hint,
        run: () => compose.open("search.run", { scenarioId: id, prefill: scenario.thematique }),
      },
      { label: t("plan.generate"), hint, run: () => ask("plan.generate") },
      { label: t("scenario.openDetail"), hint, run: () => navigate(scenarioPath(id)) },
      { label: t("scenario.edit"), hint, run: () => navigate(scenarioPath(id), { state: { edit: true } }) },
      { label: t("scenario.archive"), hint, run: () => void archive(scenario) },
      { label: t("export.json"), hint, run: () => downloadExport(id, "json") },
      { label: t("export.csv"), hint, run: () => downloadExport(id, "csv") },
    ];
  }

  /** What is being answered can be stopped without looking for its button. */
  const underWay = (): PaletteCommand[] =>
    chat
      .running()
      .filter((command) => command.mine && !command.problem && isThoughtful(command.intent))
      .map(({ commandId, intent, payload }) => ({
        label: t("chat.stop"),
        hint: utterance(intent as Intent, payload, t),
        run: () => void chat.cancel(commandId),
      }));

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

  return () => [
    ...underWay(),
    { label: t("compose.scenario.create"), run: () => compose.open("scenario.create", { scenarioId: null }) },
    ...aboutScenario(),
    { label: t("palette.scenarios"), run: () => ask("scenario.list") },
    ...scenarios.list().map((scenario) => ({
      label: t("palette.open.scenario", scenario.nom),
      hint: scenario.thematique,
      run: () => {
        scenarios.select(scenario.id);
        navigate(routes.chat);
        void chat.send("scenario.open", { scenario_id: scenario.id }, { scenarioId: scenario.id });
      },
    })),
    { label: t("scenarios.import"), run: pickImport },
    { label: t("palette.chat"), run: () => navigate(routes.chat, { state: { compose: true } }) },
    { label: t("chat.new"), run: chat.startConversation },
    {
      label: t(preferences.theme() === "dark" ? "theme.light" : "theme.dark"),
      run: () => preferences.setTheme(preferences.theme() === "dark" ? "light" : "dark"),
    },
    locale() === "fr"
      ? { label: "Switch to English", run: () => onLocale("en") }
      : { label: "Passer en français", run: () => onLocale("fr") },
  ];
}
