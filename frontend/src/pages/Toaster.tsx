import { Toaster as Sonner } from "solid-sonner";
import { useI18n } from "../i18n/I18nProvider";
import type { Theme } from "../stores/usePreferences";

export { toast as show } from "solid-sonner";

/** Where toasts appear. */
export default function Toaster(props: { theme: Theme }) {
  const { t } = useI18n();
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
