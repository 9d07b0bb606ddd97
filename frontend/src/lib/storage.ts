/** What the browser keeps for the page, as far as it lets it. */
export type SafeStorage = Pick<Storage, "getItem" | "setItem" | "removeItem"> & { keys: () => string[] };

/** What lasts as long as this tab, reloads included. */
export const tabStorage = createSafeStorage(() => sessionStorage);

/** What all tabs share and find again later. */
export const browserStorage = createSafeStorage(() => localStorage);

/**
 * A storage that never throws. A browser may forbid it altogether, or have no room left: what it refuses is kept in
 * memory, for as long as the page is not reloaded.
 *
 * @param find - reaches the storage of the browser; forbidden, it throws already there.
 */
export function createSafeStorage(find: () => Storage): SafeStorage {
  const refused = new Map<string, string>();

  function attempt<Result>(what: (storage: Storage) => Result): Result | null {
    try {
      return what(find());
    } catch {
      return null;
    }
  }

  return {
    getItem: (key) => refused.get(key) ?? attempt((storage) => storage.getItem(key)),
    setItem(key, text) {
      refused.set(key, text);
      attempt((storage) => {
        storage.setItem(key, text);
        refused.delete(key);
      });
    },
    keys: () => [...new Set([...refused.keys(), ...(attempt(Object.keys) ?? [])])],
    removeItem(key) {
      refused.delete(key);
      attempt((storage) => storage.removeItem(key));
    },
  };
}
