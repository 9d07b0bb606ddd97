import { beforeEach, describe, expect, it, vi } from "vitest";
import { aProblem, aScenario, uuid } from "../testing/factories";
import { ApiError, apiClient } from "./client";

/** Has every request answered so; the requests made are read from it. */
function answering(answer: () => Response | Promise<Response>) {
  const fetch = vi.fn(async (_path: string, _init: RequestInit) => answer());
  vi.stubGlobal("fetch", fetch);
  return { asked: () => fetch.mock.calls.map(([path]) => path), sent: () => fetch.mock.calls[0]?.[1] };
}

const refusal = (status: number, type: string, body: string) =>
  new Response(body, { status, headers: { "Content-Type": type } });

const refused = async (): Promise<ApiError> => {
  const error = await apiClient.scenario(5).catch((reason: unknown) => reason);
  if (!(error instanceof ApiError)) throw new Error("it was not refused");
  return error;
};

beforeEach(() => {
  document.documentElement.lang = "en";
});

describe("What is asked", () => {
  it("goes to the gateway of the page's own origin, in the person's language", async () => {
    const { asked, sent } = answering(() => Response.json(aScenario()));
    expect((await apiClient.scenario(5)).nom).toBe("Lancement Q1");
    expect(asked()).toEqual(["/api/scenarios/5"]);
    expect(sent()?.headers).toMatchObject({ Accept: "application/json", "Accept-Language": "en" });
  });

  it("carries only what was given of a query, encoded", async () => {
    const { asked } = answering(() => Response.json({}));
    await apiClient.scenarios({ q: "R&D à 100 %", page_size: 20 });
    await apiClient.scenarios({ q: "", page: 2 });
    await apiClient.conversationMessages(uuid(9), { limit: 50 });
    await apiClient.known("cible", { q: "rssi", page_size: 6 });
    expect(asked()).toEqual([
      "/api/scenarios?q=R%26D+%C3%A0+100+%25&page_size=20",
      "/api/scenarios?page=2",
      `/api/conversations/${uuid(9)}/messages?limit=50`,
      "/api/cibles?q=rssi&page_size=6",
    ]);
  });

  it("is, for an import, the document as it is, under a key that makes it one import", async () => {
    const { sent } = answering(() => Response.json(aScenario(), { status: 201 }));
    await apiClient.importScenario('{"nom":"A"}', uuid(3));
    expect(sent()).toMatchObject({ method: "POST", body: '{"nom":"A"}' });
    expect(sent()?.headers).toMatchObject({ "Content-Type": "application/json", "Idempotency-Key": uuid(3) });
  });
});

describe("What is refused", () => {
  it("says why when the gateway does", async () => {
    answering(() => refusal(404, "application/problem+json", JSON.stringify(aProblem({ detail: "Introuvable." }))));
    expect(await refused()).toMatchObject({
      status: 404,
      message: "Introuvable.",
      problem: { detail: "Introuvable." },
    });
  });

  it.each([
    ["a page of another server", 502, "text/html", "<h1>Bad gateway</h1>"],
    ["JSON that is no problem", 500, "application/json", '{"error":"boom"}'],
    ["a problem cut short", 503, "application/problem+json", '{"title":'],
  ])("has a status and no reason: %s", async (_, status, type, body) => {
    answering(() => refusal(status, type, body));
    expect(await refused()).toMatchObject({ status, problem: null, message: `HTTP ${status}` });
  });

  it("is not what another server says in the gateway's name", async () => {
    answering(() => refusal(200, "text/html", "<h1>Sign in</h1>"));
    expect(await refused()).toMatchObject({ status: 0, problem: null });
  });

  it.each([
    [
      "an answer",
      (signal?: AbortSignal | null) => new Promise<Response>((_, fail) => signal?.addEventListener("abort", fail)),
    ],
    [
      "its end",
      async (signal?: AbortSignal | null) =>
        new Response(new ReadableStream({ start: (end) => signal?.addEventListener("abort", () => end.error()) })),
    ],
  ])("is what does not come in time: %s", async (_, answer) => {
    const deadline = new AbortController();
    const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(deadline.signal);
    vi.stubGlobal(
      "fetch",
      vi.fn((_path: string, init: RequestInit) => answer(init.signal)),
    );
    const refusing = refused();
    expect(timeout).toHaveBeenCalledWith(20_000);
    deadline.abort();
    expect(await refusing).toMatchObject({ status: 408, problem: null });
    timeout.mockRestore();
  });

  it("has no status when nothing answers", async () => {
    answering(() => Promise.reject(new TypeError("Failed to fetch")));
    expect(await refused()).toMatchObject({ status: 0, problem: null });
  });
});
