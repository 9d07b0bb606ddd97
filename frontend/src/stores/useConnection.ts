import { type Accessor, createContext, useContext } from "solid-js";
import type { Connection } from "../api/live";
import type { ChatStore } from "./useChatStore";

/** How the live connection does, and what this tab sent over it that takes longer than it should. */
export interface ConnectionState {
  state: Accessor<Connection>;
  /** Command ids. */
  late: Accessor<readonly string[]>;
  /** Sends again, under the same id: it cannot be done twice. */
  retry: (commandId: string) => void;
}

export const connectionOf = (chat: ChatStore): ConnectionState => ({
  state: chat.connection,
  late: () =>
    chat
      .running()
      .filter(({ mine, late }) => mine && late)
      .map(({ commandId }) => commandId),
  retry: chat.retry,
});

const open: ConnectionState = { state: () => "open", late: () => [], retry: () => {} };

/** Open where nobody says: a form asks, and knows nothing else of the stores. */
export const ConnectionContext = createContext(open);

export const useConnection = (): ConnectionState => useContext(ConnectionContext);
