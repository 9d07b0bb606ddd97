import { screen } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { describe, expect, it } from "vitest";
import type { ChatEvent } from "../stores/useChatStore";
import { renderInFrench } from "../testing/render";
import { StatusRegion } from "./StatusRegion";

describe("The status region", () => {
  it("says what happens, and says it again when it happens again", () => {
    const [event, setEvent] = createSignal<ChatEvent | null>(null);
    renderInFrench(() => <StatusRegion event={event()} />);
    const status = screen.getByRole("status");
    expect(status).toBeEmptyDOMElement();
    setEvent({ kind: "thinking" });
    expect(status).toHaveTextContent("L’assistant prépare une réponse.");
    setEvent({ kind: "answered" });
    const first = status.textContent;
    setEvent({ kind: "answered" });
    expect(status).toHaveTextContent("L’assistant a répondu.");
    expect(status.textContent).not.toBe(first);
  });
});
