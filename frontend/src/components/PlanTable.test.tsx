import { screen, within } from "@solidjs/testing-library";
import { createStore, reconcile } from "solid-js/store";
import { describe, expect, it, vi } from "vitest";
import type { PlanItem, Problem } from "../api/contracts";
import { aPlanItem, aProblem } from "../testing/factories";
import { renderInFrench } from "../testing/render";
import { PlanTable } from "./PlanTable";

const items = (count: number): PlanItem[] =>
  Array.from({ length: count }, (_, index) =>
    aPlanItem({
      id: index + 1,
      message: `Message ${index + 1}`,
      format: index % 2 ? "Vidéo" : "Article",
      canal: index % 3 ? "Blog" : "LinkedIn",
      kpi: `${90 - index} vues`,
    }),
  );

function show(initial: PlanItem[], { readOnly = false, problem = null as Problem | null } = {}) {
  const [state, setState] = createStore({ items: initial });
  const onSave = vi.fn(async () => problem);
  const rendered = renderInFrench(() => (
    <PlanTable scenarioId={5} items={state.items} caption="Plan du 2 mars" {...(readOnly ? {} : { onSave })} />
  ));
  const replace = (next: PlanItem[]) => setState("items", reconcile(next));
  return { ...rendered, onSave, replace };
}

const rows = () => screen.getAllByRole("row").slice(1);
const messages = () => rows().map((row) => /Message \d+/.exec(row.textContent ?? "")?.[0]);

