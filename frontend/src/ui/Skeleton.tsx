import { For } from "solid-js";

/** The shape of what is coming; read out as one busy place, not as lines. */
export function Skeleton(props: { lines: number; label: string; class?: string }) {
  return (
    <div role="img" aria-label={props.label} class={`grid animate-pulse gap-2.5 ${props.class ?? ""}`}>
      <For each={Array.from({ length: props.lines }, (_, index) => 96 - ((index * 37) % 45))}>
        {(width) => <div class="h-3.5 rounded-full bg-sunk" style={{ width: `${width}%` }} />}
      </For>
    </div>
  );
}
