import type { JSX } from "solid-js";

const TONES = {
  quiet: "bg-sunk text-ink-soft",
  warm: "bg-objectif-wash text-objectif",
  danger: "bg-danger-wash text-danger",
};

/** A short message with, maybe, something to do about it. */
export function Notice(props: {
  tone?: keyof typeof TONES;
  icon?: JSX.Element;
  class?: string;
  children: JSX.Element;
}) {
  return (
    <div
      class={`flex items-center gap-2 rounded-md px-3 py-2 text-sm [&>svg]:size-4 [&>svg]:shrink-0 ${TONES[props.tone ?? "quiet"]} ${props.class ?? ""}`}
    >
      {props.icon}
      {props.children}
    </div>
  );
}
