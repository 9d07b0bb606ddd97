import { createUniqueId, For, Show } from "solid-js";
import type { Message } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { formatDateTime } from "../lib/dates";
import { Markdown } from "./Markdown";
import { MessageBoundary } from "./MessageBoundary";
import { Said } from "./Said";

/** What was said lately about a scenario, the latest first. */
export function MessageTimeline(props: { messages: readonly Message[] }) {
  const { t, locale } = useI18n();
  const titleId = createUniqueId();
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} class="eyebrow">
        {t("timeline.title")}
      </h2>
      <Show when={props.messages.length > 0} fallback={<p class="mt-2 text-ink-soft text-sm">{t("timeline.empty")}</p>}>
        <ol class="mt-3 ms-1 grid gap-4 border-line border-s-2 ps-4">
          <For each={props.messages}>
            {(message) => (
              <li class="relative text-sm">
                <span
                  aria-hidden="true"
                  class={`-start-[1.4rem] absolute top-1.5 size-2.5 rounded-full border-2 border-paper ${
                    message.auteur === "user" ? "bg-voice" : "bg-accent"
                  }`}
                />
                <p class="text-ink-faint text-xs">
                  <span class="font-semibold text-ink-soft">
                    {t(message.auteur === "user" ? "chat.you" : "chat.assistant")}
                  </span>{" "}
                  <time datetime={message.created_at}>{formatDateTime(message.created_at, locale())}</time>
                </p>
                <div class="line-clamp-3 text-ink-soft">
                  <MessageBoundary text={message.contenu}>
                    <Show
                      when={message.auteur === "user"}
                      fallback={<Markdown text={message.contenu} lang={message.locale} />}
                    >
                      <Said text={message.contenu} lang={message.locale} isTyped={message.role_action === "chat.say"} />
                    </Show>
                  </MessageBoundary>
                </div>
              </li>
            )}
          </For>
        </ol>
      </Show>
    </section>
  );
}
