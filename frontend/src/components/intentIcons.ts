import ArrowUpRight from "lucide-solid/icons/arrow-up-right";
import CalendarRange from "lucide-solid/icons/calendar-range";
import Download from "lucide-solid/icons/download";
import Pencil from "lucide-solid/icons/pencil";
import Plus from "lucide-solid/icons/plus";
import RotateCcw from "lucide-solid/icons/rotate-ccw";
import Search from "lucide-solid/icons/search";
import Sparkles from "lucide-solid/icons/sparkles";
import type { Component } from "solid-js";
import type { Action } from "../api/contracts";

type Icon = Component<{ class?: string; "aria-hidden"?: "true" }>;

const OF_INTENTS: Record<string, Icon | undefined> = {
  "objectif.suggest": Sparkles,
  "cible.suggest": Sparkles,
  "ressource.suggest": Sparkles,
  "search.run": Search,
  "plan.generate": CalendarRange,
  "scenario.export": Download,
  "objectif.restore": RotateCcw,
  "cible.restore": RotateCcw,
  "ressource.restore": RotateCcw,
  "scenario.restore": RotateCcw,
};

/** A sign for what a button leads to, so that a row of them is read at a glance. */
export function iconOf({ intent, payload }: Action): Icon | undefined {
  if (intent !== "ui.compose") return OF_INTENTS[intent];
  if (payload.intent === "scenario.open") return ArrowUpRight;
  return String(payload.intent).endsWith(".update") ? Pencil : Plus;
}
