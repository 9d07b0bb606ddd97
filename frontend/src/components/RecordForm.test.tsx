import { screen } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Locale, Problem } from "../api/contracts";
import type { Connection } from "../api/live";
import { useI18n } from "../i18n/I18nProvider";
import { ConnectionContext } from "../stores/useConnection";
import { aProblem } from "../testing/factories";
import { renderInFrench } from "../testing/render";
import { RecordForm, type RecordFormProps, type Submission } from "./RecordForm";

function show(fields: Partial<RecordFormProps> = {}) {
  const [connection, setConnection] = createSignal<Connection>("open");
  const [late, setLate] = createSignal<readonly string[]>([]);
  const retry = vi.fn((id: string) => setLate(late().filter((one) => one !== id)));
  let answer!: (problem: Problem | null) => void;
  const onSubmit = vi.fn((_: Submission) => new Promise<Problem | null>((resolve) => (answer = resolve)));
  const onCancel = vi.fn();
  const rendered = renderInFrench(() => (
    <ConnectionContext.Provider value={{ state: connection, late, retry }}>
      <RecordForm
        form="search"
        draft="search:5"
        initial={{ requete: "NIS 2" }}
        submitLabel="Enregistrer"
        onSubmit={onSubmit}
        onCancel={onCancel}
        {...fields}
      />
    </ConnectionContext.Provider>
  ));
  const settle = (problem: Problem | null) => answer(problem);
  return { ...rendered, setConnection, setLate, retry, onSubmit, onCancel, answer: settle };
}

const save = () => screen.getByRole("button", { name: "Enregistrer" });

describe("A form in use when the language changes", () => {
  it("is in the other language, and keeps the focus, what was typed and what was chosen", async () => {
    let setLocale!: (locale: Locale) => Promise<void>;
    const { user } = renderInFrench(() => {
      setLocale = useI18n().setLocale;
      return (
        <ConnectionContext.Provider value={{ state: () => "open", late: () => [], retry: () => {} }}>
          <RecordForm
            form="cible"
            initial={{ label: "RSSI", description: "", segment: "", persona: "", maturite: "awareness" }}
            submitLabel="Enregistrer"
            onSubmit={async () => null}
            onCancel={() => {}}
          />
        </ConnectionContext.Provider>
      );
    });
    const choice = screen.getByRole("combobox", { name: "Maturité" });
    await user.selectOptions(choice, "decision");
    const segment = screen.getByRole("textbox", { name: "Segment" });
    await user.type(segment, "Santé");
    await setLocale("en");
    onTestFinished(() => document.documentElement.setAttribute("lang", "fr"));
    expect(screen.getByRole("textbox", { name: "Title" })).toHaveValue("RSSI");
    expect(segment).toHaveFocus();
    expect(segment).toHaveValue("Santé");
    expect(choice).toBeInTheDocument();
    expect(choice).toHaveValue("decision");
  });
});

describe("A form whose connection is lost while it is being saved", () => {
  async function lost() {
    const shown = show();
    await shown.user.click(save());
    expect(save()).toHaveAttribute("aria-busy", "true");
    shown.setConnection("lost");
    return shown;
  }

  it("stops spinning, says that it will be sent, and may be closed", async () => {
    const { user, onCancel, onSubmit } = await lost();
    expect(save()).not.toHaveAttribute("aria-busy");
    const close = screen.getByRole("button", { name: "Fermer" });
    expect(close).toHaveFocus();
    expect(close).toHaveAccessibleDescription("C’est noté. L’envoi se fera au retour de la connexion.");
    // The page has one region for that, and says there that the connection is lost.
    expect(screen.queryByRole("status")).toBeNull();
    await user.click(save());
    expect(onSubmit).toHaveBeenCalledOnce();
    await user.click(screen.getByRole("button", { name: "Fermer" }));
    expect(onCancel).toHaveBeenCalledOnce();
  });

  it("is at work again once the connection is back, then says what was refused", async () => {
    const { setConnection, answer } = await lost();
    setConnection("open");
    expect(save()).toHaveAttribute("aria-busy", "true");
    answer(aProblem());
    expect(await screen.findByRole("alert")).toHaveTextContent("Trop de demandes");
    expect(save()).not.toHaveAttribute("aria-busy");
    expect(screen.getByRole("textbox", { name: "Recherche" })).toHaveValue("NIS 2");
  });
});

