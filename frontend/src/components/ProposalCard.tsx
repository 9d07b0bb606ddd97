import Lightbulb from "lucide-solid/icons/lightbulb";
import Pencil from "lucide-solid/icons/pencil";
import X from "lucide-solid/icons/x";
import { For, Show } from "solid-js";
import type { Action, Locale } from "../api/contracts";
import { buttonLabel } from "../i18n/buttonLabel";
import { useI18n } from "../i18n/I18nProvider";
import type { ActionState } from "../stores/useChatStore";
import { Button, IconButton } from "../ui/Button";
import { ActionButton } from "./ActionButtonGroup";
import { isDismissed, type ProposalView } from "./actionLayout";
import { KIND_COLOURS } from "./kinds";

export interface ProposalCardProps {
  proposal: ProposalView;
  /** The language its texts are written in, where it is known; the rest of the card is in that of the page. */
  lang: Locale | null;
  stateOf: (action: Action) => ActionState;
  onAct: (action: Action) => void;
  /** Opens the form filled with the proposal. */
  onEdit: (proposal: ProposalView) => void;
}

/** The reason comes as the end of a sentence, and is shown as one of its own. */
const asSentence = (text: string) =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?…)]$/.test(text) ? "" : "."}`;

/** A longer reason, in characters, would keep the buttons of its card out of sight: it opens on demand. */
const LONG = 160;

/** What else of a proposal is stored with it, each shown under its name. */
const NAMED = ["priorite", "persona", "url", "usage"] as const;

/** A proposal to add as it is, to change first, or to set aside; set aside, it folds to one line that can still add it. */
export function ProposalCard(props: ProposalCardProps) {
  const { t, locale } = useI18n();
  const text = (name: string) => String(props.proposal.fields[name] ?? "");
  const state = () => props.stateOf(props.proposal.add);
  /** What was clicked goes with it: the focus stays with the proposal, as a card or as a line. */
  let isChangedByHand = false;

  function takeFocus(item: HTMLElement): void {
    if (isChangedByHand) queueMicrotask(() => item.focus());
    isChangedByHand = false;
  }

  const colours = () => KIND_COLOURS[props.proposal.kind];
  const lang = () => props.lang ?? undefined;
  const details = () =>
    [
      props.proposal.kind === "cible" && text("maturite") && t(`maturite.${text("maturite") as "awareness"}`),
      props.proposal.kind === "ressource" && text("type") && t(`ressource.type.${text("type") as "article"}`),
    ].filter(Boolean);

  return (
    <Show
      when={!isDismissed(props.proposal, props.stateOf)}
      fallback={
        <li
          tabindex="-1"
          ref={takeFocus}
          // After the cards, which would have a hole among them where a line stood.
          class="order-last col-span-full flex items-center gap-x-2 text-ink-faint text-sm max-sm:flex-wrap"
        >
          <X class="size-4 shrink-0" aria-hidden="true" />
          <span class="min-w-0 max-sm:flex-1 max-sm:basis-52">
            {t("proposal.dismissed")} <s lang={lang()}>{props.proposal.title}</s>
          </span>
          <Button
            size="sm"
            variant="ghost"
            class="shrink-0 max-sm:ms-3"
            aria-label={t("proposal.takeBack", props.proposal.title)}
            onClick={() => {
              isChangedByHand = true;
              props.onAct(props.proposal.add);
            }}
          >
            {t("form.addAnyway")}
          </Button>
        </li>
      }
    >
      <li
        tabindex="-1"
        ref={takeFocus}
        class={`flex flex-col overflow-hidden rounded-lg border bg-sheet shadow-sheet transition-colors ${
          state() === "done" ? "border-ressource/50" : "border-line"
        }`}
      >
        <p class={`px-4 py-1.5 font-semibold text-2xs uppercase tracking-[0.09em] ${colours().wash} ${colours().text}`}>
          {t(`kind.${props.proposal.kind}`)}
        </p>
        <div class="flex flex-1 flex-col gap-2 px-4 pt-3 pb-3">
          <h2 lang={lang()} class="font-semibold text-base leading-snug">
            {props.proposal.title}
          </h2>
          <Show when={text("segment") || details().length > 0}>
            <p class="text-ink-faint text-xs">
              <span lang={lang()}>{text("segment")}</span>
              {(text("segment") ? ["", ...details()] : details()).join(" · ")}
            </p>
          </Show>
          <Show when={text("description") || text("note")}>
            {(description) => (
              <p lang={lang()} class="text-ink-soft text-sm">
                {description()}
              </p>
            )}
          </Show>
          <Show when={NAMED.some(text)}>
            <dl class="space-y-1 text-ink-soft text-sm">
              <For each={NAMED.filter(text)}>
                {(name) => (
                  <div>
                    <dt class="inline font-semibold text-ink-faint text-xs">{t(`field.${name}`)}</dt>{" "}
                    <dd lang={lang()} class="inline wrap-anywhere">
                      {text(name)}
                    </dd>
                  </div>
                )}
              </For>
            </dl>
          </Show>
          <Show when={text("insight")}>
            {(insight) => (
              <p class="flex gap-2 text-sm">
                <Lightbulb class={`mt-0.5 size-4 shrink-0 ${colours().text}`} aria-hidden="true" />
                <span>
                  <span class="sr-only">{t("proposal.insight")} </span>
                  <span lang={lang()}>{insight()}</span>
                </span>
              </p>
            )}
          </Show>
          <Show when={text("pourquoi")}>
            {(pourquoi) => (
              <Show
                when={pourquoi().length > LONG}
                fallback={
                  <p class="mt-auto border-line border-t pt-2 text-ink-faint text-xs">
                    <span class="font-semibold">{t("proposal.why")}</span>{" "}
                    <span lang={lang()}>{asSentence(pourquoi())}</span>
                  </p>
                }
              >
                <details class="mt-auto border-line border-t pt-2 text-ink-faint text-xs">
                  <summary class="w-fit min-h-6 rounded-sm font-semibold hover:text-ink">{t("proposal.why")}</summary>
                  <p lang={lang()}>{asSentence(pourquoi())}</p>
                </details>
              </Show>
            )}
          </Show>
        </div>
        <div class="flex items-center gap-1 px-4 pb-4">
          <ActionButton
            action={props.proposal.add}
            state={state()}
            about={props.proposal.title}
            label={props.proposal.add.label.includes(props.proposal.title) ? "Ajouter" : undefined}
            doneLabel={t(props.proposal.add.edited ? "proposal.edited" : "proposal.added")}
            size="sm"
            class="min-w-0 flex-1"
            onAct={() => props.onAct(props.proposal.add)}
          />
          <Show when={state() === "ready"}>
            <IconButton
              label={t("proposal.edit", props.proposal.title)}
              size="sm"
              onClick={() => props.onEdit(props.proposal)}
            >
              <Pencil aria-hidden="true" />
            </IconButton>
            <Show when={props.proposal.dismiss}>
              {(dismiss) => (
                <IconButton
                  label={t("proposal.dismiss", buttonLabel(dismiss().label, locale()), props.proposal.title)}
                  size="sm"
                  onClick={() => {
                    isChangedByHand = true;
                    props.onAct(dismiss());
                  }}
                >
                  <X aria-hidden="true" />
                </IconButton>
              )}
            </Show>
          </Show>
        </div>
      </li>
    </Show>
  );
}
