import CalendarRange from "lucide-solid/icons/calendar-range";
import Download from "lucide-solid/icons/download";
import Plus from "lucide-solid/icons/plus";
import RotateCcw from "lucide-solid/icons/rotate-ccw";
import Search from "lucide-solid/icons/search";
import Sparkles from "lucide-solid/icons/sparkles";
import type { Component } from "solid-js";

/** A sign for what a button leads to, so that a row of them is read at a glance. */
export const INTENT_ICONS: Record<string, Component<{ class?: string; "aria-hidden"?: "true" }> | undefined> = {
  "objectif.suggest": Sparkles,
  "cible.suggest": Sparkles,
  "ressource.suggest": Sparkles,
  "ui.compose": Plus,
  "search.run": Search,
  "plan.generate": CalendarRange,
  "scenario.export": Download,
  "objectif.restore": RotateCcw,
  "cible.restore": RotateCcw,
  "ressource.restore": RotateCcw,
  "scenario.restore": RotateCcw,
};
