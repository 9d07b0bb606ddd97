import CircleAlert from "lucide-solid/icons/circle-alert";
import { For } from "solid-js";
import { useI18n } from "../../i18n/I18nProvider";
import { utterance } from "../../i18n/utterance";
import { useChatStore } from "../../stores/useChatStore";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";

/** What this tab sent and the server refused, or says nothing of any more: to send again or to give up. */
export function UnsettledNotices() {
  const { t } = useI18n();
  const chat = useChatStore();
  const unsettled = () => chat.running().filter((command) => command.mine && (command.problem || command.late));
  return (
    <div class="mt-4 grid gap-2 empty:hidden" data-screen-only>
      <For each={unsettled()}>
        {(command) => (
          <Notice tone="warm" icon={<CircleAlert aria-hidden="true" />}>
            <p class="min-w-0 flex-1">
              <strong>{command.intent ? utterance(command.intent, command.payload, t) : t("utterance.edit")}</strong>{" "}
              {command.problem?.detail ?? t("chat.late")}
            </p>
            {command.problem && (
              <Button size="sm" variant="ghost" onClick={() => chat.discard(command.commandId)}>
                {t("chat.discard")}
              </Button>
            )}
            <Button size="sm" onClick={() => chat.retry(command.commandId)}>
              {t("chat.retry")}
            </Button>
          </Notice>
        )}
      </For>
    </div>
  );
}
