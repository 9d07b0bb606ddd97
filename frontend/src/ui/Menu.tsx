import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import { createSignal, type JSX, onMount } from "solid-js";

/** Milliseconds in which a second click is one of a double click: it means to open, not to close. */
const DOUBLE_CLICK = 500;

/** A button that opens a list of things to do. `trigger` is a `DropdownMenu.Trigger`, the children are its items. */
export function Menu(props: { trigger: JSX.Element; class?: string; children: JSX.Element }) {
  const [place, setPlace] = createSignal<HTMLDivElement>();
  let frame!: HTMLDivElement;
  let openedAt = Number.NEGATIVE_INFINITY;

  function keepOpen(event: Event): void {
    const isOfTheTrigger = !place()?.contains(event.target as Node);
    if (isOfTheTrigger && performance.now() - openedAt < DOUBLE_CLICK) event.stopPropagation();
  }

  onMount(() => {
    // The mouse opens when it is pressed, a finger when it has tapped.
    for (const press of ["pointerdown", "click"]) frame.addEventListener(press, keepOpen, { capture: true });
  });

  return (
    <div ref={frame}>
      <DropdownMenu
        placement="bottom-end"
        gutter={6}
        modal={false}
        onOpenChange={(isOpen) => {
          openedAt = isOpen ? performance.now() : Number.NEGATIVE_INFINITY;
        }}
      >
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
