import { screen } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { beforeEach, expect, it, vi } from "vitest";
import type { Message } from "../api/contracts";
import { aMessage } from "../testing/factories";
import { renderInFrench } from "../testing/render";
import { ChatMessage } from "./ChatMessage";
import { MessageTimeline } from "./MessageTimeline";

vi.mock("../lib/markdown", () => ({
  renderMarkdown(text: string) {
    if (text.includes("!!")) throw new RangeError("too deep");
    return `<p>${text}</p>`;
  },
}));

const BROKEN = aMessage({ id: 1, contenu: "Cassé !!" });
const WHOLE = aMessage({ id: 2, contenu: "Entier" });

const reported = vi.fn();
beforeEach(() => {
  reported.mockClear();
  vi.stubGlobal("reportError", reported);
});

function Chat(props: { messages: readonly Message[] }) {
  const no = () => {};
  return props.messages.map((message) => (
    <ChatMessage
      {...{ auteur: "assistant" as const, message, command: undefined, connected: true }}
      {...{ onRetry: no, onDiscard: no, onStop: no }}
    />
  ));
}

it.each([
  ["chat", Chat],
  ["timeline", MessageTimeline],
])("A message that cannot be drawn is shown as its text in the %s, with the others around it", (_where, List) => {
  renderInFrench(() => <List messages={[BROKEN, WHOLE]} />);
  for (const text of ["Cassé !!", "Entier"]) expect(screen.getByText(text)).toBeVisible();
  expect(reported).toHaveBeenCalledWith(expect.any(RangeError));
});

it("A message that could not be drawn is drawn once it has changed", () => {
  const [message, setMessage] = createSignal(BROKEN);
  renderInFrench(() => (
    <ChatMessage
      {...{ auteur: "assistant" as const, message: message(), command: undefined, connected: true }}
      {...{ onRetry: vi.fn(), onDiscard: vi.fn(), onStop: vi.fn() }}
    />
  ));
  expect(screen.queryByRole("article")).toBeNull();
  setMessage({ ...BROKEN, contenu: "Réparé" });
  expect(screen.getByRole("article", { name: "Assistant" })).toHaveTextContent("Réparé");
});
