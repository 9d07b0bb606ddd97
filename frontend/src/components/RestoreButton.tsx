import Clock from "lucide-solid/icons/clock-3";
import { Show } from "solid-js";
import { useI18n } from "../i18n/I18nProvider";
import type { ActionState } from "../stores/useChatStore";
import { Button } from "../ui/Button";

/** Makes a version of the plan the current one again: once, even while it waits for the connection. */
export function RestoreButton(props: { number: number; state: ActionState; onRestore: () => void }) {
  const { t } = useI18n();
  const isWaiting = () => props.state === "waiting";
  return (
    <Button size="sm" busy={props.state === "running"} inactive={isWaiting()} onClick={() => props.onRestore()}>
      <Show when={isWaiting()}>
        <Clock class="size-4" aria-hidden="true" />
      </Show>
      {t("plan.restore")}
      <span class="sr-only">{t("action.about", t("plan.version", props.number))}</span>
      <Show when={isWaiting()}>
        <span class="sr-only">{t("action.waiting")}</span>
      </Show>
    </Button>
  );
}
