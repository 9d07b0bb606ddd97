import { renderHook } from "@solidjs/testing-library";
import { QueryClient, QueryClientProvider } from "@tanstack/solid-query";
import type { JSX } from "solid-js";
import { ChatStoreContext, createChatStore } from "../stores/useChatStore";
import { createScenarioStore, ScenarioStoreContext } from "../stores/useScenarioStore";
import { createFakeApi } from "./fakeApi";
import { renderInFrench } from "./render";

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

/** Renders a component in French with the stores that a page has. */
export function renderWithStores(ui: () => JSX.Element, content?: Content) {
  const fake = createFakeApi(content);
  let stores!: { scenarios: ReturnType<typeof createScenarioStore>; chat: ReturnType<typeof createChatStore> };

  function Stores() {
    const scenarios = createScenarioStore(fake.api);
    const chat = createChatStore({ api: fake.api, scenarios, locale: () => "fr" });
    stores = { scenarios, chat };
    return (
      <ScenarioStoreContext.Provider value={scenarios}>
        <ChatStoreContext.Provider value={chat}>{ui()}</ChatStoreContext.Provider>
      </ScenarioStoreContext.Provider>
    );
  }

  const rendered = renderInFrench(() =>
    wrapper({
      get children() {
        return <Stores />;
      },
    }),
  );
  return { ...rendered, ...fake, ...stores };
}
