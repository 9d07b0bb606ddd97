import { Route, Router } from "@solidjs/router";
import type { Locale } from "./api/contracts";
import type { Dictionary } from "./i18n/fr";
import { I18nProvider } from "./i18n/I18nProvider";
import ChatPage from "./pages/Chat";
import { Layout } from "./pages/Layout";
import { NotFound, ScenarioPage } from "./pages/parts";
import { routes } from "./paths";
import { StoreProvider } from "./stores/StoreProvider";

export function App(props: { locale: Locale; dictionary: Dictionary }) {
  return (
    <I18nProvider locale={props.locale} dictionary={props.dictionary}>
      <StoreProvider>
        <Router root={Layout}>
          <Route path={routes.chat} component={ChatPage} />
          <Route path={routes.scenario} component={ScenarioPage} matchFilters={{ id: /^[1-9]\d*$/ }} />
          <Route path="*" component={() => <NotFound />} />
        </Router>
      </StoreProvider>
    </I18nProvider>
  );
}
