import { beforeEach, describe, expect, it, vi } from "vitest";

const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
});

describe("The time that things are told from", () => {
  it("moves on each minute while the page is seen, and as soon as it is seen again", async () => {
    const seen = vi.spyOn(document, "visibilityState", "get");
    const { now } = await import("./now");
    const begun = now();
    vi.advanceTimersByTime(MINUTE - 1);
    expect(now()).toBe(begun);
    vi.advanceTimersByTime(1);
    expect(now()).toBe(begun + MINUTE);
    seen.mockReturnValue("hidden");
    vi.advanceTimersByTime(10 * MINUTE);
    expect(now()).toBe(begun + MINUTE);
    seen.mockReturnValue("visible");
    document.dispatchEvent(new Event("visibilitychange"));
    expect(now()).toBe(begun + 11 * MINUTE);
    seen.mockRestore();
  });
});