describe("A form that gets no answer", () => {
  async function unanswered() {
    const shown = show();
    shown.setLate(["of another form"]);
    await shown.user.click(save());
    expect(save()).toHaveAttribute("aria-busy", "true");
    shown.setLate(["of another form", "its own"]);
    return shown;
  }

  it("stops spinning once it should have come, says so, and sends it again on demand", async () => {
    const { user, retry, answer, onSubmit } = await unanswered();
    expect(save()).not.toHaveAttribute("aria-busy");
    const close = screen.getByRole("button", { name: "Fermer" });
    expect(close).toHaveFocus();
    expect(close).toHaveAccessibleDescription(/^Toujours en cours… Vous pouvez fermer/);
    await user.click(screen.getByRole("button", { name: "Réessayer" }));
    expect(retry.mock.calls.map(([id]) => id)).toEqual(["its own"]);
    expect(save()).toHaveAttribute("aria-busy", "true");
    expect(close).toHaveFocus();
    expect(onSubmit).toHaveBeenCalledOnce();
    answer(aProblem());
    expect(await screen.findByRole("alert")).toHaveTextContent("Trop de demandes");
  });

  it("may be closed: whoever sends it knows that nobody waits there any more", async () => {
    const { user, onSubmit, onCancel, unmount } = await unanswered();
    await user.click(screen.getByRole("button", { name: "Fermer" }));
    expect(onCancel).toHaveBeenCalledOnce();
    const left = onSubmit.mock.calls[0]?.[0].left;
    expect(left?.aborted).toBe(false);
    unmount();
    expect(left?.aborted).toBe(true);
  });
});

describe("A form taken up again after its record was changed", () => {
  const of = (version: number, fields: Record<string, string>) =>
    ({
      form: "cible",
      draft: "cible:5:21",
      version,
      latest: version,
      initial: { label: "RSSI", description: "", segment: "Industrie", persona: "", maturite: "awareness", ...fields },
    }) as const;

  it("corrects what it was begun on, and shows the rest as it is now", async () => {
    const first = show(of(3, {}));
    await first.user.type(screen.getByRole("textbox", { name: "Segment" }), " lourde");
    await first.user.keyboard("{Escape}");
    first.unmount();
    const { user, onSubmit } = show(of(5, { label: "RSSI et DSI", segment: "Santé" }));
    expect(screen.getByRole("textbox", { name: "Segment" })).toHaveValue("Industrie lourde");
    expect(screen.getByText(/Quelqu’un vient de modifier cet élément/)).toBeVisible();
    await user.click(save());
    expect(onSubmit.mock.calls[0]?.[0]).toMatchObject({
      values: { label: "RSSI et DSI", segment: "Industrie lourde" },
      begun: { values: { label: "RSSI et DSI", segment: "Industrie" }, version: 3 },
    });
  });

  it("corrects it as it is now once it starts over", async () => {
    const first = show(of(3, {}));
    await first.user.type(screen.getByRole("textbox", { name: "Segment" }), " lourde{Escape}");
    first.unmount();
    const { user, onSubmit } = show(of(5, { segment: "Santé" }));
    await user.click(screen.getByRole("button", { name: "Repartir de l’original" }));
    await user.type(screen.getByRole("textbox", { name: "Segment" }), "s");
    await user.click(save());
    expect(onSubmit.mock.calls[0]?.[0]).toMatchObject({
      values: { segment: "Santés" },
      begun: { values: { segment: "Santé" }, version: 5 },
    });
  });
});

describe("A form closed with something typed in it", () => {
  const field = () => screen.getByRole("textbox", { name: "Recherche" });

  async function closedAfter(leave: (shown: ReturnType<typeof show>) => Promise<unknown>) {
    const first = show();
    await first.user.type(field(), " et DORA");
    await leave(first);
    first.unmount();
    return show();
  }

  it("has it back when it is opened again, says so, and can start over", async () => {
    const { user } = await closedAfter(({ user }) => user.keyboard("{Escape}"));
    expect(field()).toHaveValue("NIS 2 et DORA");
    expect(screen.getByText("Votre saisie précédente a été reprise.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Repartir de l’original" }));
    expect(field()).toHaveValue("NIS 2");
    expect(field()).toHaveFocus();
    expect(screen.queryByText("Votre saisie précédente a été reprise.")).toBeNull();
  });

  it("has forgotten it when it was cancelled", async () => {
    await closedAfter(({ user }) => user.click(screen.getByRole("button", { name: "Annuler" })));
    expect(field()).toHaveValue("NIS 2");
  });

  it("has forgotten it when it was done, not when it was refused", async () => {
    const submitted = (problem: Problem | null) => async (shown: ReturnType<typeof show>) => {
      await shown.user.click(save());
      shown.answer(problem);
      await vi.waitFor(() => expect(save()).not.toHaveAttribute("aria-busy"));
    };
    const { unmount } = await closedAfter(submitted(aProblem()));
    expect(field()).toHaveValue("NIS 2 et DORA");
    unmount();
    sessionStorage.clear();
    await closedAfter(submitted(null));
    expect(field()).toHaveValue("NIS 2");
  });

  it("says nothing when it was left as it was", async () => {
    await closedAfter(({ user }) => user.keyboard("{Backspace>8/}"));
    expect(field()).toHaveValue("NIS 2");
    expect(screen.queryByText("Votre saisie précédente a été reprise.")).toBeNull();
  });
});
