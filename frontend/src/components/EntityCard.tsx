import ChevronDown from "lucide-solid/icons/chevron-down";
import ChevronUp from "lucide-solid/icons/chevron-up";
import GripVertical from "lucide-solid/icons/grip-vertical";
import Lightbulb from "lucide-solid/icons/lightbulb";
import Pencil from "lucide-solid/icons/pencil";
import Trash from "lucide-solid/icons/trash";
import { type JSX, Show } from "solid-js";
import type { Entity, Kind } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { entityTitle } from "../lib/entities";
import { IconButton } from "../ui/Button";
import type { OpenEdit } from "./editableLines";
import { draftName } from "./formDraft";
import { KIND_COLOURS } from "./kinds";
import { PendingNote } from "./PendingNote";
import { RecordForm, type Submit } from "./RecordForm";

export interface EntityCardProps {
  kind: Kind;
  scenarioId: number;
  readOnly: boolean;
  entity: Entity;
  /** The form open on it. */
  edit: OpenEdit | undefined;
  /** Someone removed it while its form is open. */
  isGone: boolean;
  /** What is still to be done about it. */
  note: string | null;
  isBeingRemoved: boolean;
  onEdit: () => void;
  onCancel: () => void;
  onSave: Submit;
  onAddAnyway: Submit;
  onRemove: () => void;
  /** Where it stands among its siblings, for those that have an order. */
  position: Position | undefined;
}

interface Position {
  index: number;
  count: number;
  onMove: (to: number) => void;
  onDrag: (event: DragEvent) => void;
}

/** One objectif, cible or ressource: read, corrected in place, moved or removed. */
export function EntityCard(props: EntityCardProps) {
  const { t } = useI18n();
  const title = () => entityTitle(props.entity);

  return (
    <Show
      when={props.edit}
      fallback={
        <div class="flex gap-2 py-3.5 max-sm:flex-wrap print:py-1.5">
          <Show when={props.position}>{(position) => <Rank position={position()} readOnly={props.readOnly} />}</Show>
          <div class="min-w-0 flex-1">
            <h3 class="font-semibold leading-snug print:text-sm">{title()}</h3>
            <Facts kind={props.kind} entity={props.entity} />
            <PendingNote text={props.note} />
          </div>
          <Show when={!props.readOnly}>
            <div class="-mt-1 flex shrink-0 gap-0.5 self-start max-sm:-mb-1.5 max-sm:basis-full max-sm:justify-end">
              <Show when={props.position}>{(position) => <Moves position={position()} title={title()} />}</Show>
              <IconButton
                label={t("entity.edit", title())}
                data-edit
                inactive={props.isBeingRemoved}
                onClick={() => props.onEdit()}
              >
                <Pencil aria-hidden="true" />
              </IconButton>
              <IconButton
                label={t("entity.remove", title())}
                inactive={props.isBeingRemoved}
                onClick={() => props.onRemove()}
              >
                <Trash aria-hidden="true" />
              </IconButton>
            </div>
          </Show>
        </div>
      }
    >
      {(edit) => (
        <div class="my-2 rounded-lg border border-line bg-sheet p-4 shadow-sheet">
          <RecordForm
            form={props.kind}
            draft={draftName(props.kind, props.scenarioId, props.entity.id)}
            initial={edit().values}
            version={edit().version}
            latest={props.entity.version}
            submitLabel={t("form.save")}
            onSubmit={props.onSave}
            onCancel={props.onCancel}
            gone={props.isGone ? { text: t("entity.gone"), onAddAnyway: props.onAddAnyway } : undefined}
          />
        </div>
      )}
    </Show>
  );
}

function Rank(props: { position: Position; readOnly: boolean }) {
  return (
    <div class="flex w-6 shrink-0 flex-col items-center gap-1.5">
      <span class="grid size-6 place-items-center rounded-full bg-objectif-wash font-semibold text-objectif text-xs tabular-nums print:border print:border-current print:bg-transparent">
        {props.position.index + 1}
      </span>
      <Show when={props.position.count > 1 && !props.readOnly}>
        {/* For the mouse; the arrows do the same for keyboard and touch. */}
        <span
          aria-hidden="true"
          data-screen-only
          draggable="true"
          class="cursor-grab text-ink-faint max-md:hidden"
          onDragStart={(event) => props.position.onDrag(event)}
        >
          <GripVertical class="size-4" />
        </span>
      </Show>
    </div>
  );
}

function Moves(props: { position: Position; title: string }) {
  const { t } = useI18n();
  return (
    <Show when={props.position.count > 1}>
      <IconButton
        label={t("entity.up", props.title)}
        inactive={props.position.index === 0}
        onClick={() => props.position.onMove(props.position.index - 1)}
      >
        <ChevronUp aria-hidden="true" />
      </IconButton>
      <IconButton
        label={t("entity.down", props.title)}
        inactive={props.position.index === props.position.count - 1}
        onClick={() => props.position.onMove(props.position.index + 1)}
      >
        <ChevronDown aria-hidden="true" />
      </IconButton>
    </Show>
  );
}

function Facts(props: { kind: Kind; entity: Entity }) {
  const { t } = useI18n();
  const line = (): JSX.Element => {
    const { entity } = props;
    if ("persona" in entity) return [t(`maturite.${entity.maturite}`), entity.segment].filter(Boolean).join(" · ");
    if ("titre" in entity) return [t(`ressource.type.${entity.type}`), entity.usage].filter(Boolean).join(" · ");
    return null;
  };
  const text = () => ("titre" in props.entity ? props.entity.note : props.entity.description);
  return (
    <>
      <Show when={line()}>
        <p class={`mt-0.5 font-medium text-xs ${KIND_COLOURS[props.kind].text}`}>{line()}</p>
      </Show>
      <Show when={text()}>
        <p class="mt-1 whitespace-pre-line text-ink-soft text-sm print:text-xs">{text()}</p>
      </Show>
      <Show when={"persona" in props.entity && props.entity.persona}>
        {(persona) => (
          <p class="mt-1 text-ink-soft text-sm print:text-xs">
            <span class="font-medium text-ink">{t("field.persona")}</span> {persona()}
          </p>
        )}
      </Show>
      <Show when={"url" in props.entity && props.entity.url}>
        {(url) => (
          <a
            href={url()}
            target="_blank"
            rel="noopener noreferrer"
            class="mt-1 block break-all text-accent text-sm underline print:text-xs underline-offset-2"
          >
            {url()}
          </a>
        )}
      </Show>
      <Show when={props.entity.insight}>
        <p class="mt-1.5 flex gap-2 text-ink-faint text-sm print:text-xs">
          <Lightbulb class={`mt-0.5 size-4 shrink-0 ${KIND_COLOURS[props.kind].text}`} aria-hidden="true" />
          <span>
            <span class="sr-only">{t("proposal.insight")} </span>
            {props.entity.insight}
          </span>
        </p>
      </Show>
    </>
  );
}
