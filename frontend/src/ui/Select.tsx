import ChevronDown from "lucide-solid/icons/chevron-down";
import { type JSX, splitProps } from "solid-js";

/** The browser's own list to choose from, with an arrow that keeps its distance from the edge, as the text does. */
export function Select(props: JSX.SelectHTMLAttributes<HTMLSelectElement>) {
  const [own, rest] = splitProps(props, ["class"]);
  return (
    <span class="relative block">
      <select {...rest} class={`appearance-none truncate pe-9 ${own.class ?? ""}`} />
      <ChevronDown
        class="-translate-y-1/2 pointer-events-none absolute end-3 top-1/2 size-4 text-ink-soft"
        aria-hidden="true"
        data-screen-only
      />
    </span>
  );
}
