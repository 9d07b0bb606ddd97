import { createMemo } from "solid-js";
import type { Problem, Scenario } from "../../api/contracts";
import { inOrder, orderAfterMove } from "../../lib/entities";
import { useEditStore } from "../../stores/useEditStore";
import type { ScenarioCommands } from "./useScenarioCommands";

/** Puts the objectifs of a scenario in another order. What is asked while that is being done, wherever, follows it. */
export function useOrder(scenario: () => Scenario, commands: ScenarioCommands) {
  const edits = useEditStore();
  const { id: scenarioId } = scenario();
  const wanted = () => edits.wantedOrder(scenarioId);
  const setWanted = (ids?: readonly number[]) => edits.setWantedOrder(scenarioId, ids);
  /** The scenario in the order it will have. */
  const ordered = createMemo<Scenario>(() => ({ ...scenario(), objectifs: inOrder(scenario().objectifs, wanted()) }));

  /** Resolves once the order is the one last asked for; with the problem that kept it from that. */
  async function move(id: number, to: number): Promise<Problem | null> {
    const isUnderWay = wanted() !== undefined;
    setWanted(orderAfterMove(ordered().objectifs, id, to));
    if (isUnderWay) return null;
    const problem = await apply();
    setWanted();
    return problem;
  }

  async function apply(): Promise<Problem | null> {
    let asked: readonly number[] | undefined;
    while (asked !== wanted()) {
      asked = wanted();
      commands.takeBack("objectif.reorder");
      const outcome = await commands.send("objectif.reorder", { ids: asked });
      if (outcome && outcome.status !== "completed") return outcome.problem;
    }
    return null;
  }

  return { move, ordered };
}
