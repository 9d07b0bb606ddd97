import { render, screen } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { SuggestionInput } from "./SuggestionInput";

const FOUND = [
  { id: 3, title: "DSI d’ETI", hint: "Industrie" },
  { id: 4, title: "DSI du secteur public", hint: "" },
];

function show(found = FOUND) {
  const calls = { onChoose: vi.fn(), onInput: vi.fn(), onSubmit: vi.fn(), onEscape: vi.fn() };
  render(() => (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        calls.onSubmit();
      }}
      onKeyDown={(event) => event.key === "Escape" && calls.onEscape()}
    >
      <SuggestionInput
        aria-label="Intitulé"
        value="DSI"
        onInput={calls.onInput}
        suggestions={{ label: "Déjà là", found, onChoose: calls.onChoose }}
      />
    </form>
  ));
  return { user: userEvent.setup(), field: screen.getByRole("combobox"), ...calls };
}

describe("Suggestions under a field", () => {
  it("are there while the field has the focus, and only then", async () => {
    const { user, field } = show();
    expect(screen.queryByRole("listbox")).toBeNull();
    await user.click(field);
    expect(screen.getByRole("listbox", { name: "Déjà là" })).toBeVisible();
    expect(field).toHaveAttribute("aria-expanded", "true");
    await user.tab();
    expect(screen.queryByRole("listbox")).toBeNull();
  });

  it("are none when nothing was found", async () => {
    const { user, field } = show([]);
    await user.click(field);
    expect(field).toHaveAttribute("aria-expanded", "false");
    expect(screen.queryByRole("listbox")).toBeNull();
  });

  it("are pointed at by the arrows and taken by Enter", async () => {
    const { user, field, onChoose, onSubmit } = show();
    await user.click(field);
    await user.keyboard("{ArrowDown}{ArrowDown}");
    const second = screen.getByRole("option", { name: /secteur public/ });
    expect(second).toHaveAttribute("aria-selected", "true");
    expect(field).toHaveAttribute("aria-activedescendant", second.id);
    await user.keyboard("{Enter}");
    expect(onChoose).toHaveBeenCalledExactlyOnceWith(4);
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it("leave Enter to the form until one is pointed at", async () => {
    const { user, field, onChoose, onSubmit } = show();
    await user.click(field);
    await user.keyboard("{Enter}");
    expect(onChoose).not.toHaveBeenCalled();
    expect(onSubmit).toHaveBeenCalledOnce();
  });

  it("are taken by a click", async () => {
    const { user, field, onChoose } = show();
    await user.click(field);
    await user.click(screen.getByText("DSI d’ETI"));
    expect(onChoose).toHaveBeenCalledExactlyOnceWith(3);
  });

  it("close at Escape, which closes what is around only the next time; typing brings them back", async () => {
    const { user, field, onEscape, onInput } = show();
    await user.click(field);
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("listbox")).toBeNull();
    expect(onEscape).not.toHaveBeenCalled();
    await user.keyboard("{Escape}");
    expect(onEscape).toHaveBeenCalledOnce();
    await user.type(field, "x");
    expect(onInput).toHaveBeenCalledWith("DSIx");
    expect(screen.getByRole("listbox")).toBeVisible();
  });
});
