import { type Context, createContext, useContext } from "solid-js";

/** A context and its hook; the hook throws where no provider is above, which is a mistake in the page. */
export function createStoreContext<Store>(name: string): [Context<Store | undefined>, () => Store] {
  const context = createContext<Store>();
  return [
    context,
    () => {
      const store = useContext(context);
      if (!store) throw new Error(`${name} is used outside of its provider`);
      return store;
    },
  ];
}
