import { waitFor } from "@solidjs/testing-library";
import { describe, expect, it } from "vitest";
import { aCible, aScenario } from "../testing/factories";
import { renderPageHook } from "../testing/renderStores";
import { useKnownEntities } from "./useKnownEntities";
import { useScenarioStore } from "./useScenarioStore";

const page = (items: unknown[]) => ({ items, total: items.length, page: 1, page_size: 20 });
const held = aCible({ id: 21, label: "RSSI d’ETI" });
const others = Array.from({ length: 9 }, (_, index) => aCible({ id: 30 + index, label: `RSSI ${index}` }));

function renderKnown() {
  const rendered = renderPageHook(
    () => {
      useScenarioStore().upsert(aScenario({ id: 5, cibles: [held] }));
      return useKnownEntities("cible", 5);
    },
    (path) => page(path === "/api/cibles" ? [held, ...others] : []),
  );
  const searches = () => rendered.asked.filter((address) => address.startsWith("/api/cibles"));
  return { known: rendered.result, searches };
}

describe("What other scenarios hold", () => {
  it("is found by its title, without what this scenario holds already, six at most", async () => {
    const { known } = renderKnown();
    known.search("rssi");
    await waitFor(() => expect(known.found()).toHaveLength(6));
    expect(known.found().map(({ id }) => id)).not.toContain(held.id);
  });

  it("is asked for once typing pauses", async () => {
    const { known, searches } = renderKnown();
    for (const text of ["rs", "rss", "rssi "]) known.search(text);
    await waitFor(() => expect(known.found()).not.toEqual([]));
    expect(searches()).toEqual(["/api/cibles?q=rssi&page_size=24"]);
  });

  it("is not asked for by one letter, which everything contains", async () => {
    const { known, searches } = renderKnown();
    known.search("r");
    await new Promise((done) => setTimeout(done, 300));
    expect(searches()).toEqual([]);
    expect(known.found()).toEqual([]);
  });
});
