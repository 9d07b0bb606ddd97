import { Show } from "solid-js";
import { useI18n } from "../../i18n/I18nProvider";
import { useChatStore } from "../../stores/useChatStore";
import { useScenarioStore } from "../../stores/useScenarioStore";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";

/** Says that the scenario in hand is not the one that the conversation ends with, and offers to go on with it. */
export function InHand() {
  const { t } = useI18n();
  const chat = useChatStore();
  const scenarios = useScenarioStore();
  const ahead = () => {
    const scenario = scenarios.current();
    if (!scenario || scenarios.isArchived(scenario.id) || !chat.isLoaded() || chat.isAbout(scenario.id)) return;
    return scenario;
  };
  return (
    <Show when={ahead()}>
      {(scenario) => (
        <div class="px-4 pt-2 sm:px-8">
          <Notice class="mx-auto w-full max-w-4xl flex-wrap">
            <p class="min-w-0 flex-1 basis-48 break-words">{t("chat.inHand", scenario().nom)}</p>
            <Button
              size="sm"
              onClick={() => {
                const { id } = scenario();
                void chat.send("scenario.open", { scenario_id: id }, { scenarioId: id });
              }}
            >
              {t("chat.inHand.open")}
            </Button>
          </Notice>
        </div>
      )}
    </Show>
  );
}
