import { type Component, createContext, lazy } from "solid-js";
import { loadDictionary } from "../i18n/I18nProvider";

/** Takes what went wrong in a corner of a page that goes on without it. */
export const FaultContext = createContext((error: unknown): void => reportError(error));

/** A part of the page that could not be loaded. */
export class MissingPart extends Error {}

// Every component has props of its own; only `any` admits them all.
// biome-ignore lint/suspicious/noExplicitAny: see above
function part<Part extends Component<any>>(load: () => Promise<{ default: Part }>) {
  return lazy(() =>
    load().catch((cause: unknown) => {
      throw new MissingPart("A part of the page is missing", { cause });
    }),
  );
}

export const ScenarioPage = part(() => import("./Scenario"));
export const NotFound = part(() => import("./NotFound"));
export const Toaster = part(() => import("./Toaster"));
export const ComposeDialog = part(() => import("./ComposeDialog"));
export const EditDialog = part(() => import("./EditDialog"));
export const CommandPalette = part(() => import("./CommandPalette"));
export const RecentMenu = part(() => import("./Chat/RecentMenu"));
export const Dialog = part(async () => ({ default: (await import("../ui/Dialog")).Dialog }));

const PARTS = [Toaster, ComposeDialog, CommandPalette, EditDialog, ScenarioPage, Dialog, RecentMenu, NotFound];

/** Loads every part before it is asked for, so that none needs the connection later. Resolves to whether all are there. */
export async function loadParts(): Promise<boolean> {
  const loading = await Promise.allSettled([...PARTS.map((part) => part.preload()), loadDictionary("en")]);
  return loading.every(({ status }) => status === "fulfilled");
}
