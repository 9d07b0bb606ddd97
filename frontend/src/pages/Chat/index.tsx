import { useLocation } from "@solidjs/router";
import { createEffect, createSignal, on, onCleanup, Show, Suspense } from "solid-js";
import { ChatComposer } from "../../components/ChatComposer";
import { MessageList } from "../../components/MessageList";
import { useI18n } from "../../i18n/I18nProvider";
import { withPrefill } from "../../lib/prefill";
import { useChatStore } from "../../stores/useChatStore";
import { useScenarioStore } from "../../stores/useScenarioStore";
import { Dialog } from "../parts";
import { ChatHeader } from "./ChatHeader";
import { ChatRow } from "./ChatRow";
import { InHand } from "./InHand";
import { Opening } from "./Opening";
import { ScenarioSidebar } from "./ScenarioSidebar";

const isWide = () => matchMedia("(min-width: 64rem)").matches;

/** The first page: the conversation, with the scenarios beside it. */
export default function ChatPage() {
  const { t } = useI18n();
  const chat = useChatStore();
  const scenarios = useScenarioStore();
  const location = useLocation<{ compose?: boolean }>();
  const [drawer, setDrawer] = createSignal(false);
  const [wide, setWide] = createSignal(isWide());
  let composer: HTMLTextAreaElement | undefined;

  const media = matchMedia("(min-width: 64rem)");
  const onMedia = () => {
    setWide(isWide());
    setDrawer(false);
  };
  media.addEventListener("change", onMedia);
  onCleanup(() => media.removeEventListener("change", onMedia));

  createEffect(() => {
    document.title = t("app.title");
  });
  createEffect(() => chat.watch(scenarios.currentId()));
  createEffect(
    on(
      () => location.state,
      (state) => state?.compose && focusComposer(),
    ),
  );

  function focusComposer(): void {
    composer?.focus();
    composer?.setSelectionRange(composer.value.length, composer.value.length);
  }

  const said = () =>
    chat
      .messages()
      .filter((message) => message.auteur === "user" && message.role_action === "chat.say")
      .map((message) => message.contenu);

  function say(text: string): void {
    chat.setDraft("");
    void chat.send("chat.say", { message: text });
  }

  return (
    <main
      id="contenu"
      tabindex="-1"
      class="outline-none mx-auto flex min-h-0 w-full max-w-[110rem] flex-1"
      aria-label={t("chat.page")}
    >
      <div class="flex min-w-0 flex-[7] flex-col">
        <ChatHeader onOpenScenarios={() => setDrawer(true)} />
        <Show when={chat.isLoaded() || chat.rows().length > 0} fallback={<Opening />}>
          <MessageList
            rows={chat.rows()}
            hasOlder={chat.hasOlder()}
            isLoadingOlder={chat.isLoadingOlder()}
            onLoadOlder={chat.loadOlder}
            isOwn={(row) => chat.commandOf(row)?.mine ?? false}
            place={chat.place()}
            onLeave={chat.setPlace}
          >
            {(row, index) => (
              <ChatRow row={row} previous={chat.rows()[index() - 1]} onRecall={(text) => recall(text)} />
            )}
          </MessageList>
        </Show>
        <InHand />
        <div class="px-4 pt-2 pb-3 sm:px-8">
          <ChatComposer
            ref={(element) => {
              composer = element;
            }}
            value={chat.draft()}
            onInput={chat.setDraft}
            onSend={say}
            history={said()}
          />
        </div>
      </div>
      <Show
        when={wide()}
        fallback={
          <Suspense>
            <Show when={drawer()}>
              <Dialog
                open
                placement="drawer"
                title={t("scenarios.title")}
                closeLabel={t("close")}
                onClose={() => setDrawer(false)}
              >
                <div class="flex min-h-0 flex-1 flex-col p-5">
                  <ScenarioSidebar onDone={() => setDrawer(false)} />
                </div>
              </Dialog>
            </Show>
          </Suspense>
        }
      >
        <aside
          class="flex min-h-0 min-w-80 flex-[3] flex-col border-line border-s px-5 py-5"
          aria-label={t("scenarios.title")}
        >
          <ScenarioSidebar onDone={() => {}} />
        </aside>
      </Show>
    </main>
  );

  function recall(text: string): void {
    chat.setDraft(withPrefill(chat.draft(), text));
    focusComposer();
  }
}
