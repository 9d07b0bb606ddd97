import Sparkles from "lucide-solid/icons/sparkles";
import { createUniqueId, For, type JSX, Show } from "solid-js";
import { type Entity, KINDS, type Kind, type Problem, type Scenario } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { formatDateTime } from "../lib/dates";
import { entitiesOf } from "../lib/entities";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { EntitySection } from "./EntitySection";
import type { Submission } from "./RecordForm";

export interface ScenarioDetailPanelProps {
  scenario: Scenario;
  /** Only to be read, as one that is archived. */
  readOnly: boolean;
  onAdd: (kind: Kind) => void;
  onAskInChat: (kind: Kind) => void;
  onSave: (kind: Kind, entity: Entity, submission: Submission) => Promise<Problem | null>;
  /** Adds what was typed for an entity that someone else removed meanwhile. */
  onAddAnyway: (kind: Kind, submission: Submission) => Promise<Problem | null>;
  onRemove: (kind: Kind, entity: Entity) => void;
  /** Puts an objectif at a place counted from 0. */
  onMove: (id: number, to: number) => void;
  /** What is still to be done about an entity, in words. */
  noteOf: (kind: Kind, id: number) => string | null;
  isBeingRemoved: (kind: Kind, id: number) => boolean;
  onGenerate: () => void;
  isGenerating: boolean;
  /** What the server says it is doing while the plan is written. */
  planStep: string | null;
  /** The plan being looked at, and when it was made. */
  plan: JSX.Element;
  planDate: string | undefined;
  /** What was searched and said about the scenario: beside its entities on a wide screen, last on a narrow one. */
  history: JSX.Element;
}

/** Everything a scenario holds: objectifs, cibles, ressources, and the plan. */
export function ScenarioDetailPanel(props: ScenarioDetailPanelProps) {
  const { t, locale } = useI18n();
  const planTitleId = createUniqueId();

  return (
    <div class="grid gap-10 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-x-12 print:block">
      <div class="grid content-start gap-10 print:grid-cols-[3fr_5fr_4fr] print:gap-5">
        <For each={KINDS}>
          {(kind) => (
            <EntitySection
              kind={kind}
              scenarioId={props.scenario.id}
              readOnly={props.readOnly}
              entities={entitiesOf(props.scenario, kind)}
              onAdd={() => props.onAdd(kind)}
              onAskInChat={() => props.onAskInChat(kind)}
              onSave={(entity, submission) => props.onSave(kind, entity, submission)}
              onAddAnyway={(submission) => props.onAddAnyway(kind, submission)}
              onRemove={(entity) => props.onRemove(kind, entity)}
              noteOf={(id) => props.noteOf(kind, id)}
              isBeingRemoved={(id) => props.isBeingRemoved(kind, id)}
              {...(kind === "objectif" ? { onMove: (id: number, to: number) => props.onMove(id, to) } : {})}
            />
          )}
        </For>
      </div>
      <section aria-labelledby={planTitleId} aria-busy={props.isGenerating} class="min-w-0 lg:col-span-2 print:mt-5">
        <header class="mb-3 flex flex-wrap items-baseline justify-between gap-2 border-ink border-b-2 pb-2">
          <h2 id={planTitleId} tabindex="-1" data-plan-title class="font-semibold text-xl outline-none">
            {t("plan.title")}
          </h2>
          <Show when={props.planDate}>
            {(date) => <p class="text-ink-faint text-sm">{t("plan.generatedAt", formatDateTime(date(), locale()))}</p>}
          </Show>
        </header>
        <Show when={props.isGenerating}>
          <p class="mb-3 flex items-center gap-2 text-ink-soft">
            <Sparkles class="size-4 animate-breathe text-accent" aria-hidden="true" />
            {props.planStep ?? t("plan.generating")}
          </p>
        </Show>
        <Show
          when={props.scenario.plan}
          fallback={
            <EmptyState icon={<Sparkles aria-hidden="true" />} title={t("plan.empty")} hint={t("plan.hint")}>
              <Show when={!props.readOnly}>
                <Button variant="primary" busy={props.isGenerating} onClick={() => props.onGenerate()}>
                  {t("plan.generate")}
                </Button>
              </Show>
            </EmptyState>
          }
        >
          {props.plan}
        </Show>
      </section>
      <div class="lg:col-start-2 lg:row-start-1" data-screen-only>
        {props.history}
      </div>
    </div>
  );
}
