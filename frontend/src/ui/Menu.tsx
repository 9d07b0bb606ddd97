import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import { createSignal, type JSX } from "solid-js";

/** A button that opens a list of things to do. `trigger` is a `DropdownMenu.Trigger`, the children are its items. */
export function Menu(props: { trigger: JSX.Element; class?: string; children: JSX.Element }) {
  const [place, setPlace] = createSignal<HTMLDivElement>();
  return (
    <div>
      <DropdownMenu placement="bottom-end" gutter={6} modal={false}>
        {props.trigger}
        {/* A portal, for only what comes with it takes the focus; to this place, for what is outside of the page's
            landmarks is hard to find. */}
        <DropdownMenu.Portal mount={place() as HTMLDivElement}>
          <DropdownMenu.Content
            class={`z-30 animate-fade rounded-md border border-line bg-sheet p-1.5 shadow-lift outline-none ${props.class ?? ""}`}
          >
            {props.children}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu>
      <div ref={setPlace} />
    </div>
  );
}
