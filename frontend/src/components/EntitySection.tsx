import MessageSquareText from "lucide-solid/icons/message-square-text";
import Plus from "lucide-solid/icons/plus";
import { createSignal, createUniqueId, For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Entity, Kind, Problem } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { EntityCard } from "./EntityCard";
import { createEditableLines } from "./editableLines";
import { KIND_COLOURS, KIND_ICONS } from "./kinds";
import { focusLine, keepFocus } from "./lineFocus";
import type { Submission, Submit } from "./RecordForm";

export interface EntitySectionProps {
  kind: Kind;
  scenarioId: number;
  /** Only to be read, as in an archived scenario. */
  readOnly: boolean;
  entities: readonly Entity[];
  onAdd: () => void;
  onAskInChat: () => void;
  onSave: (entity: Entity, submission: Submission) => Promise<Problem | null>;
  /** Adds what was typed for an entity that someone else removed meanwhile. */
  onAddAnyway: Submit;
  onRemove: (entity: Entity) => void;
  /** What is still to be done about an entity, in words. */
  noteOf: (id: number) => string | null;
  isBeingRemoved: (id: number) => boolean;
  /** Given where the order means something: by drag, or by the arrows of each line. */
  onMove?: (id: number, to: number) => void;
}

/** The objectifs, the cibles or the ressources of a scenario. */
export function EntitySection(props: EntitySectionProps) {
  const { t } = useI18n();
  const titleId = createUniqueId();
  let section!: HTMLElement;
  // A form holds the list still against what others do, not against what she does.
  const [moves, setMoves] = createSignal(0);
  const lines = createEditableLines<Entity>({
    form: props.kind,
    items: () => props.entities,
    shown: () => props.entities,
    view: () => String(moves()),
  });
  keepFocus(
    () => section,
    lines.ids,
    () => section.querySelector("[data-add]"),
  );
  // By id: the list may change while a line is held.
  const [dragged, setDragged] = createSignal<number | null>(null);
  const [over, setOver] = createSignal<number | null>(null);

  function startDrag(event: DragEvent, id: number): void {
    const line = (event.target as Element).closest("li");
    if (line) event.dataTransfer?.setDragImage(line, 16, 16);
    setDragged(id);
  }

  /** To where the line `over` stands. */
  function move(id: number, over: number | undefined): void {
    const to = props.entities.findIndex((entity) => entity.id === over);
    if (to < 0 || id === over) return;
    props.onMove?.(id, to);
    setMoves(moves() + 1);
  }

  function drop(over: number): void {
    const id = dragged();
    setDragged(null);
    setOver(null);
    if (id !== null) move(id, over);
  }

  function close(id: number): void {
    lines.close(id);
    focusLine(section, id);
  }

  async function save(id: number, submission: Submission): Promise<Problem | null> {
    const problem = await props.onSave(lines.itemOf(id), submission);
    if (!problem && !submission.left.aborted) close(id);
    return problem;
  }

  async function addAnyway(id: number, submission: Submission): Promise<Problem | null> {
    const problem = await props.onAddAnyway(submission);
    if (!problem && !submission.left.aborted) lines.close(id);
    return problem;
  }

  return (
    <section ref={section} aria-labelledby={titleId} data-kind={props.kind}>
      <header class="flex flex-wrap items-center gap-x-2 gap-y-1 border-ink border-b-2 pb-2">
        <Dynamic
          component={KIND_ICONS[props.kind]}
          class={`size-5 ${KIND_COLOURS[props.kind].text}`}
          aria-hidden="true"
        />
        <h2 id={titleId} class="flex-1 font-semibold text-xl">
          {t(`kind.${props.kind}.plural`)}
          <span class="ms-2 font-normal text-base text-ink-faint tabular-nums">{props.entities.length}</span>
        </h2>
        <Show when={!props.readOnly}>
          <Button size="sm" variant="ghost" onClick={() => props.onAskInChat()}>
            <MessageSquareText class="size-4" aria-hidden="true" />
            <span class="max-sm:sr-only">{t(`kind.${props.kind}.askInChat`)}</span>
          </Button>
          <Button size="sm" data-add onClick={() => props.onAdd()}>
            <Plus class="size-4" aria-hidden="true" />
            {t("entity.add")}
            <span class="sr-only">{t("action.about", t(`kind.${props.kind}`))}</span>
          </Button>
        </Show>
      </header>
      <Show
        when={lines.ids().length > 0}
        fallback={
          <div class="mt-4">
            <EmptyState
              icon={<Dynamic component={KIND_ICONS[props.kind]} aria-hidden="true" />}
              title={t(`kind.${props.kind}.empty`)}
              hint={t(`kind.${props.kind}.hint`)}
            />
          </div>
        }
      >
        <ul class="divide-y divide-line">
          <For each={lines.ids()}>
            {(id, index) => (
              <li
                data-line={id}
                onDragOver={(event) => {
                  if (dragged() === null) return;
                  event.preventDefault();
                  setOver(id);
                }}
                onDragEnd={() => {
                  setDragged(null);
                  setOver(null);
                }}
                onDrop={(event) => {
                  event.preventDefault();
                  drop(id);
                }}
                classList={{
                  "opacity-40": dragged() === id,
                  "bg-accent-wash": over() === id && dragged() !== id,
                }}
                class="animate-arrive transition-colors"
              >
                <EntityCard
                  kind={props.kind}
                  scenarioId={props.scenarioId}
                  readOnly={props.readOnly}
                  entity={lines.itemOf(id)}
                  edit={lines.editOf(id)}
                  isGone={lines.isGone(id)}
                  note={props.noteOf(id)}
                  isBeingRemoved={props.isBeingRemoved(id)}
                  onEdit={() => lines.open(lines.itemOf(id))}
                  onCancel={() => close(id)}
                  onSave={(submission) => save(id, submission)}
                  onAddAnyway={(submission) => addAnyway(id, submission)}
                  onRemove={() => props.onRemove(lines.itemOf(id))}
                  position={
                    props.onMove && {
                      index: index(),
                      count: lines.ids().length,
                      onMove: (to) => move(id, lines.ids()[to]),
                      onDrag: (event) => startDrag(event, id),
                    }
                  }
                />
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}
