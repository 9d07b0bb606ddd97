/** Short names for the generated types. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Action = Schemas["Action"];
export type Cible = Schemas["Cible"];
export type Health = Schemas["Health"];
export type Message = Schemas["Message"];
export type Objectif = Schemas["Objectif"];
export type Plan = Schemas["Plan"];
export type PlanItem = Schemas["PlanItem"];
export type Problem = Schemas["Problem"];
export type Recherche = Schemas["Recherche"];
export type Ressource = Schemas["Ressource"];
export type Scenario = Schemas["Scenario"];
export type ScenarioPage = Schemas["ScenarioPage"];
export type MessageListing = Schemas["MessageListing"];
export type PlanListing = Schemas["PlanListing"];
export type RechercheListing = Schemas["RechercheListing"];

export type ServerFrame = Schemas["ServerFrame"];
export type ClientFrame = Schemas["ClientFrame"];
export type Frame<Type extends ServerFrame["type"]> = Extract<ServerFrame, { type: Type }>;

/** Each intent with its payload. */
export type IntentPayloads = Schemas["IntentPayloads"];
export type Intent = keyof IntentPayloads;

export type Kind = "objectif" | "cible" | "ressource";
export const KINDS: readonly Kind[] = ["objectif", "cible", "ressource"];
export const MATURITES = ["awareness", "consideration", "decision"] as const;
export const RESSOURCE_TYPES = ["article", "video", "webinar", "cas_client", "autre"] as const;
export type Entity = Objectif | Cible | Ressource;
/** What some scenario holds, to be shared with another one. */
export type KnownEntity = Schemas["KnownObjectif"] | Schemas["KnownCible"] | Schemas["KnownRessource"];
export type KnownPage = Schemas["KnownObjectifPage"] | Schemas["KnownCiblePage"] | Schemas["KnownRessourcePage"];
export type Locale = "fr" | "en";