describe("The plan", () => {
  it("shows every item on one page up to ten", () => {
    show(items(10));
    expect(rows()).toHaveLength(10);
    expect(screen.queryByRole("navigation", { name: "Pages du plan" })).toBeNull();
  });

  it("is paged beyond ten", async () => {
    const { user } = show(items(12));
    expect(rows()).toHaveLength(10);
    expect(screen.getByText("Page 1 sur 2")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Suivante" }));
    expect(messages()).toEqual(["Message 11", "Message 12"]);
    expect(screen.getByRole("button", { name: "Suivante" })).toHaveAttribute("aria-disabled", "true");
    expect(screen.getByRole("button", { name: "Suivante" })).toHaveFocus();
    // What happens is announced by one region for the whole page.
    expect(document.querySelector("[aria-live]")).toBeNull();
  });

  it("is printed whole", () => {
    show(items(12));
    window.dispatchEvent(new Event("beforeprint"));
    expect(rows()).toHaveLength(12);
    window.dispatchEvent(new Event("afterprint"));
    expect(rows()).toHaveLength(10);
  });

  it("is printed whole, whatever is filtered on the screen", async () => {
    const { user } = show(items(6));
    await user.selectOptions(screen.getByRole("combobox", { name: "Canal" }), "LinkedIn");
    window.dispatchEvent(new Event("beforeprint"));
    expect(rows()).toHaveLength(6);
    window.dispatchEvent(new Event("afterprint"));
    expect(rows()).toHaveLength(2);
  });

  it("keeps the lines of a canal and a format, and says when none is left", async () => {
    const { user } = show(items(6));
    await user.selectOptions(screen.getByRole("combobox", { name: "Canal" }), "LinkedIn");
    expect(messages()).toEqual(["Message 1", "Message 4"]);
    await user.selectOptions(screen.getByRole("combobox", { name: "Format" }), "Vidéo");
    expect(messages()).toEqual(["Message 4"]);
    await user.selectOptions(screen.getByRole("combobox", { name: "Canal" }), "Tous");
    expect(messages()).toEqual(["Message 2", "Message 4", "Message 6"]);
  });

  it("shows all its lines again when what it is filtered by is no more there", async () => {
    const { user, replace } = show(items(3));
    const canal = screen.getByRole("combobox", { name: "Canal" });
    await user.selectOptions(canal, "LinkedIn");
    expect(messages()).toEqual(["Message 1"]);
    replace(items(3).map((item) => ({ ...item, canal: "Blog" })));
    expect(rows()).toHaveLength(3);
    expect(canal).toHaveValue("");
  });

  it("shows all its lines again at once when nothing matches", async () => {
    const { user } = show([aPlanItem({ id: 1, canal: "Blog" }), aPlanItem({ id: 2, canal: "Salon", format: "Vidéo" })]);
    expect(screen.queryByRole("button", { name: "Tout afficher" })).toBeNull();
    await user.selectOptions(screen.getByRole("combobox", { name: "Canal" }), "Blog");
    await user.selectOptions(screen.getByRole("combobox", { name: "Format" }), "Vidéo");
    expect(screen.getByText("Aucune ligne ne correspond à ces filtres.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Tout afficher" }));
    expect(rows()).toHaveLength(2);
    expect(screen.getByRole("combobox", { name: "Canal" })).toHaveFocus();
  });

  it("is sorted by a column, then the other way, then as it was", async () => {
    const { user } = show(items(3));
    const header = () => screen.getByRole("columnheader", { name: "KPI" });
    const sort = () => user.click(within(header()).getByRole("button"));
    await sort();
    expect(messages()).toEqual(["Message 3", "Message 2", "Message 1"]);
    expect(header()).toHaveAttribute("aria-sort", "ascending");
    await sort();
    expect(messages()).toEqual(["Message 1", "Message 2", "Message 3"]);
    expect(header()).toHaveAttribute("aria-sort", "descending");
    await sort();
    expect(header()).toHaveAttribute("aria-sort", "none");
  });

  it("is sorted from one list where there are no headers, which say the same", async () => {
    const { user } = show(items(3));
    const sort = screen.getByRole("combobox", { name: "Trier par" });
    await user.selectOptions(sort, "KPI, croissant");
    expect(messages()).toEqual(["Message 3", "Message 2", "Message 1"]);
    expect(screen.getByRole("columnheader", { name: "KPI" })).toHaveAttribute("aria-sort", "ascending");
    await user.click(within(screen.getByRole("columnheader", { name: "KPI" })).getByRole("button"));
    expect(sort).toHaveDisplayValue("KPI, décroissant");
    await user.selectOptions(sort, "Ordre du plan");
    expect(messages()).toEqual(["Message 1", "Message 2", "Message 3"]);
  });

  it("shows the chosen columns", async () => {
    const { user } = show(items(1));
    await user.click(screen.getByText("Colonnes", { selector: "summary" }));
    await user.click(screen.getByRole("checkbox", { name: "KPI" }));
    expect(screen.queryByRole("columnheader", { name: "KPI" })).toBeNull();
    expect(screen.queryByText("90 vues")).toBeNull();
  });

  const columns = () => screen.getAllByRole("columnheader").map((header) => header.textContent);
  const hideColumn = async (user: ReturnType<typeof show>["user"], name: string) => {
    await user.click(screen.getByText("Colonnes", { selector: "summary" }));
    await user.click(screen.getByRole("checkbox", { name }));
  };

  it("has the columns and the order that were chosen before the page was reloaded", async () => {
    const { user, unmount } = show(items(3));
    await hideColumn(user, "Canal");
    await user.click(screen.getByRole("button", { name: "KPI" }));
    expect(messages()).toEqual(["Message 3", "Message 2", "Message 1"]);
    const chosen = columns();
    unmount();
    show(items(3));
    expect(columns()).toEqual(chosen);
    expect(columns().join()).not.toContain("Canal");
    expect(messages()).toEqual(["Message 3", "Message 2", "Message 1"]);
  });

  it("is in its own order again once the column it was sorted by is hidden", async () => {
    const { user, unmount } = show(items(3));
    await user.click(screen.getByRole("button", { name: "KPI" }));
    await hideColumn(user, "KPI");
    expect(messages()).toEqual(["Message 1", "Message 2", "Message 3"]);
    unmount();
    show(items(3));
    expect(messages()).toEqual(["Message 1", "Message 2", "Message 3"]);
  });
});

