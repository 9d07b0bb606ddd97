import { createMemo } from "solid-js";
import type { Problem, Scenario } from "../../api/contracts";
import { inOrder, orderAfterMove, orderOf } from "../../lib/entities";
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
    const seen = orderOf(ordered().objectifs);
    setWanted(orderAfterMove(ordered().objectifs, id, to));
    if (isUnderWay) return null;
    const problem = await apply(seen);
    setWanted();
    return problem;
  }

  /** Each order goes with the one it was made from: what others move meanwhile is then kept. */
  async function apply(seen: readonly number[]): Promise<Problem | null> {
    let depuis: unknown = seen;
    let asked: readonly number[] | undefined;
    while (asked !== wanted()) {
      asked = wanted();
      depuis = commands.takeBack("objectif.reorder")[0]?.depuis ?? depuis;
      const outcome = await commands.send("objectif.reorder", { ids: asked, depuis });
      if (outcome && outcome.status !== "completed") return outcome.problem;
      depuis = asked;
    }
    return null;
  }

  return { move, ordered };
}
