import { A, useLocation, useNavigate } from "@solidjs/router";
import Archive from "lucide-solid/icons/archive";
import ArrowLeft from "lucide-solid/icons/arrow-left";
import Pencil from "lucide-solid/icons/pencil";
import { createEffect, createSignal, on, Show, Suspense } from "solid-js";
import type { Action, Intent, Scenario } from "../../api/contracts";
import { isThoughtful } from "../../api/intents";
import { ActionButtonGroup } from "../../components/ActionButtonGroup";
import { ExportMenu } from "../../components/ExportMenu";
import { draftName } from "../../components/formDraft";
import { initialValues } from "../../components/formFields";
import { RecordForm } from "../../components/RecordForm";
import { StatutBadge } from "../../components/StatutBadge";
import { useI18n } from "../../i18n/I18nProvider";
import { formatAgo, formatDateTime } from "../../lib/dates";
import { now } from "../../lib/now";
import { routes } from "../../paths";
import { useChatStore } from "../../stores/useChatStore";
import { useScenarioStore } from "../../stores/useScenarioStore";
import { IconButton } from "../../ui/Button";
import { Dialog } from "../parts";
import { toast } from "../toasts";
import { useActions } from "../useActions";
import { useArchive } from "../useArchive";
import { useCopyMarkdown } from "../useCopyMarkdown";
import { useExport } from "../useExport";
import type { useScenarioEdits } from "./useScenarioEdits";

/** The version that is corrected, and the changes that were said before the form was opened. */
interface Editing {
  version: number;
  changes: Record<string, unknown>;
}

