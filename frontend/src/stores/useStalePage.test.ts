import { renderHook } from "@solidjs/testing-library";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useStalePage } from "./useStalePage";

const page = (script: string) => `<script type="module" crossorigin src="/assets/${script}.js"></script>`;

async function reasonWhen(answer: () => Promise<Response>) {
  vi.stubGlobal("fetch", vi.fn(answer));
  const { result: reason } = renderHook(useStalePage);
  expect(reason()).toBeNull();
  dispatchEvent(new Event("vite:preloadError"));
  await new Promise((done) => setTimeout(done));
  return reason();
}

describe("A part of the page that cannot be loaded", () => {
  beforeEach(() => {
    document.head.innerHTML = page("index-1");
  });
  afterEach(() => {
    document.head.innerHTML = "";
  });

  it("was replaced when the server gives another page", async () => {
    expect(await reasonWhen(async () => new Response(page("index-2")))).toBe("updated");
  });

  it("is out of reach when the page is the same, or cannot be read", async () => {
    expect(await reasonWhen(async () => new Response(page("index-1")))).toBe("unreachable");
    expect(await reasonWhen(async () => new Response("", { status: 502 }))).toBe("unreachable");
    expect(await reasonWhen(() => Promise.reject(new TypeError("Failed to fetch")))).toBe("unreachable");
  });
});
