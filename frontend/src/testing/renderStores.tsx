import { renderHook } from "@solidjs/testing-library";
import { QueryClient, QueryClientProvider } from "@tanstack/solid-query";
import type { JSX } from "solid-js";
import { createChatStore } from "../stores/useChatStore";
import { createScenarioStore } from "../stores/useScenarioStore";
import { createFakeApi } from "./fakeApi";

type Content = Parameters<typeof createFakeApi>[0];

function wrapper(props: { children: JSX.Element }) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return <QueryClientProvider client={client}>{props.children}</QueryClientProvider>;
}

export function renderScenarioStore(content?: Content) {
  const fake = createFakeApi(content);
  const { result: store, cleanup } = renderHook(() => createScenarioStore(fake.api), { wrapper });
  return { store, cleanup, ...fake };
}

/** The stores as a page has them; rendered again, they are the same tab after a reload. */
export function renderChatStore(content?: Content) {
  const fake = createFakeApi(content);
  const { result, cleanup } = renderHook(
    () => {
      const scenarios = createScenarioStore(fake.api);
      return { scenarios, chat: createChatStore({ api: fake.api, scenarios, locale: () => "fr" }) };
    },
    { wrapper },
  );
  return { ...result, cleanup, ...fake };
}
