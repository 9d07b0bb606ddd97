import { screen, within } from "@solidjs/testing-library";
import { describe, expect, it } from "vitest";
import type { Message } from "../../api/contracts";
import { aMessage, anAction, aScenario, aSnapshot, completed } from "../../testing/factories";
import { FakeSocket } from "../../testing/fakeSocket";
import { renderWithStores } from "../../testing/renderStores";
import { ChatRow } from "./ChatRow";
import { InHand } from "./InHand";
import { ScenarioSidebar } from "./ScenarioSidebar";

const FIRST = aScenario({ id: 5, nom: "Premier" });
const SECOND = aScenario({ id: 6, nom: "Second" });
const ABOUT_FIRST = aMessage({ id: 9, scenario_id: 5, actions: [anAction()] });

/** The chat about the first scenario, with the second one in hand. */
async function secondInHand(messages: Message[] = [ABOUT_FIRST]) {
  const shown = renderWithStores(
    () => (
      <>
        <ChatRow row="message:9" previous={undefined} onRecall={() => {}} />
        <InHand />
        <ScenarioSidebar onDone={() => {}} />
      </>
    ),
    { scenarios: [FIRST, SECOND] },
  );
  await expect.poll(() => FakeSocket.all.length).toBeGreaterThan(0);
  FakeSocket.last.open();
  FakeSocket.last.receive(aSnapshot({ messages, scenario: FIRST }));
  await screen.findByRole("button", { name: /^Second/ });
  shown.scenarios.select(SECOND.id);
  return shown;
}

const line = () => screen.queryByText("Vous travaillez maintenant sur « Second ».");
const opened = () => FakeSocket.last.intents.map(({ intent, scenario_id }) => [intent, scenario_id]);

describe("A scenario in hand that the conversation has not come to", () => {
  it("is named, and opened in the chat on demand; once it is, nothing more is said", async () => {
    const { user } = await secondInHand();
    expect(line()).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Voir ce qui peut être fait" }));
    expect(opened()).toEqual([["scenario.open", 6]]);
    expect(line()).toBeNull();
    const message = aMessage({ id: 11, scenario_id: 6 });
    FakeSocket.last.receive(completed({ command_id: FakeSocket.last.intents[0]?.command_id ?? "", message }));
    expect(line()).toBeNull();
  });

  it("is so too in a conversation about none", async () => {
    await secondInHand([aMessage({ id: 9 })]);
    expect(line()).toBeVisible();
  });

  it("is opened from the list, once", async () => {
    const { user } = await secondInHand();
    const choice = screen.getByRole("button", { name: /^Second/ });
    await user.click(choice);
    await user.click(choice);
    expect(opened()).toEqual([["scenario.open", 6]]);
  });

  it("is not what the buttons of earlier messages act on: they say on which", async () => {
    const { user, scenarios } = await secondInHand();
    expect(screen.getByText("pour « Premier »")).toBeVisible();
    const group = screen.getByRole("group", { name: /^Actions proposées pour «.Premier.»$/ });
    await user.click(within(group).getByRole("button"));
    expect(opened()).toEqual([["cible.suggest", 5]]);
    scenarios.select(FIRST.id);
    expect(screen.queryByText("pour « Premier »")).toBeNull();
    expect(line()).toBeNull();
  });
});
