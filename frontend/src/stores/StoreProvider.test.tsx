import { render } from "@solidjs/testing-library";
import { useQueryClient } from "@tanstack/solid-query";
import { expect, it, vi } from "vitest";
import { fr } from "../i18n/fr";
import { I18nProvider } from "../i18n/I18nProvider";
import { StoreProvider } from "./StoreProvider";

it("All queries share one client: what one part of the page invalidates, every other reads again", () => {
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => new Response("{}", { headers: { "Content-Type": "application/json" } })),
  );
  const clients = new Set<unknown>();
  const Reader = () => {
    clients.add(useQueryClient());
    return null;
  };
  render(() => (
    <I18nProvider locale="fr" dictionary={fr}>
      <StoreProvider>
        <Reader />
        <Reader />
      </StoreProvider>
    </I18nProvider>
  ));
  expect(clients.size).toBe(1);
});
