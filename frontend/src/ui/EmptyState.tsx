import { type JSX, Show } from "solid-js";

/** Nothing here yet: says what will be, and how to begin. On paper, where nothing begins, only that. */
export function EmptyState(props: { icon: JSX.Element; title: string; hint: string; children?: JSX.Element }) {
  return (
    <div class="grid justify-items-center gap-1.5 rounded-lg border border-dashed border-line-strong px-6 py-8 text-center print:justify-items-start print:border-0 print:p-0 [&>svg]:mb-1 [&>svg]:size-7 [&>svg]:text-ink-faint print:[&>:not(p)]:hidden">
      {props.icon}
      <p class="font-semibold print:font-normal print:text-sm">{props.title}</p>
      <p class="max-w-prose text-sm text-ink-soft print:hidden">{props.hint}</p>
      <Show when={props.children}>
        <div class="mt-3 flex flex-wrap justify-center gap-2">{props.children}</div>
      </Show>
    </div>
  );
}
