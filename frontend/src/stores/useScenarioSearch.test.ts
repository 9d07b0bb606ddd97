import { waitFor } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { expect, it } from "vitest";
import { aScenario } from "../testing/factories";
import { renderPageHook } from "../testing/renderStores";
import { useScenarioSearch } from "./useScenarioSearch";
import { useScenarioStore } from "./useScenarioStore";

const LATEST = aScenario({ id: 6, nom: "Salon" });
const OLD = aScenario({ id: 7, nom: "Zorglub" });

it("Scenarios are found by a text of one's own, after the latest, each once and in its latest version", async () => {
  const [text, setText] = createSignal("");
  const { result } = renderPageHook(
    () => ({ ...useScenarioSearch(text), scenarios: useScenarioStore() }),
    (_path, query) => {
      const items = query.get("q") === "zorg" ? [OLD] : query.get("q") ? [] : [LATEST];
      return { items, total: items.length, page: 1, page_size: 20 };
    },
  );
  await waitFor(() => expect(result.found().map(({ nom }) => nom)).toEqual(["Salon"]));
  expect(result.isSearching()).toBe(false);
  // What the list beside the chat looks for is another matter.
  result.scenarios.setSearch("rien");
  setText(" zorg ");
  expect(result.isSearching()).toBe(true);
  await waitFor(() => expect(result.found().map(({ nom }) => nom)).toEqual(["Salon", "Zorglub"]));
  expect(result.isSearching()).toBe(false);
  result.scenarios.upsert({ ...OLD, version: 2, nom: "Zorglub II" });
  expect(result.found().map(({ nom }) => nom)).toEqual(["Salon", "Zorglub II"]);
});
