import { A } from "@solidjs/router";
import ArrowUpRight from "lucide-solid/icons/arrow-up-right";
import MessageSquarePlus from "lucide-solid/icons/message-square-plus";
import PanelRight from "lucide-solid/icons/panel-right";
import History from "lucide-solid/icons/rotate-ccw-clock";
import { createSignal, ErrorBoundary, Show, Suspense, useContext } from "solid-js";
import { StatutBadge } from "../../components/StatutBadge";
import { useI18n } from "../../i18n/I18nProvider";
import { scenarioPath } from "../../paths";
import { useChatStore } from "../../stores/useChatStore";
import { useScenarioStore } from "../../stores/useScenarioStore";
import { Button, IconButton } from "../../ui/Button";
import { FaultContext, RecentMenu } from "../parts";

/** What the conversation is about, how to begin another, and how to come back to an earlier one. */
export function ChatHeader(props: { onOpenScenarios: () => void }) {
  const { t } = useI18n();
  const chat = useChatStore();
  const scenarios = useScenarioStore();

  return (
    <header class="flex items-center gap-2 border-line border-b px-4 py-2.5 sm:px-8">
      <div class="mx-auto flex w-full max-w-4xl items-center gap-2">
        <h1 class="flex min-w-32 flex-1 items-center gap-2.5 text-sm lg:min-w-56">
          <Show
            when={scenarios.current()}
            fallback={<span class="truncate text-ink-soft">{t("chat.noScenario")}</span>}
          >
            {(scenario) => (
              <>
                <span class="sr-only">{t("chat.about")} </span>
                <span class="truncate font-semibold">{scenario().nom}</span>
                <span class="inline-flex max-md:hidden">
                  <StatutBadge statut={scenarios.isArchived(scenario().id) ? "archived" : scenario().statut} />
                </span>
                <A
                  href={scenarioPath(scenario().id)}
                  class="grid size-8 shrink-0 place-items-center rounded-full text-ink-soft hover:bg-sunk lg:hidden"
                  aria-label={t("scenario.openDetail")}
                >
                  <ArrowUpRight class="size-4" aria-hidden="true" />
                </A>
              </>
            )}
          </Show>
        </h1>
        <Show when={chat.recentConversations().length > 0}>
          <Recent />
        </Show>
        {/* Once nothing of this one waits to be sent. */}
        <Button
          size="sm"
          variant="ghost"
          inactive={!chat.canLeave()}
          class={chat.canLeave() ? "" : "opacity-50"}
          title={chat.canLeave() ? undefined : t("chat.new.wait")}
          onClick={chat.startConversation}
        >
          <MessageSquarePlus class="size-4" aria-hidden="true" />
          <span class="whitespace-nowrap max-lg:sr-only">{t("chat.new")}</span>
        </Button>
        <IconButton label={t("scenarios.open")} class="lg:hidden" onClick={() => props.onOpenScenarios()}>
          <PanelRight aria-hidden="true" />
        </IconButton>
      </div>
    </header>
  );
}

/** The way to the other conversations. What it opens is loaded when it is asked for. */
function Recent() {
  const { t } = useI18n();
  const [isAsked, setAsked] = createSignal(false);
  const note = useContext(FaultContext);
  const Label = () => (
    <>
      <History class="size-4" aria-hidden="true" />
      <span class="whitespace-nowrap max-xl:sr-only">{t("chat.recent")}</span>
    </>
  );
  const button = (isComing: boolean) => (
    <Button
      size="sm"
      variant="ghost"
      title={t("chat.recent")}
      aria-haspopup="menu"
      busy={isComing}
      onClick={() => setAsked(true)}
    >
      <Label />
    </Button>
  );
  /** What could not be loaded leaves the conversation in use; asked for again, it is loaded again. */
  function inPlaceOfMenu(error: unknown, tryAgain: () => void): null {
    note(error);
    setAsked(false);
    queueMicrotask(tryAgain);
    return null;
  }

  return (
    <ErrorBoundary fallback={inPlaceOfMenu}>
      <Show when={isAsked()} fallback={button(false)}>
        <Suspense fallback={button(true)}>
          <RecentMenu>
            <Label />
          </RecentMenu>
        </Suspense>
      </Show>
    </ErrorBoundary>
  );
}
