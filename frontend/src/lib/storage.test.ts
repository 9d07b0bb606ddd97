import { afterEach, describe, expect, it, vi } from "vitest";
import { createSafeStorage } from "./storage";

const full = () =>
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });

afterEach(() => vi.restoreAllMocks());

describe("What the page keeps", () => {
  it("is kept by the browser", () => {
    createSafeStorage(() => sessionStorage).setItem("key", "text");
    expect(createSafeStorage(() => sessionStorage).getItem("key")).toBe("text");
  });

  it("is remembered until the page is left when the browser has no room for it", () => {
    const storage = createSafeStorage(() => sessionStorage);
    storage.setItem("key", "begun");
    full();
    storage.setItem("key", "begun and gone on");
    expect(storage.getItem("key")).toBe("begun and gone on");
    vi.restoreAllMocks();
    storage.setItem("key", "ended");
    expect(sessionStorage.getItem("key")).toBe("ended");
    expect(storage.getItem("key")).toBe("ended");
  });

  it("is forgotten when it is given up, though it could not be written", () => {
    const storage = createSafeStorage(() => sessionStorage);
    full();
    storage.setItem("key", "text");
    storage.removeItem("key");
    expect(storage.getItem("key")).toBeNull();
  });

  it("is remembered by a page that may not touch the storage at all", () => {
    const storage = createSafeStorage(() => {
      throw new DOMException("forbidden", "SecurityError");
    });
    expect(storage.getItem("key")).toBeNull();
    storage.setItem("key", "text");
    expect(storage.getItem("key")).toBe("text");
    expect(storage.keys()).toEqual(["key"]);
    storage.removeItem("key");
    expect(storage.getItem("key")).toBeNull();
  });

  it("is listed once, whether the browser has it or had no room for it", () => {
    const storage = createSafeStorage(() => sessionStorage);
    storage.setItem("one", "kept");
    full();
    storage.setItem("one", "changed");
    storage.setItem("two", "refused");
    expect(storage.keys().sort()).toEqual(["one", "two"]);
  });
});
