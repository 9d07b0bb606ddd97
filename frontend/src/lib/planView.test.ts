import { describe, expect, it } from "vitest";
import { aPlanItem } from "../testing/factories";
import { itemsPrinted, itemsShown, type PlanView, valuesOf } from "./planView";

const byKpi: PlanView = { canal: "", format: "", sort: { column: "kpi", descending: false } };
const withKpis = (...kpis: string[]) => kpis.map((kpi, id) => aPlanItem({ id, kpi }));
const kpis = (view: PlanView, ...values: string[]) => itemsShown(withKpis(...values), view, "fr").map(({ kpi }) => kpi);

describe("A sorted plan", () => {
  it("has its figures in the order of their sizes, however their thousands are written", () => {
    expect(kpis(byKpi, "1 200 vues", "90 vues", "1\u202f000 vues", "300 vues")).toEqual([
      "90 vues",
      "300 vues",
      "1\u202f000 vues",
      "1 200 vues",
    ]);
  });

  it("has its words in the reader's order, accents aside", () => {
    expect(kpis(byKpi, "Zone", "École", "Envoi", "Audience")).toEqual(["Audience", "École", "Envoi", "Zone"]);
    const items = ["Vidéo", "Étude", "Article"].map((format, id) => aPlanItem({ id, format }));
    expect(valuesOf([...items, ...items], "format", "fr")).toEqual(["Article", "Étude", "Vidéo"]);
  });
});

it("What is printed is the whole plan in the order on screen, whatever is filtered there", () => {
  const view: PlanView = { ...byKpi, canal: "Blog", format: "Article" };
  const items = [aPlanItem({ id: 1, canal: "LinkedIn", kpi: "20 vues" }), aPlanItem({ id: 2, kpi: "3 vues" })];
  expect(itemsShown(items, view, "fr").map(({ id }) => id)).toEqual([2]);
  expect(itemsPrinted(items, view, "fr").map(({ id }) => id)).toEqual([2, 1]);
});
