import type {
  Action,
  Cible,
  Frame,
  Message,
  Objectif,
  Plan,
  PlanItem,
  Problem,
  Ressource,
  Scenario,
} from "../api/contracts";

/** A command id that can be read: uuid(7) ends in 7. */
export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

export const anAction = (fields: Partial<Action> = {}): Action => ({
  id: "a:0",
  label: "Proposer des cibles",
  intent: "cible.suggest",
  payload: {},
  style: "secondary",
  once: false,
  command_id: null,
  done: false,
  edited: false,
  ...fields,
});

export const aMessage = (fields: Partial<Message> = {}): Message => ({
  id: 1,
  conversation_id: uuid(900),
  scenario_id: null,
  auteur: "assistant",
  contenu: "Bonjour",
  locale: "fr",
  role_action: null,
  command_id: null,
  created_at: "2026-03-02T09:30:00Z",
  actions: [],
  ...fields,
});

export const anObjectif = (fields: Partial<Objectif> = {}): Objectif => ({
  id: 11,
  label: "Obtenir 40 rendez-vous",
  description: "Avec un décideur.",
  insight: "",
  priorite: 1,
  version: 1,
  ...fields,
});

export const aCible = (fields: Partial<Cible> = {}): Cible => ({
  id: 21,
  label: "RSSI d’ETI",
  description: "Responsables sécurité.",
  insight: "",
  persona: "",
  segment: "Industrie",
  maturite: "consideration",
  version: 1,
  ...fields,
});

export const aRessource = (fields: Partial<Ressource> = {}): Ressource => ({
  id: 31,
  type: "webinar",
  titre: "Webinaire NIS 2",
  url: "https://exemple.fr/nis2",
  note: "",
  insight: "",
  usage: "",
  version: 1,
  ...fields,
});

export const aPlanItem = (fields: Partial<PlanItem> = {}): PlanItem => ({
  id: 41,
  version: 1,
  format: "Article",
  message: "Cinq décisions avant de migrer",
  canal: "Blog",
  frequence: "1 par mois",
  kpi: "1 200 lectures",
  ...fields,
});

export const aPlan = (fields: Partial<Plan> = {}): Plan => ({
  id: 51,
  resume: "Une preuve, puis une conversation.",
  generated_at: "2026-03-02T10:00:00Z",
  items: [aPlanItem()],
  ...fields,
});

export const aScenario = (fields: Partial<Scenario> = {}): Scenario => ({
  id: 5,
  nom: "Lancement Q1",
  thematique: "Sécurité cloud",
  description: "",
  statut: "draft",
  version: 1,
  created_at: "2026-03-01T08:00:00Z",
  updated_at: "2026-03-02T08:00:00Z",
  objectifs: [],
  cibles: [],
  ressources: [],
  plan: null,
  actions: [],
  ...fields,
});

export const aProblem = (fields: Partial<Problem> = {}): Problem => ({
  type: "urn:problem:rate-limited",
  code: "rate-limited",
  title: "Trop de demandes",
  status: 429,
  detail: "Patientez 12 s puis réessayez.",
  instance: null,
  errors: [],
  retry_after: 12,
  retryable: false,
  ...fields,
});

export const aSnapshot = (fields: Partial<Frame<"snapshot">> = {}): Frame<"snapshot"> => ({
  type: "snapshot",
  conversation_id: uuid(900),
  messages: [],
  scenario: null,
  actions: [],
  pending: [],
  ...fields,
});

export const completed = (fields: Partial<Frame<"completed">> = {}): Frame<"completed"> => ({
  type: "completed",
  command_id: uuid(1),
  message: null,
  user_message: null,
  scenario: null,
  actions: [],
  ...fields,
});

export const failed = (fields: Partial<Frame<"failed">> = {}): Frame<"failed"> => ({
  type: "failed",
  command_id: uuid(1),
  problem: aProblem({ code: "model-unavailable", title: "Service d’IA indisponible" }),
  message: null,
  user_message: null,
  actions: [],
  ...fields,
});
