import LoaderCircle from "lucide-solid/icons/loader-circle";
import Search from "lucide-solid/icons/search";
import { batch, createEffect, createMemo, createSignal, createUniqueId, For, on, Show } from "solid-js";
import type { Locale } from "../api/contracts";
import { useI18n } from "../i18n/I18nProvider";
import { fold } from "../lib/fold";
import { useComposeStore } from "../stores/useComposeStore";
import { useScenarioStore } from "../stores/useScenarioStore";
import { Dialog } from "../ui/Dialog";
import { moveInList } from "../ui/moveInList";
import { usePaletteCommands } from "./usePaletteCommands";
import type { PaletteCommand } from "./usePaletteIntents";

/** Those with every word, in what they are called before what they are about; the order is otherwise kept. */
function matching(commands: readonly PaletteCommand[], query: string): PaletteCommand[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const hasAll = (text: string) => words.every((word) => fold(text).includes(word));
  const named = commands.filter(({ label }) => hasAll(label));
  const about = commands.filter(({ label, hint }) => !hasAll(label) && hasAll(`${label} ${hint ?? ""}`));
  const begins = ({ label }: PaletteCommand) => fold(label).startsWith(words.join(" "));
  return [...named.filter(begins), ...named.filter((command) => !begins(command)), ...about];
}

/** Everything that can be done, found by typing. Arrows choose, Enter does, or asks which one is meant. */
export default function CommandPalette(props: { onLocale: (locale: Locale) => void }) {
  const { t } = useI18n();
  const compose = useComposeStore();
  const scenarios = useScenarioStore();
  const listId = createUniqueId();
  const [query, setQuery] = createSignal("");
  const [active, setActive] = createSignal(0);
  const [asking, setAsking] = createSignal<(PaletteCommand & { choices: () => PaletteCommand[] }) | null>(null);
  const palette = usePaletteCommands(query, (locale) => props.onLocale(locale));
  const found = createMemo(() => matching(asking()?.choices() ?? palette.commands(), query()));
  const isSearching = () => !asking() && palette.isSearching();
  // Entered before there was anything to do it with: what is found first will be done.
  const [isEager, setEager] = createSignal(false);
  // Said once, above what is about it.
  const inHand = scenarios.current()?.nom;
  const prompt = () => asking()?.label ?? t("palette.search");

  createEffect(
    on([query, asking], () => {
      setActive(0);
      setEager(false);
    }),
  );
  createEffect(() => {
    if (!isEager() || (found().length === 0 && isSearching())) return;
    setEager(false);
    run(0);
  });
  createEffect(() => document.getElementById(`${listId}-${active()}`)?.scrollIntoView({ block: "nearest" }));

  function ask(command: ReturnType<typeof asking>): void {
    batch(() => {
      setAsking(command);
      setQuery("");
    });
  }

  function run(index: number): void {
    const command = found()[index];
    if (!command) return void setEager(isSearching());
    if ("choices" in command) return ask(command);
    compose.setPaletteOpen(false);
    // A form left open would come back over what the command shows; what is typed there is kept.
    compose.close();
    // Once the palette has given the focus back, so that what opens next takes it.
    setTimeout(command.run);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const next = moveInList(event.key, active(), found().length);
    if (next !== null) setActive(Math.max(0, next));
    else if (event.key === "Enter") run(active());
    else if (asking() && (event.key === "Escape" || (event.key === "Backspace" && !query()))) ask(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
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
          aria-label={prompt()}
          placeholder={prompt()}
          class="h-14 flex-1 bg-transparent outline-none placeholder:text-ink-faint"
          value={query()}
          onInput={(event) => setQuery(event.currentTarget.value)}
          // On the field itself, before those who listen to Escape from further out.
          on:keydown={onKeyDown}
        />
        <Show when={isSearching()}>
          <LoaderCircle class="size-4 animate-spin text-ink-faint" aria-hidden="true" />
        </Show>
      </div>
      <Show when={inHand}>
        <p class="shrink-0 truncate px-5 pt-2.5 text-ink-faint text-xs">
          {t("field.line", t("scenario.current"), inHand ?? "")}
        </p>
      </Show>
      <div
        id={listId}
        role="listbox"
        aria-label={prompt()}
        aria-busy={isSearching()}
        class="min-h-0 flex-1 overflow-y-auto p-2"
      >
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
              <Show when={command.hint !== inHand && command.hint}>
                <span class="shrink-0 truncate text-ink-faint text-xs max-sm:max-w-full sm:max-w-[45%]">
                  {command.hint}
                </span>
              </Show>
            </div>
          )}
        </For>
      </div>
      <Show when={found().length === 0}>
        <p class="px-4 pt-1 pb-6 text-center text-ink-soft text-sm">
          {t(isSearching() ? "palette.searching" : asking() ? "palette.none.choice" : "palette.none")}
        </p>
      </Show>
    </Dialog>
  );
}
