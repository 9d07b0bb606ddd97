import type { Intent } from "./contracts";

/** Intents that ask the model, or search: they take seconds, may stream, and can be stopped. */
const THOUGHTFUL: ReadonlySet<Intent> = new Set<Intent>([
  "chat.say",
  "objectif.suggest",
  "cible.suggest",
  "ressource.suggest",
  "plan.generate",
  "search.run",
]);

export const isThoughtful = (intent: Intent | null): boolean => intent !== null && THOUGHTFUL.has(intent);

/** How long to wait without news, in milliseconds, before saying that it is still going on. */
export const patience = (intent: Intent | null): number => (isThoughtful(intent) ? 60_000 : 20_000);
