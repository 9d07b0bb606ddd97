import { screen } from "@solidjs/testing-library";
import { toast as library } from "solid-sonner";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { renderWithStores } from "../testing/renderStores";
import Toaster from "./Toaster";
import { toast } from "./toasts";

// They outlive the page.
afterEach(() => void library.dismiss());
beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

async function show() {
  const rendered = renderWithStores(() => (
    <>
      <button type="button">Ailleurs</button>
      <Toaster theme="light" />
    </>
  ));
  await toast("success", "Cible retirée.", { action: { label: "Annuler", onClick: () => {} } });
  await toast("info", "Partira plus tard.");
  await screen.findByText("Partira plus tard.");
  return rendered;
}

const undo = () => screen.queryByRole("button", { name: "Annuler" });

describe("A toast", () => {
  it("lets its action be reached for twenty seconds, and goes after a few without one", async () => {
    await show();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(screen.queryByText("Partira plus tard.")).toBeNull();
    await vi.advanceTimersByTimeAsync(9_000);
    expect(undo()).not.toBeNull();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(undo()).toBeNull();
  });

  it("stays as long as it holds the focus, wherever the pointer goes", async () => {
    const { user } = await show();
    undo()?.focus();
    const item = undo()?.closest("li") as HTMLElement;
    await user.hover(item);
    await user.unhover(item);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(undo()).toHaveFocus();
    screen.getByRole("button", { name: "Ailleurs" }).focus();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(undo()).toBeNull();
  });

  it("is gone to by a shortcut, which its region tells", async () => {
    await show();
    const region = screen.getByRole("region", { name: "Notifications (Alt + T)" });
    document.dispatchEvent(new KeyboardEvent("keydown", { altKey: true, code: "KeyT", key: "t" }));
    expect(region).toContainElement(document.activeElement as HTMLElement);
    expect(document.activeElement).toHaveTextContent("Partira plus tard.");
  });
});
