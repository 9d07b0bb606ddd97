import { createSignal } from "solid-js";
import { createStoreContext } from "./storeContext";

/**
 * What every part of the page that corrects scenarios shares, so that each goes on from what another has asked: the
 * order wanted for the objectifs of a scenario, and who waits for what may still be taken back.
 */
export function createEditStore(conversationId: () => string) {
  // In another conversation nothing more is heard of what this one asked.
  const keyOf = (scenarioId: number): string => `${conversationId()}:${scenarioId}`;
  const [orders, setOrders] = createSignal<ReadonlyMap<string, readonly number[]>>(new Map());
  const withdrawals = new Map<string, () => void>();

  return {
    /** The ids in the order asked for and not yet there. */
    wantedOrder: (scenarioId: number): readonly number[] | undefined => orders().get(keyOf(scenarioId)),
    setWantedOrder(scenarioId: number, ids: readonly number[] | undefined): void {
      const others = [...orders()].filter(([key]) => key !== keyOf(scenarioId));
      setOrders(new Map(ids ? [...others, [keyOf(scenarioId), ids]] : others));
    },
    /** Until a command is settled: what to do when it is taken back. */
    onWithdrawn: (commandId: string, tell: () => void): void => void withdrawals.set(commandId, tell),
    settled: (commandId: string): void => void withdrawals.delete(commandId),
    withdraw(commandId: string): void {
      withdrawals.get(commandId)?.();
      withdrawals.delete(commandId);
    },
  };
}

export type EditStore = ReturnType<typeof createEditStore>;

export const [EditStoreContext, useEditStore] = createStoreContext<EditStore>("EditStore");
