import LoaderCircle from "lucide-solid/icons/loader-circle";
import { type JSX, Show, splitProps } from "solid-js";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent hover:not-aria-disabled:bg-accent-deep",
  secondary: "border border-line-strong bg-sheet text-ink hover:not-aria-disabled:border-ink-soft",
  ghost: "text-ink-soft hover:not-aria-disabled:bg-sunk hover:not-aria-disabled:text-ink",
  danger: "border border-danger/60 bg-sheet text-danger hover:not-aria-disabled:bg-danger-wash",
};

const SHAPE =
  "relative inline-flex items-center justify-center rounded-full font-medium transition-colors disabled:opacity-50 " +
  "aria-disabled:cursor-default";

const SIZES = {
  sm: "min-h-8 px-3 py-1 text-sm max-sm:text-[0.8125rem]",
  md: "min-h-10 px-4 py-1.5 text-sm max-sm:px-3 max-sm:text-[0.8125rem]",
};

export interface ButtonProps extends Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, "onClick"> {
  variant?: ButtonVariant;
  size?: "sm" | "md";
  /** At work: shown, announced, and not to be clicked again. */
  busy?: boolean;
  /** Nothing more to do. It keeps the focus it has, which `disabled` would take away. */
  inactive?: boolean;
  onClick?: (event: MouseEvent) => void;
}

export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, ["variant", "size", "busy", "inactive", "class", "children", "onClick"]);
  const isIdle = () => own.busy || own.inactive;
  // What is over says so by itself, without a shape of a button.
  const isFaint = () => own.inactive && !own.busy && own.variant !== "ghost";
  return (
    <button
      type="button"
      aria-busy={own.busy || undefined}
      aria-disabled={isIdle() || undefined}
      class={`${SHAPE} ${VARIANTS[own.variant ?? "secondary"]} ${SIZES[own.size ?? "md"]} ${isFaint() ? "opacity-50" : ""} ${own.class ?? ""}`}
      onClick={(event) => {
        if (isIdle()) event.preventDefault();
        else own.onClick?.(event);
      }}
      {...rest}
    >
      {/* Over the label, not beside it: a button at work keeps its width, and its neighbours their place. */}
      <Show when={own.busy}>
        <LoaderCircle class="absolute inset-0 m-auto size-5 animate-spin" aria-hidden="true" />
      </Show>
      <span class={`inline-flex items-center justify-center gap-1.5 ${own.busy ? "opacity-30" : ""}`}>
        {own.children}
      </span>
    </button>
  );
}

const ICON_SIZES = { sm: "size-8 [&>svg]:size-4.5", md: "size-9 [&>svg]:size-[1.15rem]" };

export interface IconButtonProps extends Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, "onClick"> {
  /** What the button does: its name for everyone, and its tooltip. */
  label: string;
  size?: keyof typeof ICON_SIZES;
  /** Nothing to do for now. It keeps the focus it has, which `disabled` would take away. */
  inactive?: boolean;
  onClick?: (event: MouseEvent) => void;
}

export function IconButton(props: IconButtonProps) {
  const [own, rest] = splitProps(props, ["label", "size", "inactive", "class", "children", "onClick"]);
  return (
    <button
      type="button"
      aria-label={own.label}
      title={own.label}
      aria-disabled={own.inactive || undefined}
      class={`inline-grid shrink-0 place-items-center rounded-full text-ink-soft transition-colors hover:not-aria-disabled:bg-sunk hover:not-aria-disabled:text-ink aria-disabled:cursor-default aria-disabled:opacity-40 ${ICON_SIZES[own.size ?? "md"]} ${own.class ?? ""}`}
      onClick={(event) => !own.inactive && own.onClick?.(event)}
      {...rest}
    >
      {own.children}
    </button>
  );
}
