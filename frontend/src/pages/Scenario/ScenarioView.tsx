import { createEffect, createMemo, createSignal, Match, on, Show, Switch } from "solid-js";
import type { Intent, Kind, Plan, Scenario } from "../../api/contracts";
import { LoadFailure } from "../../components/LoadFailure";
import { MessageTimeline } from "../../components/MessageTimeline";
import { PlanVersions } from "../../components/PlanVersions";
import { ScenarioDetailPanel } from "../../components/ScenarioDetailPanel";
import { SearchHistory } from "../../components/SearchHistory";
import { useI18n } from "../../i18n/I18nProvider";
import { type PlanVersion, versionsOf } from "../../lib/planVersions";
import { useChatStore } from "../../stores/useChatStore";
import { useComposeStore } from "../../stores/useComposeStore";
import { useScenarioHistory } from "../../stores/useScenarioDetail";
import { useScenarioStore } from "../../stores/useScenarioStore";
import { Skeleton } from "../../ui/Skeleton";
import { useActions } from "../useActions";
import { useRestorePlan } from "../useRestorePlan";
import { ArchivedNotice } from "./ArchivedNotice";
import { EditConflict } from "./EditConflict";
import { PlanSection } from "./PlanSection";
import { ScenarioHeader } from "./ScenarioHeader";
import { UnsettledNotices } from "./UnsettledNotices";
import { useScenarioEdits } from "./useScenarioEdits";

/** A scenario's page once the scenario is known. */
export function ScenarioView(props: { scenario: Scenario }) {
  const { t } = useI18n();
  const chat = useChatStore();
  const scenarios = useScenarioStore();
  const compose = useComposeStore();
  const { askInChat } = useActions();
  const edits = useScenarioEdits(() => props.scenario);
  const { restore, stateOf: restoringOf } = useRestorePlan();
  const [viewedPlan, setViewedPlan] = createSignal<Plan | null>(null);
  const id = () => props.scenario.id;
  const isArchived = () => scenarios.isArchived(id());
  const history = useScenarioHistory(id);

  // The one looked at is the one that the chat is about afterwards.
  createEffect(() => scenarios.select(id()));

  // What hangs from the scenario may have changed with it, and with each answer of the conversation.
  createEffect(on(() => [props.scenario.version, chat.messages().length], history.refresh, { defer: true }));

  const isSending = (intent: Intent) =>
    chat.connection() === "open" &&
    chat
      .running()
      .some((command) => command.intent === intent && command.scenarioId === id() && !command.problem && !command.late);
  const generation = () =>
    chat.running().find((command) => command.intent === "plan.generate" && command.scenarioId === id());
  const plan = () => viewedPlan() ?? edits.shown().plan;
  const versions = createMemo(() => versionsOf(history.plans.listing() ?? { items: [], total: 0 }));
  const viewed = () => versions().find((version) => version.plan.id === plan()?.id);

  async function generate(): Promise<void> {
    const outcome = await edits.send("plan.generate", {});
    if (outcome && outcome.status !== "completed") edits.failed(outcome.problem);
  }

  async function restorePlan(version: PlanVersion | undefined): Promise<void> {
    if (version && (await restore(edits.shown(), version))) closeOlder();
  }

  /** What was clicked goes away with the older version: the focus goes to the plan. */
  function closeOlder(): void {
    setViewedPlan(null);
    document.querySelector<HTMLElement>("[data-plan-title]")?.focus();
  }

  return (
    <main
      id="contenu"
      tabindex="-1"
      class="outline-none relative min-h-0 flex-1 scroll-py-6 overflow-y-auto print:overflow-visible"
    >
      <div class="mx-auto w-full max-w-7xl px-4 py-6 sm:px-8 lg:py-10 print:p-0">
        <ScenarioHeader scenario={edits.shown()} edits={edits} />
        <Show when={isArchived()}>
          <ArchivedNotice edits={edits} />
        </Show>
        <UnsettledNotices />
        <div class="mt-10 print:mt-4">
          <ScenarioDetailPanel
            scenario={edits.shown()}
            readOnly={isArchived()}
            onAdd={(kind: Kind) => compose.open(`${kind}.add`, { scenarioId: id() })}
            onAskInChat={(kind: Kind) => askInChat(t(`kind.${kind}.prefill`), id())}
            onSave={edits.saveEntity}
            onAddAnyway={edits.addAnyway}
            onRemove={(kind, entity) => void edits.remove(kind, entity)}
            onMove={(entityId, to) => void edits.move(entityId, to)}
            noteOf={edits.noteOf}
            isBeingRemoved={edits.isBeingRemoved}
            onGenerate={() => void generate()}
            isGenerating={isSending("plan.generate")}
            planStep={generation()?.step ?? null}
            planDate={plan()?.generated_at}
            plan={
              <Show when={plan()}>
                {(shown) => (
                  <PlanSection
                    scenarioId={id()}
                    plan={shown()}
                    isCurrent={shown().id === props.scenario.plan?.id}
                    readOnly={isArchived()}
                    onSave={edits.saveItem}
                    number={viewed()?.number ?? 1}
                    onRestore={() => void restorePlan(viewed())}
                    onClose={closeOlder}
                    noteOf={(item) => edits.noteOf("planItem", item.id)}
                    restoring={restoringOf(id(), shown().id)}
                    versions={
                      <Show
                        when={!isArchived() && versions().length}
                        fallback={
                          <Show when={history.plans.hasFailed()}>
                            <LoadFailure title={t("plan.versions")} onReload={history.refresh} />
                          </Show>
                        }
                      >
                        <PlanVersions
                          versions={versions()}
                          currentId={props.scenario.plan?.id ?? 0}
                          viewedId={shown().id}
                          onView={({ plan: older }) =>
                            setViewedPlan(older.id === props.scenario.plan?.id ? null : older)
                          }
                          onRestore={(older) => void restorePlan(older)}
                          restoringOf={(older) => restoringOf(id(), older.plan.id)}
                          hasMore={history.plans.hasMore()}
                          isLoadingMore={history.plans.isLoadingMore()}
                          onMore={history.plans.loadMore}
                        />
                      </Show>
                    }
                  />
                )}
              </Show>
            }
            history={
              <aside class="grid content-start gap-8" aria-label={t("scenario.history")}>
                <Switch fallback={<Skeleton lines={3} label={t("loading")} />}>
                  <Match when={history.hasFailed.recherches()}>
                    <LoadFailure title={t("searches.title")} onReload={history.refresh} />
                  </Match>
                  <Match when={history.recherches()}>
                    {(recherches) => <SearchHistory recherches={recherches()} />}
                  </Match>
                </Switch>
                <Switch fallback={<Skeleton lines={5} label={t("loading")} />}>
                  <Match when={history.hasFailed.messages()}>
                    <LoadFailure title={t("timeline.title")} onReload={history.refresh} />
                  </Match>
                  <Match when={history.messages()}>{(messages) => <MessageTimeline messages={messages()} />}</Match>
                </Switch>
              </aside>
            }
          />
        </div>
      </div>
      <EditConflict conflict={edits.conflict()} />
    </main>
  );
}
