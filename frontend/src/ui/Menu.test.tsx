import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import { render, screen } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { Menu } from "./Menu";

afterEach(() => vi.restoreAllMocks());

function show() {
  const onSelect = vi.fn();
  render(() => (
    <Menu trigger={<DropdownMenu.Trigger>Exporter</DropdownMenu.Trigger>}>
      <DropdownMenu.Item onSelect={onSelect}>En JSON</DropdownMenu.Item>
    </Menu>
  ));
  const trigger = screen.getByRole("button", { name: "Exporter" });
  return { user: userEvent.setup(), trigger, onSelect };
}

it("A double click opens a menu and leaves it open; what it offers can be taken at once", async () => {
  const { user, trigger, onSelect } = show();
  await user.dblClick(trigger);
  await user.click(await screen.findByRole("menuitem", { name: "En JSON" }));
  expect(onSelect).toHaveBeenCalledOnce();
  expect(screen.queryByRole("menu")).toBeNull();
  // However soon after, another click is one to open it again.
  await user.click(trigger);
  expect(await screen.findByRole("menu")).toBeVisible();
});

it("A later click closes it", async () => {
  const { user, trigger } = show();
  await user.click(trigger);
  expect(await screen.findByRole("menu")).toBeVisible();
  const now = performance.now();
  vi.spyOn(performance, "now").mockReturnValue(now + 1000);
  await user.click(trigger);
  expect(screen.queryByRole("menu")).toBeNull();
});
