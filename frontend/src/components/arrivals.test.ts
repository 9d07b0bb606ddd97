import { createRoot, createSignal } from "solid-js";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createArrivals } from "./arrivals";

let dispose = () => {};
afterEach(() => dispose());
beforeEach(() => {
  vi.useFakeTimers();
});

function listOf(initial: string[], wasShown = false) {
  return createRoot((end) => {
    dispose = end;
    const [rows, setRows] = createSignal(initial);
    return { setRows, isArriving: createArrivals(rows, wasShown) };
  });
}

describe("A row", () => {
  it("arrives when it comes after those that are there, and is simply there later on", () => {
    const { setRows, isArriving } = listOf(["a", "b"]);
    setRows(["a", "b", "c"]);
    expect([isArriving("b"), isArriving("c")]).toEqual([false, true]);
    vi.advanceTimersByTime(1_000);
    expect(isArriving("c")).toBe(false);
  });

  it("does not arrive when it is loaded above, read again, or there from the beginning", () => {
    const { setRows, isArriving } = listOf(["b", "c"]);
    expect([isArriving("b"), isArriving("c")]).toEqual([false, false]);
    setRows(["a", "b", "c"]);
    expect(isArriving("a")).toBe(false);
  });

  it("that begins a conversation arrives, but not each time it is shown", () => {
    expect(listOf(["a"]).isArriving("a")).toBe(true);
    expect(listOf(["a"], true).isArriving("a")).toBe(false);
  });
});