describe("A line of the plan", () => {
  const edit = async (user: ReturnType<typeof show>["user"], kpi: string) => {
    await user.click(screen.getAllByRole("button", { name: /^Modifier la ligne/ })[0] as HTMLElement);
    await user.clear(screen.getByRole("textbox", { name: "KPI" }));
    await user.type(screen.getByRole("textbox", { name: "KPI" }), kpi);
  };

  it("is corrected in place, with the version that was read", async () => {
    const { user, onSave } = show(items(2));
    await edit(user, "12 rendez-vous");
    await user.click(screen.getByRole("button", { name: "Enregistrer" }));
    expect(onSave).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ id: 1 }),
      expect.objectContaining({
        values: expect.objectContaining({ kpi: "12 rendez-vous" }),
        begun: { values: expect.objectContaining({ kpi: "90 vues" }), version: 1 },
      }),
    );
    expect(screen.queryByRole("textbox", { name: "KPI" })).toBeNull();
    expect(screen.getAllByRole("button", { name: /^Modifier la ligne/ })[0]).toHaveFocus();
  });

  it("keeps what was typed when the plan is replaced, says so, and offers to copy it", async () => {
    const { user, replace, onSave } = show(items(2));
    await edit(user, "12 rendez-vous");
    replace(items(3).map((item) => ({ ...item, id: item.id + 100 })));
    expect(screen.getByRole("textbox", { name: "KPI" })).toHaveValue("12 rendez-vous");
    expect(screen.getByRole("textbox", { name: "KPI" })).toHaveFocus();
    expect(screen.getByRole("alert")).toHaveTextContent("Cette ligne ne fait plus partie du plan");
    expect(screen.queryByRole("button", { name: "Enregistrer" })).toBeNull();
    await user.keyboard("{Enter}");
    expect(onSave).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "Copier ma saisie" }));
    expect(await navigator.clipboard.readText()).toContain("KPI\u00a0: 12 rendez-vous");
    await user.click(screen.getByRole("button", { name: "Annuler" }));
    expect(messages()).toEqual(["Message 1", "Message 2", "Message 3"]);
  });

  it("keeps what is being typed when another filter or another page leaves it out", async () => {
    const { user } = show(items(12));
    await edit(user, "12 rendez-vous");
    await user.selectOptions(screen.getByRole("combobox", { name: "Format" }), "Vidéo");
    expect(screen.getByRole("textbox", { name: "KPI" })).toHaveValue("12 rendez-vous");
    await user.selectOptions(screen.getByRole("combobox", { name: "Format" }), "Tous");
    await user.click(screen.getByRole("button", { name: "Suivante" }));
    expect(screen.getByRole("textbox", { name: "KPI" })).toHaveValue("12 rendez-vous");
    expect(screen.getByText("Message 12")).toBeVisible();
    await user.keyboard("{Shift>}{Tab}{/Shift}");
    await user.click(screen.getByRole("button", { name: "Annuler" }));
    expect(messages()).toEqual(["Message 11", "Message 12"]);
  });

  it("keeps what is being typed when someone else changes it, and says so", async () => {
    const { user, replace, onSave } = show(items(2));
    await edit(user, "12 rendez-vous");
    replace(items(2).map((item) => ({ ...item, kpi: "autre", version: 2 })));
    expect(screen.getByRole("textbox", { name: "KPI" })).toHaveValue("12 rendez-vous");
    expect(screen.getByText(/Quelqu’un vient de modifier/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Enregistrer" }));
    const begun = expect.objectContaining({ version: 1 });
    expect(onSave).toHaveBeenCalledWith(expect.anything(), expect.objectContaining({ begun }));
  });

  it("stays open, with the reason, when it is refused", async () => {
    const problem = aProblem({ title: "Saisie à corriger", errors: [{ field: "payload.kpi", message: "Trop long" }] });
    const { user } = show(items(1), { problem });
    await edit(user, "x");
    await user.click(screen.getByRole("button", { name: "Enregistrer" }));
    expect(screen.getByRole("textbox", { name: "KPI" })).toHaveAccessibleDescription("Trop long");
    expect(screen.getByRole("alert")).toHaveTextContent("Saisie à corriger");
  });

  it("is left as it was by Escape", async () => {
    const { user, onSave } = show(items(1));
    await edit(user, "x");
    await user.keyboard("{Escape}");
    expect(onSave).not.toHaveBeenCalled();
    expect(screen.getByText("90 vues")).toBeVisible();
  });

  it("cannot be changed in an older version of the plan", () => {
    show(items(2), { readOnly: true });
    expect(screen.queryByRole("button", { name: /^Modifier la ligne/ })).toBeNull();
  });
});
