import { type ApiClient, ApiError } from "../api/client";
import type { Message, Scenario } from "../api/contracts";

/** A gateway in memory: it answers from what the test put in it, and counts what it was asked. */
export function createFakeApi(content: { scenarios?: Scenario[]; messages?: Message[] } = {}) {
  // What comes over a network is never the same object twice.
  const { scenarios = [], messages = [] } = structuredClone(content);
  const asked: string[] = [];

  const api: ApiClient = {
    health: async () => ({
      status: "ok",
      checks: {},
      services: {},
      counters: {},
      version: "test",
      mode: "local",
      ai: {},
    }),
    scenarios: async ({ q = "", page = 1, page_size = 20 }) => {
      asked.push(`scenarios?q=${q}`);
      const found = scenarios.filter(({ nom, thematique }) => `${nom} ${thematique}`.toLowerCase().includes(q));
      return {
        items: structuredClone(found.slice((page - 1) * page_size, page * page_size)),
        total: found.length,
        page,
        page_size,
      };
    },
    scenario: async (id) => {
      const found = scenarios.find((scenario) => scenario.id === id);
      if (!found) throw new ApiError(404, null);
      return structuredClone(found);
    },
    plans: async () => ({ items: [], total: 0 }),
    recherches: async () => ({ items: [], total: 0 }),
    scenarioMessages: async () => ({ items: [], total: 0 }),
    known: async (_kind, { q }) => {
      asked.push(`known?q=${q}`);
      return { items: [], total: 0, page: 1, page_size: 8 };
    },
    conversationMessages: async (_id, { before = Number.POSITIVE_INFINITY, limit }) => {
      asked.push(`messages?before=${before}&limit=${limit}`);
      const older = messages.filter(({ id }) => id < before).sort((one, other) => other.id - one.id);
      return { items: structuredClone(older.slice(0, limit)), total: messages.length };
    },
    exportScenario: async (id, format) => ({ file: new Blob([String(id)]), name: `scenario.${format}` }),
    importScenario: async () => {
      throw new ApiError(422, null);
    },
  };
  return { api, asked };
}
