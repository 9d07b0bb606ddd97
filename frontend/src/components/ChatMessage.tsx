import Clock from "lucide-solid/icons/clock-3";
import Square from "lucide-solid/icons/square";
import { type JSX, Match, Show, Switch, untrack } from "solid-js";
import type { Locale, Message } from "../api/contracts";
import { isThoughtful } from "../api/intents";
import { useI18n } from "../i18n/I18nProvider";
import { speaks, utterance } from "../i18n/utterance";
import { formatTime } from "../lib/dates";
import { withoutLists } from "../lib/markdown";
import type { RunningCommand } from "../stores/conversation";
import { Button } from "../ui/Button";
import { Late } from "./Late";
import { Markdown } from "./Markdown";
import { MessageBoundary } from "./MessageBoundary";
import { Refusal } from "./Refusal";
import { Said } from "./Said";

export interface ChatMessageProps {
  auteur: Message["auteur"];
  /** The stored message, once there is one. */
  message: Message | undefined;
  /** The command it belongs to, while it has no outcome. */
  command: RunningCommand | undefined;
  connected: boolean;
  /** Those refused with it, as `Refusal` takes them: by default it alone. */
  refused?: readonly RunningCommand[];
  /** The name of the scenario it is about. */
  scenario?: string | undefined;
  /** Whether the scenario of its command has a plan. */
  hasPlan?: boolean;
  /** Asked to stop, and not stopped yet. */
  stopping?: boolean;
  onRetry: (commandId: string) => void;
  onDiscard: (command: RunningCommand) => void;
  onStop: (commandId: string) => void;
  /** Its proposals are shown as cards: the same ones, told in its text, are folded. */
  showsProposals?: boolean;
  /** The buttons that belong to the message. */
  children?: JSX.Element;
}

/** One bubble: the person's on the right, the assistant's on the left, stored or still on its way. */
export function ChatMessage(props: ChatMessageProps) {
  return (
    <MessageBoundary text={props.message?.contenu ?? props.command?.draft?.text ?? ""}>
      <Show when={props.auteur === "user"} fallback={<AssistantBubble {...props} />}>
        <UserBubble {...props} />
      </Show>
    </MessageBoundary>
  );
}

function Time(props: { iso: string | undefined; class?: string }) {
  const { locale } = useI18n();
  return (
    <Show when={props.iso}>
      {(iso) => (
        <time datetime={iso()} class={`text-2xs tabular-nums ${props.class ?? "text-ink-faint"}`}>
          {formatTime(iso(), locale())}
        </time>
      )}
    </Show>
  );
}

function UserBubble(props: ChatMessageProps) {
  const { t } = useI18n();
  const command = () => props.command;
  // As it was when she asked: the plan may come before the stored words do.
  const hadPlan = untrack(() => props.hasPlan);
  const intent = () => props.message?.role_action ?? command()?.intent;
  // The command names a number: the name is known here.
  const opened = () =>
    intent() === "scenario.open" && props.scenario && t("utterance.scenario.open_named", props.scenario);
  const text = () => {
    const pending = command();
    if (props.message) return props.message.contenu;
    return pending?.intent ? utterance(pending.intent, pending.payload, t, hadPlan) : "";
  };

  return (
    <article tabindex="-1" class="flex flex-col items-end gap-1 rounded-md py-2.5 ps-10" aria-label={t("chat.you")}>
      <div class="max-w-[42rem] text-pretty rounded-[1.3rem] rounded-ee-[0.35rem] bg-voice px-4 py-2.5 text-on-voice [&_.prose-chat_a]:text-on-voice">
        <Said
          text={opened() || text()}
          // The name of what was opened is told by the page, in its own language.
          lang={opened() ? null : props.message?.locale}
          isTyped={Boolean(opened()) || !props.message || intent() === "chat.say"}
        />
      </div>
      <Switch fallback={<Time iso={props.message?.created_at} class="pe-1 text-ink-faint" />}>
        <Match when={command()?.problem}>
          {(problem) => (
            <Refusal
              command={command() as RunningCommand}
              problem={problem()}
              together={props.refused ?? [command() as RunningCommand]}
              onRetry={props.onRetry}
              onDiscard={props.onDiscard}
            />
          )}
        </Match>
        <Match when={command() && !props.connected && !command()?.accepted}>
          <p class="flex items-center gap-1.5 pe-1 text-ink-faint text-xs">
            <Clock class="size-3.5" aria-hidden="true" />
            {t("chat.queued")}
          </p>
        </Match>
        {/* Where a reply is awaited, its bubble says so. */}
        <Match when={command()?.late && !props.message && !speaks(command()?.intent ?? null)}>
          <Late onRetry={() => props.onRetry(command()?.commandId ?? "")} />
        </Match>
      </Switch>
    </article>
  );
}

