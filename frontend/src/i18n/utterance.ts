import type { Intent } from "../api/contracts";
import type { Translate } from "./I18nProvider";

type Fields = Record<string, unknown>;

/** Intents after which the person is shown to have said something; the others are silent edits. */
const SPOKEN: ReadonlySet<string> = new Set<Intent>([
  "chat.say",
  "scenario.create",
  "scenario.list",
  "scenario.open",
  "scenario.export",
  "objectif.suggest",
  "cible.suggest",
  "ressource.suggest",
  "objectif.add",
  "cible.add",
  "ressource.add",
  "objectif.add_many",
  "cible.add_many",
  "ressource.add_many",
  "proposal.add_many",
  "search.run",
  "inspiration.use",
  "plan.generate",
]);

export const speaks = (intent: Intent | null): boolean => intent !== null && SPOKEN.has(intent);

const nameOf = (fields: Fields): string => String(fields.label ?? fields.titre ?? fields.nom ?? "");

/**
 * What the person says by a click, shown until the server has stored its own words for it. Of a scenario that has a
 * plan, the plan is generated again.
 */
export function utterance(intent: Intent, payload: Fields, t: Translate, hasPlan = false): string {
  switch (intent) {
    case "chat.say":
      return String(payload.message ?? "");
    case "scenario.create":
      return t("utterance.scenario.create", nameOf(payload), String(payload.thematique ?? ""));
    case "scenario.export":
      return t("utterance.scenario.export", String(payload.format ?? "json").toUpperCase());
    case "objectif.add":
    case "cible.add":
    case "ressource.add":
      return "id" in payload ? t(`utterance.${intent}_known`) : t(`utterance.${intent}`, nameOf(payload));
    case "search.run":
      return t("utterance.search.run", String(payload.requete ?? ""));
    case "inspiration.use":
      return t("utterance.inspiration.use", nameOf((payload.proposal ?? {}) as Fields));
    case "scenario.list":
    case "scenario.open":
    case "objectif.suggest":
    case "cible.suggest":
    case "ressource.suggest":
    case "objectif.add_many":
    case "cible.add_many":
    case "ressource.add_many":
    case "proposal.add_many":
      return t(`utterance.${intent}`);
    case "plan.generate":
      return t(hasPlan ? "utterance.plan.regenerate" : "utterance.plan.generate");
    default:
      return t("utterance.edit");
  }
}
