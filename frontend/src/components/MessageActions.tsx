import { createMemo, For, Show } from "solid-js";
import type { Action, Locale } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import type { ActionState } from "../stores/useChatStore";
import { ActionButtonGroup } from "./ActionButtonGroup";
import { isDismissed, layoutActions, type ProposalView } from "./actionLayout";
import { ProposalCard } from "./ProposalCard";

export interface MessageActionsProps {
  actions: readonly Action[];
  stateOf: (action: Action) => ActionState;
  onAct: (action: Action) => void;
  onEdit: (proposal: ProposalView) => void;
  /** The language the proposals are written in, where it is known. */
  lang?: Locale | null;
  /** A later message has come. */
  quiet: boolean;
  /** What they act on, where it is not what is in hand. */
  caption?: string | undefined;
}

/** As many columns as there are cards left to fill them. */
const COLUMNS = ["", "max-w-md", "sm:grid-cols-2", "sm:grid-cols-2 xl:grid-cols-3"];

/** What can be done from a message: its proposals as cards, then its other buttons. */
export function MessageActions(props: MessageActionsProps) {
  const { t } = useI18n();
  // The same buttons are the same cards, whatever else comes into the conversation: one of them may have the focus.
  const actions = createMemo(() => props.actions);
  const layout = createMemo(() => layoutActions(actions()));
  const cards = () => layout().proposals.filter((proposal) => !isDismissed(proposal, props.stateOf)).length;

  const named = (label: string) => [label, props.caption].filter(Boolean).join(" ");

  return (
    <>
      <Show when={props.caption}>
        <p class="mt-3 -mb-1 text-ink-faint text-xs">{props.caption}</p>
      </Show>
      <Show when={layout().proposals.length > 0}>
        <ul
          class={`mt-3 grid grid-cols-1 gap-3 ${COLUMNS[Math.min(cards(), COLUMNS.length - 1)]}`}
          aria-label={named(t("proposal.list"))}
        >
          <For each={layout().proposals}>
            {(proposal) => (
              <ProposalCard
                proposal={proposal}
                lang={props.lang ?? null}
                stateOf={props.stateOf}
                onAct={props.onAct}
                onEdit={props.onEdit}
              />
            )}
          </For>
        </ul>
      </Show>
      <ActionButtonGroup
        class="mt-3"
        quiet={props.quiet}
        label={named(t("action.group"))}
        actions={layout().others}
        stateOf={props.stateOf}
        onAct={props.onAct}
      />
    </>
  );
}
