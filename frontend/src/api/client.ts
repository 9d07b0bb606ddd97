import * as paths from "../paths";
import type {
  Health,
  Kind,
  KnownPage,
  MessageListing,
  PlanListing,
  Problem,
  RechercheListing,
  Scenario,
  ScenarioPage,
} from "./contracts";

/** What the gateway, or the way to it, answered instead of a result. `problem` is null when nothing readable came back. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem | null,
  ) {
    super(problem?.detail ?? `HTTP ${status}`);
  }
}

type Query = Record<string, string | number | undefined>;

function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  return given.length ? `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}` : path;
}

/** How long an answer may take, whole, in milliseconds: nobody waits longer without being told. */
export const DEADLINE = 20_000;

/**
 * Reads JSON; throws ApiError with the problem document for every other answer, status 0 when there was none, 408 when
 * it did not come in time.
 */
async function request<Result>(path: string, query: Query = {}, init: RequestInit = {}): Promise<Result> {
  return (await read(path, query, init, (response) => response.json())).body as Result;
}

/** The body of an answer as `as` reads it, with the answer; the same errors. */
async function read<Body>(
  path: string,
  query: Query,
  init: RequestInit,
  as: (response: Response) => Promise<Body>,
): Promise<{ body: Body; response: Response }> {
  // The document's language is the one the person chose.
  const headers = { Accept: "application/json", "Accept-Language": document.documentElement.lang, ...init.headers };
  const signal = AbortSignal.timeout(DEADLINE);
  const response = await fetch(withQuery(path, query), { ...init, headers, signal }).catch(() => null);
  const body = response?.ok ? await as(response).catch(() => null) : null;
  const problem: unknown = response?.ok === false ? await response.json().catch(() => null) : null;
  if (signal.aborted && !body && !problem) throw new ApiError(408, null);
  // Of another server, as that of a network to sign in to: no answer either.
  if (!response || (response.ok && !body)) throw new ApiError(0, null);
  if (response.ok && body) return { body, response };
  const isProblem = response.headers.get("Content-Type")?.startsWith("application/problem+json") && problem !== null;
  throw new ApiError(response.status, isProblem ? (problem as Problem) : null);
}

/** The name that a Content-Disposition gives a file, as it is written (RFC 8187). */
function fileName(response: Response): string {
  const written = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("Content-Disposition") ?? "");
  return written?.[1] ? decodeURIComponent(written[1]) : "";
}

/** Everything the page reads over HTTP. What it changes goes through the live socket, except an import, which is a file. */
export const apiClient = {
  health: () => request<Health>(paths.api.health),
  scenarios: (query: { q?: string; page?: number; page_size?: number }) =>
    request<ScenarioPage>(paths.api.scenarios, query),
  scenario: (id: number) => request<Scenario>(paths.api.scenario(id)),
  /** A page of a scenario's plans, newest first: those with an id lower than `before`. `total` counts them all. */
  plans: (id: number, query: { before?: number; limit: number }) => request<PlanListing>(paths.api.plans(id), query),
  recherches: (id: number) => request<RechercheListing>(paths.api.recherches(id)),
  scenarioMessages: (id: number, limit: number) => request<MessageListing>(paths.api.scenarioMessages(id), { limit }),
  /** The entities of all scenarios whose title contains `q`. */
  known: (kind: Kind, query: { q: string; page_size: number }) => request<KnownPage>(paths.api.known(kind), query),
  /** A page of older messages, newest first: those with an id lower than `before`. */
  conversationMessages: (id: string, query: { before?: number; limit: number }) =>
    request<MessageListing>(paths.api.conversationMessages(id), query),
  /** The file of a scenario, and its name. */
  exportScenario: async (id: number, format: "json" | "csv") => {
    const { body, response } = await read(paths.api.scenarioExport(id, format), {}, {}, (found) => found.blob());
    return { file: body, name: fileName(response) };
  },
  importScenario: (document: string, key: string) =>
    request<Scenario>(
      paths.api.scenarioImport,
      {},
      { method: "POST", body: document, headers: { "Content-Type": "application/json", "Idempotency-Key": key } },
    ),
} as const;

export type ApiClient = typeof apiClient;
