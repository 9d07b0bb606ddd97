import { screen } from "@solidjs/testing-library";
import { beforeEach, expect, it, vi } from "vitest";
import { FakeSocket } from "../../testing/fakeSocket";
import { renderWithStores } from "../../testing/renderStores";
import { Opening } from "./Opening";

/** Of something short, before it is said to be long. */
const PATIENCE = 20_000;

beforeEach(() => {
  vi.useFakeTimers();
});

async function open(): Promise<void> {
  await vi.advanceTimersByTimeAsync(7_000);
  FakeSocket.last.open();
}

const late = () => screen.queryByText("Toujours en cours…");

it("A conversation that a connection says nothing of is said to be late, and is asked for again on a new one", async () => {
  renderWithStores(() => <Opening />);
  await open();
  await vi.advanceTimersByTimeAsync(PATIENCE - 1);
  expect(late()).toBeNull();
  await vi.advanceTimersByTimeAsync(1);
  expect(late()).toBeVisible();
  const before = FakeSocket.all.length;
  screen.getByRole("button", { name: "Réessayer" }).click();
  expect(late()).toBeNull();
  await open();
  expect(FakeSocket.all.length).toBeGreaterThan(before);
  await vi.advanceTimersByTimeAsync(PATIENCE);
  expect(late()).toBeVisible();
});

it("A conversation that waits for the connection is not said to be late: the connection is", async () => {
  renderWithStores(() => <Opening />);
  await open();
  FakeSocket.last.drop();
  await vi.advanceTimersByTimeAsync(2 * PATIENCE);
  expect(late()).toBeNull();
});
