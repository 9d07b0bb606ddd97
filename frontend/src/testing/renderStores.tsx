import { renderHook } from "@solidjs/testing-library";
import { QueryClient, QueryClientProvider } from "@tanstack/solid-query";
import type { JSX } from "solid-js";
import { vi } from "vitest";
import { fr } from "../i18n/fr";
import { I18nProvider } from "../i18n/I18nProvider";
import { StoreProvider } from "../stores/StoreProvider";
import { ChatStoreContext, createChatStore } from "../stores/useChatStore";
import { ComposeStoreContext, createComposeStore } from "../stores/useComposeStore";
import { ConnectionContext, connectionOf } from "../stores/useConnection";
import { createEditStore, EditStoreContext } from "../stores/useEditStore";
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

  const compose = createComposeStore();
  function Stores() {
    const scenarios = createScenarioStore(fake.api);
    const chat = createChatStore({ api: fake.api, scenarios, locale: () => "fr" });
    stores = { scenarios, chat };
    return (
      <ScenarioStoreContext.Provider value={scenarios}>
        <ChatStoreContext.Provider value={chat}>
          <EditStoreContext.Provider value={createEditStore(chat.conversationId)}>
            <ComposeStoreContext.Provider value={compose}>
              <ConnectionContext.Provider value={connectionOf(chat)}>{ui()}</ConnectionContext.Provider>
            </ComposeStoreContext.Provider>
          </EditStoreContext.Provider>
        </ChatStoreContext.Provider>
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
  return { ...rendered, ...fake, ...stores, compose };
}

/**
 * A hook as the page uses it, over the real stores. `answer` stands for the gateway: what it returns is the JSON of a
 * path, or the whole response; the requests made are listed in `asked`.
 */
export function renderPageHook<Result>(hook: () => Result, answer: (path: string, query: URLSearchParams) => unknown) {
  const asked: string[] = [];
  vi.stubGlobal(
    "fetch",
    vi.fn(async (address: string) => {
      asked.push(address);
      const { pathname, searchParams } = new URL(address, "http://page");
      const answered = await answer(pathname, searchParams);
      return answered instanceof Response ? answered : Response.json(answered);
    }),
  );
  const page = (props: { children: JSX.Element }) => (
    <I18nProvider locale="fr" dictionary={fr}>
      <StoreProvider>{props.children}</StoreProvider>
    </I18nProvider>
  );
  return { ...renderHook(hook, { wrapper: page }), asked };
}