/** What the scenario is called, and what can be done with the whole of it. */
export function ScenarioHeader(props: { scenario: Scenario; edits: ReturnType<typeof useScenarioEdits> }) {
  const { t, locale } = useI18n();
  const chat = useChatStore();
  const { archive, stateOf: archivingOf } = useArchive();
  const copyMarkdown = useCopyMarkdown();
  const saveExport = useExport();
  const location = useLocation<{ edit?: boolean; changes?: Record<string, unknown>; print?: boolean }>();
  const navigate = useNavigate();
  const { act } = useActions();
  const scenarios = useScenarioStore();
  const isArchived = () => scenarios.isArchived(props.scenario.id);
  const archiving = () => archivingOf(props.scenario.id);
  const [editing, setEditing] = createSignal<Editing | null>(null);
  // Asked for from elsewhere, as by the palette.
  createEffect(
    on(
      () => location.state,
      (state) => {
        if (state?.edit) setEditing({ version: props.scenario.version, changes: state.changes ?? {} });
        if (state?.print) requestAnimationFrame(() => print());
        // Asked for once: not again after a reload.
        if (state?.edit || state?.print) navigate(location.pathname, { replace: true });
      },
    ),
  );

  /** The main one first. Exports have their menu, with more formats. */
  const actions = () =>
    props.scenario.actions
      .filter(({ intent }) => intent !== "scenario.export")
      .sort((one, other) => Number(other.style === "primary") - Number(one.style === "primary"));
  const source = (action: Action) => `scenario:${props.scenario.id}:${action.intent}:${action.label}`;

  /** Answers that are texts are read in the chat: a toast says when one has come. */
  async function onAct(action: Action): Promise<void> {
    const sending = act(action, { scenarioId: props.scenario.id, source: source(action) });
    const intent = action.intent as Intent;
    if (!sending || !isThoughtful(intent)) return;
    const outcome = await sending;
    if (outcome.status !== "completed") return props.edits.failed(outcome.problem);
    if (intent === "plan.generate") return void toast("success", t("plan.generated"));
    void toast("success", t("scenario.answered"), {
      action: { label: t("scenario.readAnswer"), onClick: () => navigate(routes.chat) },
    });
  }

  return (
    <header>
      <A
        href={routes.chat}
        class="inline-flex min-h-8 items-center gap-1.5 text-ink-soft text-sm hover:text-ink"
        data-screen-only
      >
        <ArrowLeft class="size-4" aria-hidden="true" />
        {t("scenario.backToChat")}
      </A>
      <div class="mt-2 flex flex-wrap items-start gap-x-6 gap-y-4">
        <div class="min-w-0 flex-1 basis-80">
          <p class="eyebrow">{props.scenario.thematique}</p>
          <h1 class="mt-1 font-semibold text-3xl tracking-tight max-sm:text-2xl print:text-2xl">
            {props.scenario.nom}
          </h1>
          <p class="mt-2 flex flex-wrap items-center gap-3 text-ink-faint text-sm">
            <StatutBadge statut={isArchived() ? "archived" : props.scenario.statut} />
            <time datetime={props.scenario.updated_at} class="print:hidden">
              {t("scenario.updated", formatAgo(props.scenario.updated_at, locale(), now()))}
            </time>
            {/* Paper outlives "just now". */}
            <span class="hidden print:inline" aria-hidden="true">
              {formatDateTime(props.scenario.updated_at, locale())}
            </span>
          </p>
          <Show when={props.scenario.description}>
            <p class="mt-3 max-w-prose whitespace-pre-line text-ink-soft print:max-w-none">
              {props.scenario.description}
            </p>
          </Show>
        </div>
        <div class="flex items-center gap-1 max-sm:-ms-2" classList={{ hidden: isArchived() }} data-screen-only>
          <IconButton
            label={t("scenario.edit")}
            onClick={() => setEditing({ version: props.scenario.version, changes: {} })}
          >
            <Pencil aria-hidden="true" />
          </IconButton>
          <IconButton
            label={t("scenario.archive") + (archiving() === "waiting" ? t("action.waiting") : "")}
            inactive={archiving() !== "ready"}
            onClick={() => void archive(props.scenario)}
          >
            <Archive aria-hidden="true" />
          </IconButton>
          <ExportMenu
            onExport={(format) => void saveExport(props.scenario.id, format)}
            onCopyMarkdown={() => void copyMarkdown(props.scenario)}
            onPrint={() => print()}
          />
        </div>
      </div>
      <ActionButtonGroup
        // One row to push aside on a phone: eight of them would stand before any content.
        class="mt-6 max-sm:-mx-4 max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1 max-sm:*:shrink-0 max-sm:*:whitespace-nowrap"
        size="sm"
        label={t("scenario.actions")}
        actions={isArchived() ? [] : actions()}
        stateOf={(action) => chat.actionState(action, source(action))}
        onAct={(action) => void onAct(action)}
      />
      <Suspense>
        <Show when={editing()}>
          {(begun) => (
            <Dialog open title={t("scenario.edit")} closeLabel={t("close")} onClose={() => setEditing(null)}>
              <EditForm {...props} {...begun()} onDone={() => setEditing(null)} />
            </Dialog>
          )}
        </Show>
      </Suspense>
    </header>
  );
}

function EditForm(
  props: {
    scenario: Scenario;
    edits: ReturnType<typeof useScenarioEdits>;
    onDone: () => void;
  } & Editing,
) {
  const { t } = useI18n();
  const name = draftName("scenario", props.scenario.id);
  const isSaid = Object.keys(props.changes).length > 0;
  return (
    <RecordForm
      form="scenario"
      // Changes that were said have what was typed for them: a draft of before would hide them.
      draft={isSaid ? `${name}:${JSON.stringify(props.changes)}` : name}
      class="overflow-y-auto px-6 pt-4 pb-6"
      initial={initialValues("scenario", props.scenario)}
      version={props.version}
      {...(isSaid ? { changes: initialValues("scenario", { ...props.scenario, ...props.changes }) } : {})}
      submitLabel={t("form.save")}
      onCancel={() => props.onDone()}
      onSubmit={async (submission) => {
        const problem = await props.edits.saveScenario(submission);
        if (!problem && !submission.left.aborted) props.onDone();
        return problem;
      }}
    />
  );
}
