import { screen } from "@solidjs/testing-library";
import { describe, expect, it, vi } from "vitest";
import type { ActionState } from "../stores/useChatStore";
import { anAction } from "../testing/factories";
import { renderInFrench } from "../testing/render";
import { ActionButtonGroup } from "./ActionButtonGroup";

const suggest = anAction({ id: "a:0", label: "Proposer des cibles" });
const plan = anAction({ id: "a:1", label: "Générer le plan", intent: "plan.generate", style: "primary" });

function show(states: Record<string, ActionState> = {}) {
  const onAct = vi.fn();
  const rendered = renderInFrench(() => (
    <ActionButtonGroup
      label="Actions proposées"
      actions={[suggest, plan]}
      stateOf={({ id }) => states[id] ?? "ready"}
      onAct={onAct}
    />
  ));
  return { ...rendered, onAct };
}

describe("The buttons of the server", () => {
  it("are shown in its order, under one name", () => {
    show();
    const group = screen.getByRole("group", { name: "Actions proposées" });
    expect([...group.querySelectorAll("button")].map((button) => button.textContent)).toEqual([
      "Proposer des cibles",
      "Générer le plan",
    ]);
  });

  it("say which one was clicked", async () => {
    const { user, onAct } = show();
    await user.click(screen.getByRole("button", { name: "Générer le plan" }));
    expect(onAct).toHaveBeenCalledExactlyOnceWith(plan);
  });

  it("no longer possible, says so and does nothing", async () => {
    const { user, onAct } = show({ "a:0": "expired" });
    const button = screen.getByRole("button", { name: /Proposer des cibles.*n’est plus possible/ });
    expect(button).toHaveAttribute("aria-disabled", "true");
    await user.click(button);
    expect(onAct).not.toHaveBeenCalled();
  });

  it("at work, cannot be used a second time", async () => {
    const { user, onAct } = show({ "a:0": "running" });
    const button = screen.getByRole("button", { name: "Proposer des cibles" });
    expect(button).toHaveAttribute("aria-busy", "true");
    await user.click(button);
    expect(onAct).not.toHaveBeenCalled();
  });

  it("waiting for the connection, says so and does not spin", async () => {
    const { user, onAct } = show({ "a:0": "waiting" });
    const button = screen.getByRole("button", { name: /Proposer des cibles.*en attente de la connexion/ });
    expect(button).not.toHaveAttribute("aria-busy");
    await user.click(button);
    expect(onAct).not.toHaveBeenCalled();
  });

  it("done, say so, keep the focus and do nothing", async () => {
    const { user, onAct } = show({ "a:0": "done" });
    const button = screen.getByRole("button", { name: /^Proposer des cibles.*\(fait\)$/ });
    await user.click(button);
    expect(button).toHaveFocus();
    expect(onAct).not.toHaveBeenCalled();
  });

  it("are nothing at all when there are none", () => {
    renderInFrench(() => <ActionButtonGroup label="Rien" actions={[]} stateOf={() => "ready"} onAct={() => {}} />);
    expect(screen.queryByRole("group")).toBeNull();
  });
});
