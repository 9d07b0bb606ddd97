import { For } from "solid-js";
import { useI18n } from "../i18n/I18nProvider";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { displayed, type FormName, type FormValues, fieldsOf } from "./formFields";

export interface Conflict {
  form: FormName;
  mine: FormValues;
  theirs: FormValues;
}

export interface ConflictDialogProps {
  conflict: Conflict;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
  onClose: () => void;
}

/** Someone saved another version first: both are shown, side by side, and the person chooses. */
export function ConflictDialog(props: ConflictDialogProps) {
  const { t } = useI18n();
  const differing = () =>
    fieldsOf(props.conflict.form, t).filter(({ name }) => props.conflict.mine[name] !== props.conflict.theirs[name]);

  return (
    <Dialog
      open
      wide
      title={t("conflict.title")}
      description={t("conflict.description")}
      closeLabel={t("form.cancel")}
      onClose={() => props.onClose()}
    >
      <div class="grid gap-4 overflow-y-auto px-6 py-4">
        <For each={differing()}>
          {(field) => (
            <div>
              <h3 class="eyebrow mb-1.5">{field.label}</h3>
              <dl class="grid gap-3 sm:grid-cols-2">
                <Version
                  label={t("conflict.mine")}
                  text={displayed(field, props.conflict.mine[field.name] ?? "")}
                  class="bg-accent-wash"
                />
                <Version
                  label={t("conflict.theirs")}
                  text={displayed(field, props.conflict.theirs[field.name] ?? "")}
                  class="bg-sunk"
                />
              </dl>
            </div>
          )}
        </For>
      </div>
      <div class="flex flex-wrap justify-end gap-2 border-line border-t px-6 py-4">
        <Button data-autofocus onClick={() => props.onTakeTheirs()}>
          {t("conflict.takeTheirs")}
        </Button>
        <Button variant="primary" onClick={() => props.onKeepMine()}>
          {t("conflict.keepMine")}
        </Button>
      </div>
    </Dialog>
  );
}

function Version(props: { label: string; text: string; class: string }) {
  return (
    <div class={`rounded-md p-3 ${props.class}`}>
      <dt class="font-semibold text-xs">{props.label}</dt>
      <dd class="mt-1 whitespace-pre-line text-sm">{props.text || "—"}</dd>
    </div>
  );
}
