import { waitFor } from "@solidjs/testing-library";
import { expect, it } from "vitest";
import { renderPageHook } from "../testing/renderStores";
import { useDemonstrationMode } from "./useHealth";

const EMPTY = { items: [], total: 0, page: 1, page_size: 20 };

const renderWith = (health: unknown) =>
  renderPageHook(useDemonstrationMode, (path) => (path === "/api/health" ? health : EMPTY));

it("The demonstration is said when no model is configured, once that is known", async () => {
  const { result: isDemonstration } = renderWith({ mode: "local" });
  expect(isDemonstration()).toBe(false);
  await waitFor(() => expect(isDemonstration()).toBe(true));
});

it.each([
  ["a model is configured", { mode: "openai" }],
  ["it cannot be known", new Response("", { status: 404 })],
])("The demonstration is not said when %s", async (_, health) => {
  const { result: isDemonstration, asked } = renderWith(health);
  await waitFor(() => expect(asked).toContain("/api/health"));
  await new Promise((done) => setTimeout(done));
  expect(isDemonstration()).toBe(false);
});
