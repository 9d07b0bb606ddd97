import { createSignal } from "solid-js";
import type { Entity, Kind, PlanItem } from "../api/contracts";
import { createStoreContext } from "./storeContext";

/** The intents that have a form of their own. */
export type ComposedIntent = "scenario.create" | `${Kind}.add` | "search.run";

const COMPOSED: ReadonlySet<string> = new Set<ComposedIntent>([
  "scenario.create",
  "objectif.add",
  "cible.add",
  "ressource.add",
  "search.run",
]);

export const isComposed = (intent: unknown): intent is ComposedIntent => COMPOSED.has(String(intent));

/** The field a bare text fills, in each form. */
const FIRST_FIELD: Record<ComposedIntent, string> = {
  "scenario.create": "nom",
  "objectif.add": "label",
  "cible.add": "label",
  "ressource.add": "titre",
  "search.run": "requete",
};

export interface ComposeRequest {
  intent: ComposedIntent;
  scenarioId: number | null;
  prefill: Record<string, unknown>;
  /** The command of the button it stands for, asked for when it is sent; without one, it is a command of its own. */
  commandId?: () => string | null;
}

/** A record to correct, as it was when that was asked for, with the changes already said. */
export type EditRequest = { scenarioId: number; changes?: Record<string, unknown> } & (
  | { form: Kind; record: Entity }
  | { form: "planItem"; record: PlanItem }
);

/** The form that is open, if one is, wherever it was asked for. */
export function createComposeStore() {
  const [request, setRequest] = createSignal<ComposeRequest | null>(null);
  const [editing, setEditing] = createSignal<EditRequest | null>(null);
  const [isPaletteOpen, setPaletteOpen] = createSignal(false);
  return {
    request,
    open(
      intent: ComposedIntent,
      options: { scenarioId: number | null; prefill?: unknown; commandId?: ComposeRequest["commandId"] },
    ) {
      const { prefill, scenarioId, commandId } = options;
      const fields = typeof prefill === "string" ? { [FIRST_FIELD[intent]]: prefill } : (prefill ?? {});
      setRequest({
        intent,
        scenarioId,
        prefill: fields as Record<string, unknown>,
        ...(commandId ? { commandId } : {}),
      });
    },
    editing,
    edit: (request: EditRequest) => setEditing(request),
    close(): void {
      setRequest(null);
      setEditing(null);
    },
    isPaletteOpen,
    setPaletteOpen: (open: boolean) => setPaletteOpen(open),
  };
}

export type ComposeStore = ReturnType<typeof createComposeStore>;

export const [ComposeStoreContext, useComposeStore] = createStoreContext<ComposeStore>("ComposeStore");
