import { A } from "@solidjs/router";
import ArrowUpRight from "lucide-solid/icons/arrow-up-right";
import MessageSquarePlus from "lucide-solid/icons/message-square-plus";
import PanelRight from "lucide-solid/icons/panel-right";
import History from "lucide-solid/icons/rotate-ccw-clock";
import { type JSX, Show } from "solid-js";
import { StatutBadge } from "../../components/StatutBadge";
import { useI18n } from "../../i18n/I18nProvider";
import { scenarioPath } from "../../paths";
import { useChatStore } from "../../stores/useChatStore";
import { useScenarioStore } from "../../stores/useScenarioStore";
import { Button, IconButton } from "../../ui/Button";

/** What the conversation is about, how to begin another, and how to come back from there. */
export function ChatHeader(props: { onOpenScenarios: () => void }) {
  const { t } = useI18n();
  const chat = useChatStore();
  const scenarios = useScenarioStore();

  return (
    <header class="flex items-center gap-2 border-line border-b px-4 py-2.5 sm:px-8">
      <div class="mx-auto flex w-full max-w-4xl items-center gap-2">
        <h1 class="flex min-w-0 flex-1 items-center gap-2.5 text-sm">
          <Show
            when={scenarios.current()}
            fallback={<span class="truncate text-ink-soft">{t("chat.noScenario")}</span>}
          >
            {(scenario) => (
              <>
                <span class="sr-only">{t("chat.about")} </span>
                <span class="truncate font-semibold">{scenario().nom}</span>
                <span class="max-sm:hidden">
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
        <Show when={chat.hasPrevious()}>
          <Leave
            icon={<History class="size-4" aria-hidden="true" />}
            label={t("chat.previous")}
            onClick={chat.returnToPrevious}
          />
        </Show>
        <Leave
          icon={<MessageSquarePlus class="size-4" aria-hidden="true" />}
          label={t("chat.new")}
          onClick={chat.startConversation}
        />
        <IconButton label={t("scenarios.open")} class="lg:hidden" onClick={() => props.onOpenScenarios()}>
          <PanelRight aria-hidden="true" />
        </IconButton>
      </div>
    </header>
  );
}

/** Goes to another conversation, once nothing of this one waits to be sent. */
function Leave(props: { icon: JSX.Element; label: string; onClick: () => void }) {
  const { t } = useI18n();
  const chat = useChatStore();
  return (
    <Button
      size="sm"
      variant="ghost"
      inactive={!chat.canLeave()}
      title={chat.canLeave() ? undefined : t("chat.new.wait")}
      onClick={() => props.onClick()}
    >
      {props.icon}
      <span class="max-sm:sr-only">{props.label}</span>
    </Button>
  );
}
