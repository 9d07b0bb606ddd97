import { Dialog as Kobalte } from "@kobalte/core/dialog";
import X from "lucide-solid/icons/x";
import { type JSX, Show } from "solid-js";
import { IconButton } from "./Button";

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  closeLabel: string;
  description?: string;
  /** A card is centred under its title; a drawer comes from the side, a palette sits near the top, their titles only heard. */
  placement?: "card" | "drawer" | "palette";
  wide?: boolean;
  children: JSX.Element;
}

const PLACEMENTS = {
  card: "m-auto max-h-[min(90dvh,52rem)] w-full animate-arrive rounded-xl",
  drawer: "ms-auto h-dvh w-[min(24rem,92vw)] animate-slide",
  palette: "mx-auto mt-[min(14dvh,9rem)] mb-auto max-h-[70dvh] w-full max-w-xl animate-arrive rounded-lg",
};

const HEADERS = { card: "pt-5 pb-1", drawer: "-mb-3 pt-3", palette: "" };

/** A modal: focus goes in, stays in, and comes back to where it was; Escape and a click outside close it. */
export function Dialog(props: DialogProps) {
  const opener = document.activeElement;
  let content: HTMLElement | undefined;

  /**
   * To the first field or, with none to fill in, to what is marked as the first choice; Kobalte would take the cross. A
   * drawer is there to choose from: a phone's keyboard would cover it.
   */
  function focusIn(event: Event): void {
    if (props.placement === "drawer") return;
    const field = content?.querySelector<HTMLElement>("input:not([type=file]), textarea, select, [data-autofocus]");
    if (!field) return;
    event.preventDefault();
    field.focus();
  }

  /** Without scrolling: what the dialog did may have moved the view to something newer. */
  function focusBack(event: Event): void {
    event.preventDefault();
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
  }

  return (
    <Kobalte open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="fixed inset-0 z-40 animate-fade bg-veil" />
        <div class={`fixed inset-0 z-50 flex ${props.placement === "drawer" ? "" : "p-4"}`}>
          <Kobalte.Content
            ref={(element: HTMLElement) => {
              content = element;
            }}
            onOpenAutoFocus={focusIn}
            onCloseAutoFocus={focusBack}
            class={`flex flex-col overflow-hidden bg-sheet text-ink shadow-lift outline-none ${PLACEMENTS[props.placement ?? "card"]} ${
              props.placement ? "" : props.wide ? "max-w-3xl" : "max-w-lg"
            }`}
          >
            <div class={`flex items-start gap-3 px-6 ${HEADERS[props.placement ?? "card"]}`}>
              <div class={props.placement ? "sr-only" : "min-w-0 flex-1"}>
                <Kobalte.Title class="text-xl font-semibold tracking-tight">{props.title}</Kobalte.Title>
                <Show when={props.description}>
                  <Kobalte.Description class="mt-1 text-sm text-ink-soft">{props.description}</Kobalte.Description>
                </Show>
              </div>
              <Show when={props.placement !== "palette"}>
                <IconButton label={props.closeLabel} class="-me-2 ms-auto" onClick={() => props.onClose()}>
                  <X aria-hidden="true" />
                </IconButton>
              </Show>
            </div>
            {props.children}
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte>
  );
}
