import { renderHook } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useStalePage } from "./useStalePage";

const page = (script: string) => `<script type="module" crossorigin src="/assets/${script}.js"></script>`;
const soon = () => vi.advanceTimersByTimeAsync(600);

function renderStalePage(load: () => Promise<boolean> = async () => true) {
  const [isConnected, setConnected] = createSignal(false);
  const { result: stale } = renderHook(() => useStalePage(isConnected, load));
  return { stale, setConnected };
}

beforeEach(() => {
  document.head.innerHTML = page("index-1");
});
afterEach(() => {
  document.head.innerHTML = "";
});

describe("A part of the page that cannot be loaded", () => {
  async function reasonWhen(answer: () => Promise<Response>) {
    vi.stubGlobal("fetch", vi.fn(answer));
    const { stale } = renderStalePage();
    expect(stale.reason()).toBeNull();
    stale.miss();
    await new Promise((done) => setTimeout(done));
    return stale.reason();
  }

  it("was replaced when the server gives another page", async () => {
    expect(await reasonWhen(async () => new Response(page("index-2")))).toBe("updated");
  });

  it("is out of reach when the page is the same, or cannot be read", async () => {
    expect(await reasonWhen(async () => new Response(page("index-1")))).toBe("unreachable");
    expect(await reasonWhen(async () => new Response("", { status: 502 }))).toBe("unreachable");
    expect(await reasonWhen(() => Promise.reject(new TypeError("Failed to fetch")))).toBe("unreachable");
  });
});

describe("The parts of the page", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal(
      "fetch",
      vi.fn(async () => new Response(page("index-1"))),
    );
  });

  it("are loaded ahead each time the connection opens", async () => {
    const load = vi.fn(async () => true);
    const { setConnected } = renderStalePage(load);
    await soon();
    expect(load).not.toHaveBeenCalled();
    for (const times of [1, 2]) {
      setConnected(true);
      await soon();
      expect(load).toHaveBeenCalledTimes(times);
      setConnected(false);
    }
  });

  it("are whole again once all of them could be loaded, and not before", async () => {
    let complete = false;
    const { stale, setConnected } = renderStalePage(async () => complete);
    stale.miss();
    setConnected(true);
    await soon();
    expect(stale.reason()).toBe("unreachable");
    setConnected(false);
    complete = true;
    setConnected(true);
    await soon();
    expect(stale.reason()).toBeNull();
  });

  it("missing ahead of time are nobody's concern", async () => {
    const { stale, setConnected } = renderStalePage(async () => false);
    setConnected(true);
    await soon();
    expect(stale.reason()).toBeNull();
  });
});
