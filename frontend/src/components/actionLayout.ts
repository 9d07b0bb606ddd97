import type { Action, Kind } from "../api/contracts";
import type { ActionState } from "../stores/useChatStore";

/** A proposal as its buttons carry it: what would be added, the button that adds it, the one that sets it aside. */
export interface ProposalView {
  kind: Kind;
  title: string;
  fields: Record<string, unknown>;
  add: Action;
  dismiss: Action | null;
  /** The result of a search rather than a suggestion. */
  isInspiration: boolean;
}

const ADDS: Record<string, Kind> = { "objectif.add": "objectif", "cible.add": "cible", "ressource.add": "ressource" };

function proposalOf(action: Action, dismissals: Map<unknown, Action>): ProposalView | null {
  const isInspiration = action.intent === "inspiration.use";
  const payload = (isInspiration ? action.payload.proposal : action.payload) as Record<string, unknown>;
  const kind = isInspiration ? (payload.kind as Kind) : ADDS[action.intent];
  const title = payload?.label ?? payload?.titre;
  if (!kind || typeof title !== "string") return null;
  return { kind, title, fields: payload, add: action, dismiss: dismissals.get(action.id) ?? null, isInspiration };
}

/** Whether a proposal was set aside, and not added. */
export const isDismissed = ({ add, dismiss }: ProposalView, stateOf: (action: Action) => ActionState): boolean =>
  dismiss !== null && stateOf(add) === "ready" && stateOf(dismiss) === "done";

/** Splits the buttons of a message: proposals, which are shown as cards with their own buttons, and the others. */
export function layoutActions(actions: readonly Action[]): { proposals: ProposalView[]; others: Action[] } {
  const dismissals = new Map(
    actions.filter(({ intent }) => intent === "proposal.dismiss").map((action) => [action.payload.action_id, action]),
  );
  const proposals: ProposalView[] = [];
  const others: Action[] = [];
  for (const action of actions) {
    const proposal = proposalOf(action, dismissals);
    if (proposal) proposals.push(proposal);
    else if (action.intent !== "proposal.dismiss") others.push(action);
  }
  return { proposals, others };
}
