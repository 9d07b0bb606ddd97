import { fireEvent, screen } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { describe, expect, it, vi } from "vitest";
import { renderInFrench } from "../testing/render";
import { ChatComposer } from "./ChatComposer";

function show(history: string[] = []) {
  const onSend = vi.fn();
  const rendered = renderInFrench(() => {
    const [text, setText] = createSignal("");
    return (
      <ChatComposer
        value={text()}
        onInput={setText}
        history={history}
        onSend={(sent) => {
          onSend(sent);
          setText("");
        }}
      />
    );
  });
  return { ...rendered, onSend, field: () => screen.getByRole("textbox", { name: "Votre message" }) };
}

describe("The composer", () => {
  it("sends with Enter, and is empty again", async () => {
    const { user, onSend, field } = show();
    await user.type(field(), "  Bonjour {Enter}");
    expect(onSend).toHaveBeenCalledExactlyOnceWith("Bonjour");
    expect(field()).toHaveValue("");
  });

  it("starts a new line with Shift and Enter", async () => {
    const { user, onSend, field } = show();
    await user.type(field(), "Une{Shift>}{Enter}{/Shift}deux");
    expect(field()).toHaveValue("Une\ndeux");
    expect(onSend).not.toHaveBeenCalled();
  });

  it("sends by its button", async () => {
    const { user, onSend, field } = show();
    await user.type(field(), "Bonjour");
    await user.click(screen.getByRole("button", { name: "Envoyer" }));
    expect(onSend).toHaveBeenCalledWith("Bonjour");
  });

  it("sends nothing when there is nothing to send", async () => {
    const { user, onSend, field } = show();
    await user.type(field(), "   {Enter}");
    await user.click(screen.getByRole("button", { name: "Envoyer" }));
    expect(onSend).not.toHaveBeenCalled();
  });

  it("leaves Enter to the input method while a word is being composed", () => {
    const { onSend, field } = show();
    fireEvent.input(field(), { target: { value: "にほん" } });
    fireEvent.keyDown(field(), { key: "Enter", isComposing: true });
    expect(onSend).not.toHaveBeenCalled();
  });

  it("keeps all of a text that is too long, says by how much, and does not send it", async () => {
    const { user, onSend, field } = show();
    fireEvent.input(field(), { target: { value: `${"é".repeat(4_000)}😀😀` } });
    expect(screen.getByText("Trop long de 2 caractères : raccourcissez votre message pour l’envoyer.")).toBeVisible();
    expect(field()).toHaveAccessibleDescription(/Trop long/);
    await user.click(screen.getByRole("button", { name: "Envoyer" }));
    expect(onSend).not.toHaveBeenCalled();
    fireEvent.input(field(), { target: { value: "é".repeat(4_000) } });
    expect(screen.getByText("4 000 / 4 000 caractères")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Envoyer" }));
    expect(onSend).toHaveBeenCalledOnce();
  });

  it("recalls what was said before with the arrows, and comes back to nothing", async () => {
    const { user, field } = show(["premier", "second"]);
    await user.click(field());
    await user.keyboard("{ArrowUp}");
    expect(field()).toHaveValue("second");
    await user.keyboard("{ArrowUp}{ArrowUp}");
    expect(field()).toHaveValue("premier");
    await user.keyboard("{ArrowDown}{ArrowDown}");
    expect(field()).toHaveValue("");
  });

  it("moves between the lines of what it recalled before it recalls more", async () => {
    const { user, field } = show(["Avant", "Une\ndeux"]);
    field().focus();
    await user.keyboard("{ArrowUp}");
    expect(field()).toHaveValue("Une\ndeux");
    await user.keyboard("{ArrowUp}");
    expect(field()).toHaveValue("Une\ndeux");
    (field() as HTMLTextAreaElement).setSelectionRange(0, 0);
    await user.keyboard("{ArrowUp}");
    expect(field()).toHaveValue("Avant");
  });

  it("leaves the arrows to the text being written", async () => {
    const { user, field } = show(["premier"]);
    await user.type(field(), "En cours{ArrowUp}");
    expect(field()).toHaveValue("En cours");
  });
});
