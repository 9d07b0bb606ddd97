import { type Accessor, createContext, useContext } from "solid-js";
import type { Connection } from "../api/live";

const open: Accessor<Connection> = () => "open";

/** How the live connection does. Open where nobody says: a form asks, and knows nothing else of the stores. */
export const ConnectionContext = createContext(open);

export const useConnection = (): Accessor<Connection> => useContext(ConnectionContext);
