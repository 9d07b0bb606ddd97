import Check from "lucide-solid/icons/check";
import Clock from "lucide-solid/icons/clock-3";
import { For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Action } from "../api/contracts";
import { buttonLabel } from "../i18n/buttonLabel";
import { useI18n } from "../i18n/I18nProvider";
import type { ActionState } from "../stores/useChatStore";
import { Button, type ButtonVariant } from "../ui/Button";
import { iconOf } from "./intentIcons";

export interface ActionButtonGroupProps {
  actions: readonly Action[];
  stateOf: (action: Action) => ActionState;
  onAct: (action: Action) => void;
  label: string;
  size?: "sm" | "md";
  /** The conversation has moved on: still there, no longer asking for attention. */
  quiet?: boolean;
  class?: string;
}

/** The buttons the server offers, in its order, each ready, at work, waiting for the connection, done or no longer possible. */
export function ActionButtonGroup(props: ActionButtonGroupProps) {
  return (
    <Show when={props.actions.length > 0}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would announce a form; these are independent buttons */}
      <div role="group" aria-label={props.label} class={`flex flex-wrap gap-2 ${props.class ?? ""}`}>
        <For each={props.actions}>
          {(action) => (
            <ActionButton
              action={action}
              state={props.stateOf(action)}
              onAct={() => props.onAct(action)}
              size={props.quiet ? "sm" : (props.size ?? "md")}
              quiet={props.quiet ?? false}
            />
          )}
        </For>
      </div>
    </Show>
  );
}

export interface ActionButtonProps {
  action: Action;
  state: ActionState;
  onAct: () => void;
  size?: "sm" | "md";
  quiet?: boolean;
  class?: string;
  /** Heard after the label, where several buttons share it. */
  about?: string;
  /** What it reads instead of its own label, where that repeats what is beside it. */
  label?: string | undefined;
  /** What it reads once done, where its own label with a tick would still read as an invitation. */
  doneLabel?: string | undefined;
}

/** One button of the server. Done or at work it stays where it is, and keeps the focus, but does nothing more. */
export function ActionButton(props: ActionButtonProps) {
  const { t, locale } = useI18n();
  const isOver = () => props.state === "done" || props.state === "expired";
  const isWaiting = () => props.state === "waiting";
  const variant = (): ButtonVariant => {
    if (isOver()) return "ghost";
    return props.quiet && props.action.style === "primary" ? "secondary" : props.action.style;
  };
  const icon = () => iconOf(props.action);
  const doneLabel = () => (props.state === "done" ? props.doneLabel : undefined);
  return (
    <Button
      variant={variant()}
      size={props.size ?? "md"}
      busy={props.state === "running"}
      inactive={isOver() || isWaiting()}
      title={props.state === "expired" ? t("action.expired.hint") : undefined}
      class={props.class ?? ""}
      onClick={() => props.onAct()}
    >
      <Show when={props.state === "done"}>
        <Check class="size-4 text-ressource" aria-hidden="true" />
      </Show>
      <Show when={isWaiting()}>
        <Clock class="size-4" aria-hidden="true" />
      </Show>
      <Show when={!isOver() && !isWaiting() && icon()}>
        {(component) => <Dynamic component={component()} class="size-4 max-sm:hidden" aria-hidden="true" />}
      </Show>
      <span classList={{ "line-through": props.state === "expired" }}>
        {doneLabel() ?? buttonLabel(props.label ?? props.action.label, locale())}
      </span>
      <Show when={props.about}>
        <span class="sr-only">{t("action.about", props.about ?? "")}</span>
      </Show>
      <Show when={props.state === "done" && !doneLabel()}>
        <span class="sr-only">{t("action.done")}</span>
      </Show>
      <Show when={isWaiting()}>
        <span class="sr-only">{t("action.waiting")}</span>
      </Show>
      <Show when={props.state === "expired"}>
        <span class="sr-only">{t("action.expired")}</span>
      </Show>
    </Button>
  );
}
