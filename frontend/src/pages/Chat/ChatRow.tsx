import History from "lucide-solid/icons/rotate-ccw-clock";
import { Show } from "solid-js";
import type { Action } from "../../api/contracts";
import { layoutActions, type ProposalView } from "../../components/actionLayout";
import { ChatMessage } from "../../components/ChatMessage";
import { DaySeparator } from "../../components/DaySeparator";
import { MessageActions } from "../../components/MessageActions";
import { Welcome } from "../../components/Welcome";
import { useI18n } from "../../i18n/I18nProvider";
import { isSameDay } from "../../lib/dates";
import { isExpired } from "../../lib/expiry";
import type { RunningCommand } from "../../stores/conversation";
import { type ActionState, sourceOf, useChatStore } from "../../stores/useChatStore";
import { type ComposedIntent, useComposeStore } from "../../stores/useComposeStore";
import { useScenarioStore } from "../../stores/useScenarioStore";
import { Notice } from "../../ui/Notice";
import { useActions } from "../useActions";

export interface ChatRowProps {
  row: string;
  previous: string | undefined;
  /** Puts a text back in the composer. */
  onRecall: (text: string) => void;
}

/** What acts on no scenario, or on one that the button names. */
const ANYWHERE = ["scenario.create", "scenario.list", "scenario.open", "scenario.restore"];

/** One row of the conversation, with what can be done from it. */
export function ChatRow(props: ChatRowProps) {
  const { t } = useI18n();
  const chat = useChatStore();
  const compose = useComposeStore();
  const scenarios = useScenarioStore();
  const { act } = useActions();
  const message = () => chat.messageOf(props.row);
  const command = () => chat.commandOf(props.row);
  const auteur = () => message()?.auteur ?? (props.row.startsWith("user:") ? "user" : "assistant");

  const newDay = () => {
    const current = message();
    const before = props.previous === undefined ? undefined : chat.messageOf(props.previous);
    if (!current || (before && isSameDay(before.created_at, current.created_at))) return undefined;
    return current.id > 0 ? current.created_at : undefined;
  };

  const isLast = () => chat.rows().at(-1) === props.row;
  const source = (action: Action) => sourceOf(message()?.id ?? 0, action);
  const stateOf = (action: Action): ActionState => {
    const state = chat.actionState(action, source(action));
    const id = message()?.scenario_id ?? -1;
    return state === "ready" && isExpired(action, scenarios.byId(id), scenarios.isArchived(id)) ? "expired" : state;
  };
  const onAct = (action: Action) =>
    void act(action, { scenarioId: message()?.scenario_id ?? null, source: source(action) });

  /** Named where it is another than the one in hand, and its buttons act on it. */
  const elsewhere = () => {
    const id = message()?.scenario_id ?? null;
    const inHand = scenarios.currentId();
    if (id === null || inHand === null || id === inHand) return undefined;
    if (message()?.actions.every(({ intent, payload }) => ANYWHERE.includes(String(payload.intent ?? intent))))
      return undefined;
    return t("action.group.for", scenarios.byId(id)?.nom ?? null);
  };

  // The results of a search tell more than the cards made of them.
  const suggestions = () =>
    layoutActions(message()?.actions ?? []).proposals.filter(({ isInspiration }) => !isInspiration).length;

  /** Changed before it is added, a proposal is still the command of its button: it is added once, and says so. */
  function edit({ kind, fields, add }: ProposalView): void {
    compose.open(`${kind}.add` as ComposedIntent, {
      scenarioId: message()?.scenario_id ?? null,
      prefill: fields,
      // Another one after a failure; none once it was added elsewhere.
      commandId: () => {
        const now = message()?.actions.find(({ id }) => id === add.id);
        return now && stateOf(now) === "ready" ? (now.command_id ?? null) : null;
      },
    });
  }

  function discard(refused: RunningCommand): void {
    chat.discard(refused.commandId);
    if (refused.intent === "chat.say") props.onRecall(String(refused.payload.message ?? ""));
  }

  return (
    <>
      <Show when={message()?.id === 0}>
        <Show when={chat.isGone()}>
          <Notice class="mb-4 max-w-2xl" icon={<History aria-hidden="true" />}>
            <p>{t("chat.gone")}</p>
          </Notice>
        </Show>
        <Welcome />
      </Show>
      <Show when={newDay()}>{(day) => <DaySeparator iso={day()} />}</Show>
      <ChatMessage
        auteur={auteur()}
        message={message()}
        command={command()}
        connected={chat.connection() === "open"}
        scenario={scenarios.byId(Number(command()?.payload.scenario_id ?? message()?.scenario_id))?.nom}
        hasPlan={Boolean(scenarios.byId(command()?.scenarioId ?? -1)?.plan)}
        refused={chat.refusedUpTo(props.row)}
        stopping={chat.isStopping(command()?.commandId ?? "")}
        onRetry={chat.retry}
        onStop={(commandId) => void chat.cancel(commandId)}
        onDiscard={discard}
        showsProposals={suggestions() > 1}
      >
        <Show when={message()?.actions.length}>
          <MessageActions
            actions={message()?.actions ?? []}
            lang={message()?.locale ?? null}
            stateOf={stateOf}
            onAct={onAct}
            onEdit={edit}
            quiet={!isLast()}
            caption={elsewhere()}
          />
        </Show>
      </ChatMessage>
    </>
  );
}
