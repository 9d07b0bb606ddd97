import { expect, it } from "vitest";
import { StoreProvider } from "../stores/StoreProvider";
import { anAction } from "../testing/factories";
import { renderInFrench } from "../testing/render";
import { useActions } from "./useActions";

function Opening() {
  const { act } = useActions();
  const action = anAction({ intent: "ui.compose", payload: { intent: "scenario.open", prefill: "" } });
  return (
    <button type="button" onClick={() => act(action, { scenarioId: 7, source: "chat" })}>
      Ouvrir
    </button>
  );
}

it("A button that opens a scenario's details goes to its page", async () => {
  const { user, history, getByRole } = renderInFrench(() => (
    <StoreProvider>
      <Opening />
    </StoreProvider>
  ));
  await user.click(getByRole("button"));
  expect(history.get()).toBe("/scenarios/7");
});
