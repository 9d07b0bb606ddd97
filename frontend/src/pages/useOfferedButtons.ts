import { useNavigate } from "@solidjs/router";
import type { Action, Intent, Message } from "../api/contracts";
import { layoutActions, type ProposalView } from "../components/actionLayout";
import { buttonLabel } from "../i18n/buttonLabel";
import { useI18n } from "../i18n/I18nProvider";
import { isExpired } from "../lib/expiry";
import { routes } from "../paths";
import { sourceOf, useChatStore } from "../stores/useChatStore";
import { useScenarioStore } from "../stores/useScenarioStore";
import { useActions } from "./useActions";
import type { PaletteCommand } from "./usePaletteIntents";

/** Its first line, without the marks of Markdown. */
const firstLine = ({ contenu }: Message): string => contenu.replace(/[*_`]/g, "").split("\n")[0] ?? "";

/** The buttons of the conversation that still do something, as choices of the palette, the latest first. */
export function useOfferedButtons() {
  const { t, locale } = useI18n();
  const chat = useChatStore();
  const scenarios = useScenarioStore();
  const navigate = useNavigate();
  const { act } = useActions();

  const isReady = (message: Message, action: Action): boolean =>
    chat.actionState(action, sourceOf(message.id, action)) === "ready" &&
    !isExpired(action, scenarios.byId(message.scenario_id ?? -1), scenarios.isArchived(message.scenario_id));

  const press = (message: Message, action: Action) => (): void => {
    navigate(routes.chat);
    void act(action, { scenarioId: message.scenario_id, source: sourceOf(message.id, action) });
  };

  const latestFirst = () => chat.messages().toReversed();

  const pending = (message: Message): ProposalView[] =>
    layoutActions(message.actions).proposals.filter(({ add }) => isReady(message, add));

  /** Each button of an intent, under a name told from its message. */
  const named = (intent: Intent, name: (message: Message) => string): PaletteCommand[] =>
    latestFirst().flatMap((message) =>
      message.actions
        .filter((action) => action.intent === intent && isReady(message, action))
        .map((action) => ({
          label: name(message),
          hint: buttonLabel(action.label, locale()),
          run: press(message, action),
        })),
    );

  const proposals = (pick: (proposal: ProposalView) => Action | null): PaletteCommand[] =>
    latestFirst().flatMap((message) =>
      pending(message).flatMap((proposal) => {
        const action = pick(proposal);
        if (!action || !isReady(message, action)) return [];
        return [{ label: proposal.title, hint: t(`kind.${proposal.kind}`), run: press(message, action) }];
      }),
    );

  return {
    /** "Add all", named by what would be added. */
    all: (intent: Intent) =>
      named(intent, (message) =>
        pending(message)
          .map(({ title }) => title)
          .join(", "),
      ),
    /** Buttons that bring back, named by what the message says was done. */
    undoing: (intent: Intent) => named(intent, firstLine),
    dismissals: () => proposals(({ dismiss }) => dismiss),
    inspirations: () => proposals(({ isInspiration, add }) => (isInspiration ? add : null)),
  };
}
