import { createSignal, Show } from "solid-js";
import type { Kind, KnownEntity, Problem } from "../api/contracts";
import { ExistingEntity } from "../components/ExistingEntity";
import { forgetFormDraft } from "../components/formDraft";
import { type FormName, type FormValues, initialValues, payloadOf } from "../components/formFields";
import { RecordForm, type RecordFormProps, type Submission } from "../components/RecordForm";
import { useI18n } from "../i18n/I18nProvider";
import { entityTitle } from "../lib/entities";
import { newUuid } from "../lib/uuid";
import { type Outcome, useChatStore } from "../stores/useChatStore";
import { type ComposeRequest, useComposeStore } from "../stores/useComposeStore";
import { useKnownEntities } from "../stores/useKnownEntities";
import { Dialog } from "../ui/Dialog";
import { toast } from "./toasts";
import { useLostText } from "./useLostText";

const FORMS = {
  "scenario.create": "scenario",
  "objectif.add": "objectif",
  "cible.add": "cible",
  "ressource.add": "ressource",
  "search.run": "search",
} as const;

/** The form of an intent. It closes when the intent is done, or safely waiting for the connection to come back. */
export default function ComposeDialog(props: { request: ComposeRequest }) {
  const { t } = useI18n();
  const chat = useChatStore();
  const compose = useComposeStore();
  const lost = useLostText();
  const form = () => FORMS[props.request.intent];

  /** What a proposal brings and no field shows, such as its insight, is kept as it came. */
  function payload(values: FormValues): Record<string, unknown> {
    const { kind: _, ...prefill } = props.request.prefill;
    const hidden = Object.entries(prefill).filter(([name, value]) => !(name in values) && value !== "");
    return { ...Object.fromEntries(hidden), ...payloadOf(values) };
  }

  async function submit(payload: Record<string, unknown>, left: AbortSignal): Promise<Problem | null> {
    const { intent, scenarioId } = props.request;
    const told = (outcome: Outcome) => {
      if (outcome.status === "failed" && intent !== "search.run")
        lost.tellAddition(intent, scenarioId, payload, outcome.problem);
    };
    const commandId = props.request.commandId?.() ?? newUuid();
    const sending = chat.send(intent, payload, {
      commandId,
      scenarioId: intent === "scenario.create" ? null : scenarioId,
    });
    if (chat.connection() !== "open" || intent === "search.run") {
      if (chat.connection() !== "open") void toast("info", t("form.queued"));
      void sending.then(told);
      compose.close();
      return null;
    }
    const outcome = await sending;
    // Closed before: what was refused is in the chat, to be sent again.
    if (left.aborted) {
      told(outcome);
      return outcome.status === "completed" ? null : outcome.problem;
    }
    // What was refused is still in the form: it needs no copy in the chat.
    if (outcome.status === "rejected") chat.discard(commandId);
    if (outcome.status !== "completed") return outcome.problem;
    compose.close();
    return null;
  }

  /** Each request, and each proposal that is changed before it is added, has what was typed for it. */
  const draft = () => {
    const { intent, scenarioId, prefill } = props.request;
    const named = prefill.label ?? prefill.titre ?? prefill.nom ?? prefill.requete ?? "";
    return [intent, scenarioId, named].join(":");
  };

  const shared = () => ({
    draft: draft(),
    class: "px-6 pt-4 pb-6",
    submitLabel: t(`compose.${props.request.intent}.submit`),
    onCancel: compose.close,
  });

  return (
    <Dialog
      open
      title={t(`compose.${props.request.intent}`)}
      description={t(`compose.${props.request.intent}.hint`)}
      closeLabel={t("close")}
      onClose={compose.close}
    >
      <div class="min-h-0 overflow-y-auto">
        <Show
          when={entityForm(form())}
          fallback={
            <RecordForm
              {...shared()}
              form={form()}
              initial={initialValues(form(), props.request.prefill)}
              onSubmit={({ values, left }) => submit(payload(values), left)}
            />
          }
        >
          {(kind) => (
            <EntityForm
              {...shared()}
              form={kind()}
              scenarioId={props.request.scenarioId}
              initial={initialValues(kind(), props.request.prefill)}
              onSubmit={({ values, left }) => submit(payload(values), left)}
              onSubmitKnown={submit}
            />
          )}
        </Show>
      </div>
    </Dialog>
  );
}

const entityForm = (form: FormName) => (form === "scenario" || form === "search" ? null : (form as Kind));

/** A new entity or, once one was found by its title, one that another scenario holds. */
function EntityForm(
  props: RecordFormProps & {
    form: Kind;
    scenarioId: number | null;
    onSubmitKnown: (payload: Record<string, unknown>, left: Submission["left"]) => Promise<Problem | null>;
  },
) {
  const { t } = useI18n();
  // The dialog is made anew for each request: its kind and its scenario stay.
  const known = useKnownEntities(props.form, props.scenarioId);
  const [chosen, setChosen] = createSignal<KnownEntity | null>(null);
  const [typed, setTyped] = createSignal("");
  const titleField = props.form === "ressource" ? "titre" : "label";
  const link = () => `${props.form}Link` as const;
  const suggestions = () => known.found().map((entity) => ({ id: entity.id, ...describe(entity) }));

  return (
    <Show
      when={chosen()}
      fallback={
        <RecordForm
          {...props}
          initial={typed() ? { ...props.initial, [titleField]: typed() } : props.initial}
          existing={{
            label: t("compose.existing"),
            found: suggestions(),
            onSearch: (title) => {
              setTyped(title);
              known.search(title);
            },
            onChoose: (id) => setChosen(known.found().find((entity) => entity.id === id) ?? null),
          }}
        />
      }
    >
      {(entity) => (
        <>
          <ExistingEntity kind={props.form} {...describe(entity())} onChange={() => setChosen(null)} />
          <RecordForm
            {...props}
            // Not undefined, which would leave the one of the form for a new entity.
            draft=""
            form={link()}
            initial={initialValues(link(), props.initial)}
            onSubmit={async ({ values, left }) => {
              const problem = await props.onSubmitKnown({ id: entity().id, ...payloadOf(values) }, left);
              // The title that was typed to find it.
              if (!problem) forgetFormDraft(props.draft);
              return problem;
            }}
          />
        </>
      )}
    </Show>
  );
}

const describe = (entity: KnownEntity) => ({
  title: entityTitle(entity),
  hint: "titre" in entity ? entity.note || entity.url : entity.description,
});
