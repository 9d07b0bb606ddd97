import { createEffect, on, Show } from "solid-js";
import type { Scenario } from "../../api/contracts";
import { ScenarioCard } from "../../components/ScenarioCard";
import { ScenarioList } from "../../components/ScenarioList";
import { useChatStore } from "../../stores/useChatStore";
import { useComposeStore } from "../../stores/useComposeStore";
import { useScenarioStore } from "../../stores/useScenarioStore";
import { useImport } from "../useImport";

/** The scenario in hand above all the others. `onDone` is called once something was chosen: a drawer then closes. */
export function ScenarioSidebar(props: { onDone: () => void }) {
  const scenarios = useScenarioStore();
  const chat = useChatStore();
  const compose = useComposeStore();
  const importFile = useImport();
  let scroller!: HTMLDivElement;

  // The card of the one in hand is above the list: chosen from further down, it has to come into view.
  createEffect(on(scenarios.currentId, () => scroller.scrollTo({ top: 0 }), { defer: true }));

  function select(scenario: Scenario): void {
    props.onDone();
    // In hand from its page, it may be one that the conversation has not come to.
    if (scenario.id === scenarios.currentId() && chat.isAbout(scenario.id)) return;
    scenarios.select(scenario.id);
    void chat.send("scenario.open", { scenario_id: scenario.id }, { scenarioId: scenario.id });
  }

  return (
    <div ref={scroller} class="relative -mx-2 flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto px-2 pb-2">
      <Show when={scenarios.current()}>
        {(scenario) => <ScenarioCard scenario={scenario()} isArchived={scenarios.isArchived(scenario().id)} />}
      </Show>
      <ScenarioList
        scenarios={scenarios.list()}
        total={scenarios.total()}
        search={scenarios.search()}
        query={scenarios.query()}
        onSearch={scenarios.setSearch}
        selectedId={scenarios.currentId()}
        onSelect={select}
        onCreate={() => {
          props.onDone();
          compose.open("scenario.create", { scenarioId: null });
        }}
        onImport={(file) => {
          props.onDone();
          void importFile(file);
        }}
        isLoading={scenarios.isLoading()}
        isSearching={scenarios.isSearching()}
        isError={scenarios.isError()}
        onReload={scenarios.refreshList}
        hasMore={scenarios.hasMore()}
        onMore={scenarios.loadMore}
      />
    </div>
  );
}
