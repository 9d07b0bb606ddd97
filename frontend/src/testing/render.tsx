import { createMemoryHistory, MemoryRouter, Route } from "@solidjs/router";
import { render } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import type { JSX } from "solid-js";
import { fr } from "../i18n/fr";
import { I18nProvider } from "../i18n/I18nProvider";

/** Renders a component in French, inside a router, with a person to use it. */
export function renderInFrench(ui: () => JSX.Element) {
  const history = createMemoryHistory();
  const user = userEvent.setup();
  const result = render(() => (
    <I18nProvider locale="fr" dictionary={fr}>
      <MemoryRouter history={history}>
        <Route path="*" component={() => <>{ui()}</>} />
      </MemoryRouter>
    </I18nProvider>
  ));
  return { user, history, ...result };
}
