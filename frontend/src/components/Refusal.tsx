import CircleAlert from "lucide-solid/icons/circle-alert";
import RotateCcw from "lucide-solid/icons/rotate-ccw";
import { Show } from "solid-js";
import type { Problem } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import type { RunningCommand } from "../stores/conversation";
import { Button } from "../ui/Button";

export interface RefusalProps {
  command: RunningCommand;
  problem: Problem;
  /** Those refused for the same reason one after the other, up to this one; none when there is one more below. */
  together: readonly RunningCommand[];
  onRetry: (commandId: string) => void;
  onDiscard: (command: RunningCommand) => void;
}

/** Why something was not sent. Of several in a row the last says it for all, and sends them all again. */
export function Refusal(props: RefusalProps) {
  const { t } = useI18n();
  const discard = () => (
    <Button size="sm" variant="ghost" onClick={() => props.onDiscard(props.command)}>
      {props.command.intent === "chat.say" ? t("chat.edit") : t("chat.discard")}
    </Button>
  );
  return (
    <Show
      when={props.together.length > 0}
      fallback={
        <p class="flex items-center gap-1.5 text-danger text-xs">
          <CircleAlert class="size-3.5" aria-hidden="true" />
          {t("chat.notSent")}
          {discard()}
        </p>
      }
    >
      <div class="grid max-w-[42rem] gap-2 rounded-md bg-danger-wash px-3 py-2 text-danger text-sm">
        <p class="flex gap-2">
          <CircleAlert class="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          <span>
            <strong>{props.problem.title}.</strong> {props.problem.detail}{" "}
            <Show when={props.together.length > 1}>{t("chat.notSent.count", props.together.length)}</Show>
          </span>
        </p>
        <p class="flex flex-wrap justify-end gap-2">
          {discard()}
          <Button
            size="sm"
            variant="danger"
            onClick={() => {
              for (const { commandId } of [...props.together]) props.onRetry(commandId);
            }}
          >
            <RotateCcw class="size-4" aria-hidden="true" />
            {t(props.together.length > 1 ? "chat.retryAll" : "chat.retry")}
          </Button>
        </p>
      </div>
    </Show>
  );
}
