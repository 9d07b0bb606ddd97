import { describe, expect, it } from "vitest";
import { PLAN_COLUMNS } from "../lib/planView";
import { rememberedLayout, rememberLayout } from "./planLayout";

const DEFAULT = { columns: PLAN_COLUMNS, sort: null };

describe("How plans are read", () => {
  it("is with every column, in the plan's own order, as long as nothing was chosen", () => {
    expect(rememberedLayout()).toEqual(DEFAULT);
  });

  it("is what was chosen last", () => {
    rememberLayout({ columns: ["format", "kpi"], sort: { column: "kpi", descending: true } });
    expect(rememberedLayout()).toEqual({ columns: ["format", "kpi"], sort: { column: "kpi", descending: true } });
  });

  it.each([
    "{",
    "null",
    "3",
    '"format"',
    '{"columns":[]}',
    '{"columns":["budget"],"sort":{"column":"budget"}}',
    '{"columns":"format","sort":"kpi"}',
  ])("is the default where what was kept makes no sense: %s", (kept) => {
    localStorage.setItem("assistant.planLayout", kept);
    expect(rememberedLayout()).toEqual(DEFAULT);
  });
});
