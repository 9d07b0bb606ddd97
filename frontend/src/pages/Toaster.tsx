import { Toaster as Sonner } from "solid-sonner";
import { useI18n } from "../i18n/I18nProvider";
import type { Theme } from "../stores/usePreferences";
import { useAnswersElsewhere } from "./useAnswersElsewhere";

export { toast as show } from "solid-sonner";

/** Where toasts appear, those of the chat included while it is not shown. */
export default function Toaster(props: { theme: Theme }) {
  const { t } = useI18n();
  useAnswersElsewhere();
  return (
    <Sonner
      theme={props.theme}
      position="bottom-right"
      containerAriaLabel={t("toasts.label")}
      duration={7000}
      closeButton
      toastOptions={{ closeButtonAriaLabel: t("close") }}
    />
  );
}
