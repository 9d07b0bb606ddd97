/** The only place that knows URLs: the page's own routes, and those of the gateway under `/api`. */

export const routes = {
  chat: "/",
  scenario: "/scenarios/:id",
} as const;

export const scenarioPath = (id: number): string => `/scenarios/${id}`;

const API = "/api";

export const api = {
  health: `${API}/health`,
  scenarios: `${API}/scenarios`,
  scenarioImport: `${API}/scenarios/import`,
  scenario: (id: number) => `${API}/scenarios/${id}`,
  plans: (id: number) => `${API}/scenarios/${id}/plans`,
  recherches: (id: number) => `${API}/scenarios/${id}/recherches`,
  scenarioMessages: (id: number) => `${API}/scenarios/${id}/messages`,
  scenarioExport: (id: number, format: "json" | "csv") => `${API}/scenarios/${id}/export/${format}`,
  known: (kind: "objectif" | "cible" | "ressource") => `${API}/${kind}s`,
  conversationMessages: (id: string) => `${API}/conversations/${id}/messages`,
} as const;

/** The live socket's address, on the page's own origin. */
export function socketUrl(conversationId: string, locale: string): string {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const query = new URLSearchParams({ conversation_id: conversationId, locale });
  return `${scheme}//${location.host}${API}/ws?${query}`;
}
