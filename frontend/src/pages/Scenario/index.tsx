import { useParams } from "@solidjs/router";
import Unplug from "lucide-solid/icons/unplug";
import { createEffect, Match, onCleanup, Switch } from "solid-js";
import type { Scenario } from "../../api/contracts";
import { useI18n } from "../../i18n/I18nProvider";
import { useChatStore } from "../../stores/useChatStore";
import { useScenarioDetail } from "../../stores/useScenarioDetail";
import { useScenarioStore } from "../../stores/useScenarioStore";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { Skeleton } from "../../ui/Skeleton";
import NotFound from "../NotFound";
import { ScenarioView } from "./ScenarioView";

/** The page of one scenario: everything it holds, to read and to correct. */
export default function ScenarioPage() {
  const { t } = useI18n();
  const params = useParams<{ id: string }>();
  const chat = useChatStore();
  const id = () => Number(params.id);
  const { inHand } = useScenarioStore();
  const detail = useScenarioDetail(id);

  createEffect(() => chat.watch(id()));
  // Whatever the conversation is about: what is done from here is done to the scenario that is seen.
  createEffect(() => inHand.show(detail.isGone() ? null : id()));
  onCleanup(() => inHand.show(null));
  createEffect(() => {
    const nom = detail.scenario()?.nom;
    document.title = nom ? `${nom} · ${t("app.title")}` : t("app.title");
  });

  return (
    <Switch>
      <Match when={detail.isGone()}>
        <NotFound scenario />
      </Match>
      {/* Another scenario is another page: nothing of what was being done on this one is of use there. */}
      <Match keyed when={detail.scenario()?.id}>
        <ScenarioView scenario={detail.scenario() as Scenario} />
      </Match>
      <Match when={detail.isError()}>
        <main id="contenu" tabindex="-1" class="outline-none mx-auto w-full max-w-xl flex-1 p-8">
          <h1 class="sr-only">{t("error.title")}</h1>
          <EmptyState icon={<Unplug aria-hidden="true" />} title={t("error.title")} hint={t("error.hint")}>
            <Button variant="primary" onClick={detail.reload}>
              {t("error.reload")}
            </Button>
          </EmptyState>
        </main>
      </Match>
      <Match when={true}>
        <main
          id="contenu"
          tabindex="-1"
          class="outline-none mx-auto grid w-full max-w-6xl flex-1 content-start gap-10 p-8"
          aria-busy="true"
        >
          <Skeleton lines={2} label={t("loading")} class="max-w-md" />
          <Skeleton lines={5} label={t("loading")} />
          <Skeleton lines={5} label={t("loading")} />
        </main>
      </Match>
    </Switch>
  );
}
