import type { VirtualItem } from "@tanstack/solid-virtual";

/** Where the reader of a list was when she left it. */
export interface ReadingPlace {
  isAtEnd: boolean;
  /** In pixels from the beginning of what was loaded. */
  offset: number;
  /** The last row there was. */
  last: string | undefined;
  /** What was measured of the rows. */
  sizes: VirtualItem[];
}
