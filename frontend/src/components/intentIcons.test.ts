import ArrowUpRight from "lucide-solid/icons/arrow-up-right";
import Pencil from "lucide-solid/icons/pencil";
import Plus from "lucide-solid/icons/plus";
import { expect, it } from "vitest";
import { anAction } from "../testing/factories";
import { iconOf } from "./intentIcons";

it.each([
  ["cible.add", Plus],
  ["scenario.create", Plus],
  ["cible.update", Pencil],
  ["scenario.open", ArrowUpRight],
])("A button that opens %s on the page shows what it leads to", (intent, icon) => {
  expect(iconOf(anAction({ intent: "ui.compose", payload: { intent, prefill: "" } }))).toBe(icon);
});
