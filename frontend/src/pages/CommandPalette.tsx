import Search from "lucide-solid/icons/search";
import { createEffect, createMemo, createSignal, createUniqueId, For, on, Show } from "solid-js";
import type { Locale } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { fold } from "../lib/fold";
import { useComposeStore } from "../stores/useComposeStore";
import { Dialog } from "../ui/Dialog";
import { moveInList } from "../ui/moveInList";
import { usePaletteCommands } from "./usePaletteCommands";

/** Everything that can be done, found by typing. Arrows choose, Enter does. */
export default function CommandPalette(props: { onLocale: (locale: Locale) => void }) {
  const { t } = useI18n();
  const compose = useComposeStore();
  const listId = createUniqueId();
  const [query, setQuery] = createSignal("");
  const [active, setActive] = createSignal(0);
  const commands = usePaletteCommands((locale) => props.onLocale(locale));

  const found = createMemo(() => {
    const words = fold(query()).split(/\s+/).filter(Boolean);
    return commands().filter(({ label, hint }) => {
      const text = fold(`${label} ${hint ?? ""}`);
      return words.every((word) => text.includes(word));
    });
  });

  createEffect(on(query, () => setActive(0)));
  createEffect(() => document.getElementById(`${listId}-${active()}`)?.scrollIntoView({ block: "nearest" }));

  function run(index: number): void {
    const command = found()[index];
    if (!command) return;
    compose.setPaletteOpen(false);
    // Once the palette has given the focus back, so that what opens next takes it.
    setTimeout(command.run);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const next = moveInList(event.key, active(), found().length);
    if (next !== null) {
      event.preventDefault();
      setActive(Math.max(0, next));
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(active());
    }
  }

  return (
    <Dialog
      open
      placement="palette"
      title={t("palette.title")}
      closeLabel={t("close")}
      onClose={() => compose.setPaletteOpen(false)}
    >
      <div class="flex items-center gap-3 border-line border-b px-4">
        <Search class="size-4 text-ink-faint" aria-hidden="true" />
        <input
          type="text"
          role="combobox"
          autofocus
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={found().length > 0 ? `${listId}-${active()}` : undefined}
          aria-autocomplete="list"
          aria-label={t("palette.search")}
          placeholder={t("palette.search")}
          class="h-14 flex-1 bg-transparent outline-none placeholder:text-ink-faint"
          value={query()}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={listId} role="listbox" aria-label={t("palette.title")} class="min-h-0 flex-1 overflow-y-auto p-2">
        <For each={found()}>
          {(command, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard acts from the field above
            // biome-ignore lint/a11y/useFocusableInteractive: options are pointed at by aria-activedescendant
            <div
              id={`${listId}-${index()}`}
              role="option"
              aria-selected={index() === active()}
              class="flex min-h-10 cursor-pointer items-center gap-x-3 rounded-md px-3 text-sm aria-selected:bg-sunk max-sm:flex-col max-sm:items-start max-sm:py-1.5"
              onClick={() => run(index())}
              onMouseMove={() => setActive(index())}
            >
              <span class="max-w-full min-w-0 flex-1 truncate">{command.label}</span>
              <Show when={command.hint}>
                <span class="shrink-0 truncate text-ink-faint text-xs max-sm:max-w-full sm:max-w-[45%]">
                  {command.hint}
                </span>
              </Show>
            </div>
          )}
        </For>
      </div>
      <Show when={found().length === 0}>
        <p class="px-4 pt-1 pb-6 text-center text-ink-soft text-sm">{t("palette.none")}</p>
      </Show>
    </Dialog>
  );
}