function AssistantBubble(props: ChatMessageProps) {
  const { t } = useI18n();
  const written = () => (props.command?.draft?.whole ? props.command.draft.text : "");
  // Nothing is heard of it meanwhile: what it was doing when the connection was lost may be long over.
  const step = () => (props.connected ? props.command?.step : t("chat.awaitsConnection"));

  return (
    <article
      tabindex="-1"
      class="flex gap-3 rounded-md py-2.5"
      aria-label={t("chat.assistant")}
      aria-busy={!props.message}
    >
      <span
        aria-hidden="true"
        class="mt-1 grid size-8 shrink-0 place-items-center rounded-[0.65rem] bg-accent font-semibold text-on-accent text-sm max-sm:hidden"
      >
        A
      </span>
      <div class="min-w-0 flex-1">
        <div class="w-fit max-w-[44rem] rounded-[1.3rem] rounded-ss-[0.35rem] border border-line bg-sheet px-4 py-3 shadow-sheet">
          <Switch>
            <Match when={props.message}>
              {(message) => (
                <Told text={message().contenu} lang={message().locale} isFolded={props.showsProposals ?? false} />
              )}
            </Match>
            <Match when={written()}>
              <Markdown text={written()} writing={props.connected} />
              <Show when={step()}>
                {(text) => <Working text={text()} isMoving={props.connected} class="mt-2 text-sm" />}
              </Show>
            </Match>
            <Match when={true}>
              <Working text={step() ?? t("chat.thinking")} isMoving={props.connected} class="animate-reveal" />
            </Match>
          </Switch>
        </div>
        {props.children}
        <div class="mt-1 flex min-h-4 flex-wrap items-center gap-x-3 gap-y-1 ps-1">
          <Time iso={props.message?.created_at} />
          <Show when={!props.message && props.command}>
            {(command) => (
              <>
                <Show when={command().late && props.connected}>
                  <Late onRetry={() => props.onRetry(command().commandId)} />
                </Show>
                <Show when={command().mine && isThoughtful(command().intent)}>
                  <Button
                    size="sm"
                    variant="ghost"
                    class="whitespace-nowrap"
                    inactive={props.stopping ?? false}
                    onClick={() => props.onStop(command().commandId)}
                  >
                    <Square class="size-3.5 fill-current" aria-hidden="true" />
                    {t(props.stopping ? "chat.stopping" : "chat.stop")}
                  </Button>
                </Show>
              </>
            )}
          </Show>
        </div>
      </div>
    </article>
  );
}

/** A reply in full or, where cards below tell the same, without its lists, which open on demand. */
function Told(props: { text: string; lang: Locale | null; isFolded: boolean }) {
  const { t } = useI18n();
  const parts = () => withoutLists(props.text);
  return (
    <Show when={props.isFolded && parts().lists} fallback={<Markdown text={props.text} lang={props.lang} />}>
      <Markdown text={parts().rest} lang={props.lang} />
      <details class="mt-1.5 text-sm">
        <summary class="w-fit rounded-sm py-0.5 text-ink-soft hover:text-ink">{t("chat.inFull")}</summary>
        <div class="mt-2">
          <Markdown text={parts().lists} lang={props.lang} />
        </div>
      </details>
    </Show>
  );
}

/** What is being done, with dots that breathe for as long as news of it can come. */
function Working(props: { text: string; isMoving: boolean; class: string }) {
  return (
    <p class={`flex items-center gap-2.5 text-ink-soft ${props.class}`}>
      <Show when={props.isMoving} fallback={<Clock class="size-4" aria-hidden="true" />}>
        <span
          aria-hidden="true"
          class="flex gap-1 [&>i]:size-1.5 [&>i]:animate-breathe [&>i]:rounded-full [&>i]:bg-accent"
        >
          <i />
          <i class="[animation-delay:180ms]" />
          <i class="[animation-delay:360ms]" />
        </span>
      </Show>
      {props.text}
    </p>
  );
}
