import { QueryClient, QueryClientProvider } from "@tanstack/solid-query";
import type { JSX } from "solid-js";
import { ApiError, apiClient } from "../api/client";
import { useI18n } from "../i18n/I18nProvider";
import { ChatStoreContext, createChatStore } from "./useChatStore";
import { ComposeStoreContext, createComposeStore } from "./useComposeStore";
import { ConnectionContext, connectionOf } from "./useConnection";
import { createEditStore, EditStoreContext } from "./useEditStore";
import { createPreferences, PreferencesContext } from "./usePreferences";
import { createScenarioStore, ScenarioStoreContext } from "./useScenarioStore";

const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // What the gateway answered stays true; what did not reach it is worth another try.
        retry: (count, error) =>
          count < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500),
      },
    },
  });

/** Every store of the page, made once. */
export function StoreProvider(props: { children: JSX.Element }) {
  // Made here: a call among the props would make another client each time one is asked for.
  const client = createQueryClient();
  return (
    <QueryClientProvider client={client}>
      <Stores>{props.children}</Stores>
    </QueryClientProvider>
  );
}

function Stores(props: { children: JSX.Element }) {
  const { locale } = useI18n();
  const scenarios = createScenarioStore(apiClient);
  const chat = createChatStore({ api: apiClient, scenarios, locale });
  return (
    <PreferencesContext.Provider value={createPreferences()}>
      <ScenarioStoreContext.Provider value={scenarios}>
        <ChatStoreContext.Provider value={chat}>
          <ConnectionContext.Provider value={connectionOf(chat)}>
            <EditStoreContext.Provider value={createEditStore(chat.conversationId)}>
              <ComposeStoreContext.Provider value={createComposeStore()}>{props.children}</ComposeStoreContext.Provider>
            </EditStoreContext.Provider>
          </ConnectionContext.Provider>
        </ChatStoreContext.Provider>
      </ScenarioStoreContext.Provider>
    </PreferencesContext.Provider>
  );
}
