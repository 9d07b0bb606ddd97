import { useNavigate } from "@solidjs/router";
import type { Entity, Intent, Kind, Scenario } from "../api/contracts";
import { isThoughtful } from "../api/intents";
import { useI18n } from "../i18n/I18nProvider";
import { utterance } from "../i18n/utterance";
import { entitiesOf, entityTitle } from "../lib/entities";
import { routes, scenarioPath } from "../paths";
import { useChatStore } from "../stores/useChatStore";
import { useComposeStore } from "../stores/useComposeStore";
import { useScenarioStore } from "../stores/useScenarioStore";
import { useScenarioEdits } from "./Scenario/useScenarioEdits";
import { useArchive } from "./useArchive";
import { useExport } from "./useExport";
import { useOfferedButtons } from "./useOfferedButtons";
import { usePlanChoices } from "./usePlanChoices";

/** What the palette offers: done at once, or after the question "which one?". */
export type PaletteCommand = {
  label: string;
  /** Where it applies, or what it is about. */
  hint?: string;
} & ({ run: () => void } | { choices: () => PaletteCommand[] });

type Offer = () => PaletteCommand[];
type KindVerb = "suggest" | "add" | "add_many" | "update" | "remove" | "restore";

/**
 * The commands of each intent, none left out: those about a scenario while one is in hand, those that act on something
 * while there is anything to act on.
 */
export function usePaletteIntents(importFile: () => void): Record<Intent, Offer> {
  const { t } = useI18n();
  const chat = useChatStore();
  const scenarios = useScenarioStore();
  const compose = useComposeStore();
  const navigate = useNavigate();
  const { archive } = useArchive();
  const saveExport = useExport();
  const offered = useOfferedButtons();
  // The one in hand when the palette opened: what is chosen is about what she saw.
  const openedId = scenarios.currentId();
  const opened = openedId ?? -1;
  const plans = usePlanChoices(openedId);
  const inHand = () => (scenarios.isArchived(opened) ? undefined : scenarios.byId(opened));
  const held = inHand();
  const edits = held && useScenarioEdits(() => inHand() ?? held);

  /** Sends an intent about the scenario in hand; its answer is read in the chat. */
  function ask(intent: Intent): void {
    navigate(routes.chat);
    void chat.send(intent, {}, { scenarioId: openedId });
  }

  const about =
    (offer: (scenario: Scenario) => PaletteCommand[]): Offer =>
    () => {
      const scenario = inHand();
      return scenario ? offer(scenario).map((command) => ({ hint: scenario.nom, ...command })) : [];
    };

  /** Nothing to choose from, nothing to offer. */
  const which =
    (label: string, choices: Offer): Offer =>
    () =>
      choices().length > 0 ? [{ label, choices }] : [];

  function offersOf(kind: Kind): Record<KindVerb, Offer> {
    const each =
      (run: (entity: Entity) => void): Offer =>
      () =>
        (inHand() ? entitiesOf(inHand() as Scenario, kind) : []).map((entity) => ({
          label: entityTitle(entity),
          run: () => run(entity),
        }));
    return {
      suggest: about(() => [{ label: t(`palette.${kind}.suggest`), run: () => ask(`${kind}.suggest`) }]),
      add: about(({ id }) => [
        { label: t(`compose.${kind}.add`), run: () => compose.open(`${kind}.add`, { scenarioId: id }) },
      ]),
      add_many: which(t(`palette.${kind}.add_many`), () => offered.all(`${kind}.add_many`)),
      update: which(
        t(`palette.${kind}.update`),
        each((record) => compose.edit({ scenarioId: opened, form: kind, record })),
      ),
      remove: which(
        t(`palette.${kind}.remove`),
        each((entity) => void edits?.remove(kind, entity)),
      ),
      restore: which(t(`palette.${kind}.restore`), () => offered.undoing(`${kind}.restore`)),
    };
  }

  const ofKind = <K extends Kind>(kind: K) =>
    Object.fromEntries(Object.entries(offersOf(kind)).map(([verb, offer]) => [`${kind}.${verb}`, offer])) as Record<
      `${K}.${KindVerb}`,
      Offer
    >;

  /** What is being answered can be stopped without looking for its button. */
  const stop: Offer = () =>
    chat
      .running()
      .filter((command) => command.mine && !command.problem && isThoughtful(command.intent))
      .map(({ commandId, intent, payload }) => ({
        label: t("chat.stop"),
        hint: utterance(intent as Intent, payload, t),
        run: () => void chat.cancel(commandId),
      }));

  return {
    "command.cancel": stop,
    "scenario.create": () => [
      { label: t("compose.scenario.create"), run: () => compose.open("scenario.create", { scenarioId: null }) },
    ],
    ...ofKind("objectif"),
    "objectif.reorder": which(t("palette.objectif.reorder"), () =>
      (inHand() ? entitiesOf(inHand() as Scenario, "objectif") : []).slice(1).map((objectif) => ({
        label: entityTitle(objectif),
        run: () => void edits?.move(objectif.id, 0),
      })),
    ),
    ...ofKind("cible"),
    ...ofKind("ressource"),
    "proposal.add_many": which(t("palette.proposal.add_many"), () => offered.all("proposal.add_many")),
    "proposal.dismiss": which(t("palette.proposal.dismiss"), offered.dismissals),
    "search.run": about(({ id, thematique }) => [
      {
        label: t("compose.search.run"),
        run: () => compose.open("search.run", { scenarioId: id, prefill: thematique }),
      },
    ]),
    "inspiration.use": which(t("palette.inspiration.use"), offered.inspirations),
    "plan.generate": about(() => [{ label: t("plan.generate"), run: () => ask("plan.generate") }]),
    "plan.update_item": which(t("palette.plan.update_item"), () => plans.items(inHand())),
    "plan.restore": which(t("palette.plan.restore"), () => plans.versions(inHand())),
    "scenario.update": about(({ id }) => [
      { label: t("scenario.edit"), run: () => navigate(scenarioPath(id), { state: { edit: true } }) },
    ]),
    "scenario.archive": about((scenario) => [{ label: t("scenario.archive"), run: () => void archive(scenario) }]),
    "scenario.export": about(({ id }) =>
      (["json", "csv"] as const).map((format) => ({
        label: t(`export.${format}`),
        run: () => void saveExport(id, format),
      })),
    ),
    "scenario.restore": which(t("palette.scenario.restore"), () => offered.undoing("scenario.restore")),
    "scenario.list": () => [{ label: t("palette.scenarios"), run: () => ask("scenario.list") }],
    // Each scenario is a command of its own, found by its name.
    "scenario.open": () => [],
    "scenario.import": () => [{ label: t("scenarios.import"), run: importFile }],
    "chat.say": () => [{ label: t("palette.chat"), run: () => navigate(routes.chat, { state: { compose: true } }) }],
  };
}
