import { createEffect, createSignal, on, onCleanup, Show } from "solid-js";
import { patience } from "../../api/intents";
import { Late } from "../../components/Late";
import { useI18n } from "../../i18n/I18nProvider";
import { useChatStore } from "../../stores/useChatStore";
import { Skeleton } from "../../ui/Skeleton";

/** The place of a conversation that is not known yet. A connection that says nothing of it for long is made again on demand. */
export function Opening() {
  const { t } = useI18n();
  const chat = useChatStore();
  const [isLate, setLate] = createSignal(false);

  createEffect(
    on(chat.connection, (connection) => {
      setLate(false);
      if (connection !== "open") return;
      const timer = setTimeout(() => setLate(true), patience(null));
      onCleanup(() => clearTimeout(timer));
    }),
  );

  return (
    <div class="mx-auto grid w-full max-w-4xl flex-1 content-start gap-6 px-4 py-8 sm:px-8">
      <Skeleton lines={4} label={t("loading")} class="max-w-xl" />
      <Show when={isLate()}>
        <Late onRetry={chat.reconnect} />
      </Show>
    </div>
  );
}
