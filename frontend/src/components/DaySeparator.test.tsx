import { screen } from "@solidjs/testing-library";
import { expect, it, vi } from "vitest";
import { renderInFrench } from "../testing/render";
import { DaySeparator } from "./DaySeparator";

it("What was said today was said yesterday once midnight has passed", () => {
  const evening = new Date(2026, 2, 4, 23, 50);
  vi.useFakeTimers({ toFake: ["Date"], now: evening });
  document.dispatchEvent(new Event("visibilitychange"));
  renderInFrench(() => <DaySeparator iso={evening.toISOString()} />);
  expect(screen.getByText("aujourd’hui")).toBeVisible();
  vi.setSystemTime(new Date(2026, 2, 5, 0, 5));
  document.dispatchEvent(new Event("visibilitychange"));
  expect(screen.getByText("hier")).toBeVisible();
});
