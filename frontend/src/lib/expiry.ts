import type { Action, Kind, Scenario } from "../api/contracts";

/** What an archived scenario does not keep from being done. */
const ON_ARCHIVED = new Set([
  ...["scenario.create", "scenario.list", "scenario.open", "scenario.restore"],
  ...["chat.say", "proposal.dismiss", "command.cancel"],
]);

/**
 * Whether a button of an old message asks for what can no longer be done: to correct or remove what has changed or
 * gone since, to bring back what is there, to work on a scenario that is archived. The server would refuse it. A scenario
 * not known yet expires nothing.
 */
export function isExpired(action: Action, scenario: Scenario | undefined, isArchived: boolean): boolean {
  if (isArchived) return !ON_ARCHIVED.has(askedBy(action));
  const [subject, verb] = action.intent.split(".") as [string, string];
  const found = scenario && subjectOf(scenario, subject, action.payload.id);
  if (found === undefined) return false;
  switch (verb) {
    case "restore":
      return found !== null;
    case "update":
    case "update_item":
    case "remove":
      return found === null || (typeof action.payload.version === "number" && found.version > action.payload.version);
    default:
      return false;
  }
}

/** The intent of a button or, of one that opens a form, of that form; a button that only writes in the composer says so. */
function askedBy({ intent, payload }: Action): string {
  if (intent !== "ui.compose") return intent;
  return typeof payload.intent === "string" ? payload.intent : "chat.say";
}

/** What a button is about: null when the scenario holds it no longer, undefined when it is about something else. */
function subjectOf(scenario: Scenario, subject: string, id: unknown): { version: number } | null | undefined {
  if (typeof id !== "number") return undefined;
  if (subject === "plan") return scenario.plan?.items.find((item) => item.id === id) ?? null;
  if (!["objectif", "cible", "ressource"].includes(subject)) return undefined;
  return scenario[`${subject as Kind}s`].find((entity) => entity.id === id) ?? null;
}
