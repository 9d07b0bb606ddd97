import { useLocation, useNavigate } from "@solidjs/router";
import { createEffect, on } from "solid-js";
import { isThoughtful } from "../api/intents";
import { useI18n } from "../i18n/I18nProvider";
import { routes } from "../paths";
import type { RunningCommand } from "../stores/conversation";
import { useChatStore } from "../stores/useChatStore";
import { toast } from "./toasts";

/** A button or a form of another page shows there how it ended. */
const isAskedInChat = ({ mine, intent, source }: RunningCommand) =>
  mine && isThoughtful(intent) && (source === null || source.startsWith("message:"));

/** While another page is shown, says that what was asked in the chat has an answer, and leads to it. */
export function useAnswersElsewhere(): void {
  const { t } = useI18n();
  const chat = useChatStore();
  const location = useLocation();
  const navigate = useNavigate();
  createEffect(
    on(
      chat.event,
      (event) => {
        if (location.pathname === routes.chat || !event?.ended || !isAskedInChat(event.ended)) return;
        const action = { label: t("scenario.readAnswer"), onClick: () => navigate(routes.chat) };
        if (event.kind === "failed") void toast("error", t("status.failed"), { action });
        else void toast("success", t("scenario.answered"), { action });
      },
      { defer: true },
    ),
  );
}
