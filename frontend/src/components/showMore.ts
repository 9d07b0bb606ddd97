import { createEffect, on } from "solid-js";
import { isFocusLost } from "./lineFocus";

export interface MoreProps {
  /** There are others, still to be read. */
  hasMore: boolean;
  onMore: () => void;
}

/**
 * Asks for the rest of a list, each item of which has a button. The last of them take away the button that asked: the
 * focus it had goes on to the first that has come.
 */
export function createShowMore(props: MoreProps, count: () => number, list: () => Element | undefined): () => void {
  /** How many there were when the rest was asked for. */
  let before = 0;

  createEffect(
    on(
      () => props.hasMore,
      () => isFocusLost() && before > 0 && list()?.children[before]?.querySelector("button")?.focus(),
      { defer: true },
    ),
  );

  return () => {
    before = count();
    props.onMore();
  };
}
