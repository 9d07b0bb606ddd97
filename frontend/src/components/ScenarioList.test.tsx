import { screen, within } from "@solidjs/testing-library";
import { createStore } from "solid-js/store";
import { describe, expect, it, vi } from "vitest";
import { aCible, aScenario } from "../testing/factories";
import { renderInFrench } from "../testing/render";
import { splitOn } from "./Highlighted";
import { ScenarioList, type ScenarioListProps } from "./ScenarioList";

const cloud = aScenario({ id: 1, nom: "Cloud souverain", thematique: "Sécurité", statut: "ready", cibles: [aCible()] });
const flotte = aScenario({ id: 2, nom: "Décarboner la flotte", thematique: "Énergie" });

function show(fields: Partial<ScenarioListProps> = {}) {
  const calls = { onSearch: vi.fn(), onSelect: vi.fn(), onCreate: vi.fn(), onMore: vi.fn(), onReload: vi.fn() };
  const rendered = renderInFrench(() => (
    <ScenarioList
      scenarios={[cloud, flotte]}
      total={2}
      search=""
      query=""
      selectedId={null}
      onImport={vi.fn()}
      isLoading={false}
      isSearching={false}
      isError={false}
      hasMore={false}
      {...calls}
      {...fields}
    />
  ));
  return { ...rendered, ...calls };
}

describe("The list of scenarios", () => {
  it("tells each one's name, theme, state and contents", () => {
    show();
    const item = screen.getByRole("button", { name: /Cloud souverain/ });
    for (const text of ["Cloud souverain", "Sécurité", "Prêt", "1 cible", "0 objectif"]) {
      expect(item).toHaveTextContent(text);
    }
    expect(screen.getByRole("button", { name: /Décarboner/ })).toHaveTextContent("Brouillon");
  });

  it("tells how long ago each was changed, as time goes by", () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    show({ scenarios: [aScenario({ updated_at: new Date().toISOString() })] });
    const pass = (minutes: number) => {
      vi.setSystemTime(Date.now() + minutes * 60_000);
      document.dispatchEvent(new Event("visibilitychange"));
    };
    pass(0);
    expect(screen.getByText("à l’instant")).toBeVisible();
    pass(3);
    expect(screen.getByText("il y a 3 minutes")).toBeVisible();
  });

  it("chooses one by a click, and shows which is chosen", async () => {
    const { user, onSelect } = show({ selectedId: 2 });
    expect(screen.getByRole("button", { name: /Décarboner/ })).toHaveAttribute("aria-current", "true");
    await user.click(screen.getByRole("button", { name: /Cloud souverain/ }));
    expect(onSelect).toHaveBeenCalledWith(cloud);
  });

  it("passes on what is searched for", async () => {
    const { user, onSearch } = show();
    await user.type(screen.getByRole("searchbox", { name: "Rechercher par nom ou thématique" }), "c");
    expect(onSearch).toHaveBeenCalledWith("c");
  });

  it("marks what was searched for", () => {
    show({ search: "decarb", query: "decarb" });
    expect(screen.getByText("Décarb").tagName).toBe("MARK");
  });

  it("says that it searches while what it shows was found with an earlier text", () => {
    const { unmount, container } = show({ search: "zzz", query: "zzz", isSearching: true });
    expect(screen.getByRole("list").closest("[aria-busy]")).toHaveAttribute("aria-busy", "true");
    unmount();
    show({ scenarios: [], search: "zzz", query: "zzz", isSearching: true });
    expect(screen.queryByText(/zzz/)).toBeNull();
    expect(screen.getAllByRole("img", { name: "Chargement" })).not.toHaveLength(0);
    expect(container).toBeEmptyDOMElement();
  });

  it("says that nothing was found, or how to begin", async () => {
    const { unmount } = show({ scenarios: [], query: "zzz", search: "zzz" });
    expect(screen.getByText("Aucun scénario trouvé")).toBeVisible();
    unmount();
    const { user, onCreate } = show({ scenarios: [] });
    await user.click(screen.getByRole("button", { name: "Créer un scénario" }));
    expect(onCreate).toHaveBeenCalled();
  });

  it("shows that it loads, and that it could not", async () => {
    const { unmount } = show({ scenarios: [], isLoading: true });
    expect(screen.getAllByRole("img", { name: "Chargement" }).length).toBeGreaterThan(0);
    unmount();
    const { user, onReload } = show({ scenarios: [], isError: true });
    await user.click(screen.getByRole("button", { name: "Réessayer" }));
    expect(onReload).toHaveBeenCalled();
  });

  it("offers the rest while there is more", async () => {
    const { user, onMore } = show({ hasMore: true });
    await user.click(within(screen.getByRole("region")).getByRole("button", { name: "Afficher la suite" }));
    expect(onMore).toHaveBeenCalled();
  });

  it("leads on to the first that has come when the last of them are shown", async () => {
    const [state, setState] = createStore({ scenarios: [cloud], hasMore: true });
    const { user } = show({
      get scenarios() {
        return state.scenarios;
      },
      get hasMore() {
        return state.hasMore;
      },
    });
    await user.click(screen.getByRole("button", { name: "Afficher la suite" }));
    setState({ scenarios: [cloud, flotte], hasMore: false });
    expect(screen.getByRole("button", { name: /^Décarboner la flotte/ })).toHaveFocus();
  });
});

describe("Marking a text", () => {
  it.each([
    ["Sécurité", "SECU", ["[Sécu]", "rité"]],
    ["ete été", "été", ["[ete]", " ", "[été]"]],
    ["Cloud", "", ["Cloud"]],
    ["Cloud", "x", ["Cloud"]],
  ])("%s for %s", (text, query, parts) => {
    expect(splitOn(text, query).map((part) => (part.isMatch ? `[${part.text}]` : part.text))).toEqual(parts);
  });
});
