import MessageSquareText from "lucide-solid/icons/message-square-text";
import Plus from "lucide-solid/icons/plus";
import { createSignal, createUniqueId, For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Entity, Kind, Problem } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { EntityCard } from "./EntityCard";
import type { FormValues } from "./formFields";
import { KIND_COLOURS, KIND_ICONS } from "./kinds";

export interface EntitySectionProps {
  kind: Kind;
  entities: readonly Entity[];
  onAdd: () => void;
  onAskInChat: () => void;
  onSave: (entity: Entity, values: FormValues, before: FormValues, version: number) => Promise<Problem | null>;
  onRemove: (entity: Entity) => void;
  /** Given where the order means something: by drag, or by the arrows of each line. */
  onMove?: (from: number, to: number) => void;
}

/** The objectifs, the cibles or the ressources of a scenario. */
export function EntitySection(props: EntitySectionProps) {
  const { t } = useI18n();
  const titleId = createUniqueId();
  // By id: the list may change while a line is held.
  const [dragged, setDragged] = createSignal<number | null>(null);
  const [over, setOver] = createSignal<number | null>(null);

  function startDrag(event: DragEvent, id: number): void {
    const line = (event.target as Element).closest("li");
    if (line) event.dataTransfer?.setDragImage(line, 16, 16);
    setDragged(id);
  }

  function drop(to: number): void {
    const from = props.entities.findIndex(({ id }) => id === dragged());
    setDragged(null);
    setOver(null);
    if (from >= 0 && from !== to) props.onMove?.(from, to);
  }

  return (
    <section aria-labelledby={titleId}>
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
        <Button size="sm" variant="ghost" onClick={() => props.onAskInChat()}>
          <MessageSquareText class="size-4" aria-hidden="true" />
          <span class="max-sm:sr-only">{t(`kind.${props.kind}.askInChat`)}</span>
        </Button>
        <Button size="sm" onClick={() => props.onAdd()}>
          <Plus class="size-4" aria-hidden="true" />
          {t("entity.add")}
          <span class="sr-only">{t("action.about", t(`kind.${props.kind}`))}</span>
        </Button>
      </header>
      <Show
        when={props.entities.length > 0}
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
          <For each={props.entities}>
            {(entity, index) => (
              <li
                onDragOver={(event) => {
                  if (dragged() === null) return;
                  event.preventDefault();
                  setOver(index());
                }}
                onDragEnd={() => {
                  setDragged(null);
                  setOver(null);
                }}
                onDrop={(event) => {
                  event.preventDefault();
                  drop(index());
                }}
                classList={{
                  "opacity-40": dragged() === entity.id,
                  "bg-accent-wash": over() === index() && dragged() !== entity.id,
                }}
                class="animate-arrive transition-colors"
              >
                <EntityCard
                  kind={props.kind}
                  entity={entity}
                  onSave={(values, before, version) => props.onSave(entity, values, before, version)}
                  onRemove={() => props.onRemove(entity)}
                  {...(props.onMove
                    ? {
                        position: {
                          index: index(),
                          count: props.entities.length,
                          onMove: (to: number) => props.onMove?.(index(), to),
                          onDrag: (event: DragEvent) => startDrag(event, entity.id),
                        },
                      }
                    : {})}
                />
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}
