import type { Problem } from "../api/contracts";
import { type FormValues, initialValues, payloadOf } from "../components/formFields";
import { RecordForm } from "../components/RecordForm";
import { useI18n } from "../i18n/I18nProvider";
import { newUuid } from "../lib/uuid";
import { useChatStore } from "../stores/useChatStore";
import { type ComposeRequest, useComposeStore } from "../stores/useComposeStore";
import { Dialog } from "../ui/Dialog";
import { toast } from "./toasts";

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
  const form = () => FORMS[props.request.intent];

  /** What a proposal brings and no field shows, such as its insight, is kept as it came. */
  function payload(values: FormValues): Record<string, unknown> {
    const { kind: _, ...prefill } = props.request.prefill;
    const hidden = Object.entries(prefill).filter(([name, value]) => !(name in values) && value !== "");
    return { ...Object.fromEntries(hidden), ...payloadOf(values) };
  }

  async function submit(values: FormValues): Promise<Problem | null> {
    const { intent, scenarioId, onOutcome } = props.request;
    const commandId = newUuid();
    const sending = chat.send(intent, payload(values), {
      commandId,
      scenarioId: intent === "scenario.create" ? null : scenarioId,
    });
    void sending.then((outcome) => onOutcome?.(outcome));
    if (chat.connection() !== "open" || intent === "search.run") {
      if (chat.connection() !== "open") void toast("info", t("form.queued"));
      compose.close();
      return null;
    }
    const outcome = await sending;
    // What was refused is still in the form: it needs no copy in the chat.
    if (outcome.status === "rejected") chat.discard(commandId);
    if (outcome.status !== "completed") return outcome.problem;
    compose.close();
    return null;
  }

  return (
    <Dialog
      open
      title={t(`compose.${props.request.intent}`)}
      description={t(`compose.${props.request.intent}.hint`)}
      closeLabel={t("close")}
      onClose={compose.close}
    >
      <RecordForm
        form={form()}
        class="overflow-y-auto px-6 pt-4 pb-6"
        initial={initialValues(form(), props.request.prefill)}
        submitLabel={t(`compose.${props.request.intent}.submit`)}
        onSubmit={submit}
        onCancel={compose.close}
      />
    </Dialog>
  );
}
