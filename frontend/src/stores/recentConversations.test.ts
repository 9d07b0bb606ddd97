import { createRoot, createSignal } from "solid-js";
import { describe, expect, it } from "vitest";
import { aMessage, aScenario, aSnapshot, uuid } from "../testing/factories";
import { createConversation } from "./conversation";
import { createRecentConversations } from "./recentConversations";

const HOUR = 60 * 60 * 1000;
const ago = (milliseconds: number): string => new Date(Date.now() - milliseconds).toISOString();

/** A tab of the browser: it goes from one conversation to another, each with the messages given. */
function openTab() {
  return createRoot((close) => {
    const [id, setId] = createSignal("");
    const [conversation, setConversation] = createSignal(createConversation());
    const recents = createRecentConversations(id, conversation);
    function visit(next: string, messages: ReturnType<typeof aMessage>[], scenario: string | null = null): void {
      setId(next);
      setConversation(createConversation());
      conversation().receive(aSnapshot({ messages }));
      recents.note(scenario === null ? null : aScenario({ nom: scenario }));
    }
    return { ...recents, visit, close, titles: () => recents.others().map(({ title }) => title) };
  });
}

/** What the browser tells a tab when another one has written. */
const hearOthers = (key: string | null = null) => dispatchEvent(new StorageEvent("storage", { key }));

describe("Recent conversations", () => {
  it("are told by their scenario, the latest first, without the one on screen", () => {
    const tab = openTab();
    tab.visit(uuid(1), [aMessage({ created_at: ago(2 * HOUR) })], "Salon de Lyon");
    tab.visit(uuid(2), [aMessage({ created_at: ago(HOUR) })], "Offre cloud");
    tab.visit(uuid(3), [aMessage({ created_at: ago(0) })], "Formation");
    expect(tab.titles()).toEqual(["Offre cloud", "Salon de Lyon"]);
  });

  it("are told by the first words said, short, while they are about no scenario", () => {
    const tab = openTab();
    const said = `Bonjour,\n  ${"très ".repeat(50)}long`;
    tab.visit(uuid(1), [
      aMessage({ id: 1, created_at: ago(HOUR) }),
      aMessage({ id: 2, auteur: "user", contenu: said, created_at: ago(HOUR) }),
      aMessage({ id: 3, auteur: "user", contenu: "Et ensuite ?", created_at: ago(HOUR) }),
    ]);
    tab.visit(uuid(2), []);
    expect(tab.titles()[0]).toMatch(/^Bonjour, très très .*…$/);
    expect(tab.titles()[0]).toHaveLength(80);
  });

  it("keep their title when what comes next names no scenario", () => {
    const tab = openTab();
    tab.visit(uuid(1), [aMessage({ created_at: ago(HOUR) })], "Salon de Lyon");
    tab.visit(uuid(1), [aMessage({ id: 2, auteur: "user", contenu: "Merci", created_at: ago(0) })]);
    tab.visit(uuid(2), []);
    expect(tab.titles()).toEqual(["Salon de Lyon"]);
  });

  it("are not what is kept under the name of none", () => {
    localStorage.setItem("assistant.recent.demo", JSON.stringify({ title: "Démonstration", at: ago(HOUR) }));
    expect(openTab().titles()).toEqual([]);
  });

  it("are not those in which nothing was said", () => {
    const tab = openTab();
    tab.visit(uuid(1), [aMessage({ id: 0, created_at: ago(0) })]);
    tab.visit(uuid(2), []);
    expect(tab.titles()).toEqual([]);
    expect(localStorage).toHaveLength(0);
  });

  it("last seven days, and are then forgotten by the browser too", () => {
    const tab = openTab();
    tab.visit(uuid(1), [aMessage({ created_at: ago(7 * 24 * HOUR - HOUR) })], "Encore là");
    localStorage.setItem(
      `assistant.recent.${uuid(2)}`,
      JSON.stringify({ title: "Trop vieille", at: ago(8 * 24 * HOUR) }),
    );
    tab.visit(uuid(3), []);
    hearOthers();
    expect(tab.titles()).toEqual(["Encore là"]);
    expect(openTab().titles()).toEqual(["Encore là"]);
    expect(localStorage).toHaveLength(1);
  });

  it("are twenty at most, the latest", () => {
    const tab = openTab();
    for (let n = 1; n <= 25; n += 1) tab.visit(uuid(n), [aMessage({ created_at: ago((30 - n) * HOUR) })], `N° ${n}`);
    tab.visit(uuid(99), []);
    expect(tab.titles()).toHaveLength(20);
    expect(tab.titles()[0]).toBe("N° 25");
    expect(localStorage).toHaveLength(20);
  });

  it("survive what another hand has written in their place", () => {
    for (const [n, text] of ["{", "null", '{"title":1}', '{"title":"Sans date","at":"hier"}'].entries()) {
      localStorage.setItem(`assistant.recent.${uuid(n)}`, text);
    }
    expect(openTab().titles()).toEqual([]);
    expect(localStorage).toHaveLength(0);
  });
});

describe("Two tabs", () => {
  it("lose nothing of each other, though neither has heard of the other yet", () => {
    const one = openTab();
    const other = openTab();
    one.visit(uuid(1), [aMessage({ created_at: ago(3 * HOUR) })], "D’ici");
    other.visit(uuid(2), [aMessage({ created_at: ago(2 * HOUR) })], "De là");
    one.visit(uuid(3), [aMessage({ created_at: ago(HOUR) })], "Encore d’ici");
    one.visit(uuid(4), []);
    expect(one.titles()).toEqual(["Encore d’ici", "De là", "D’ici"]);
  });

  it("hear of each other, and keep what has not changed as it was", () => {
    const one = openTab();
    const other = openTab();
    one.visit(uuid(1), [aMessage({ created_at: ago(HOUR) })], "D’ici");
    one.visit(uuid(4), []);
    const [before] = one.others();
    other.visit(uuid(2), [aMessage({ created_at: ago(0) })], "De là");
    expect(one.titles()).toEqual(["D’ici"]);
    hearOthers("assistant.locale");
    expect(one.titles()).toEqual(["D’ici"]);
    hearOthers(`assistant.recent.${uuid(2)}`);
    expect(one.titles()).toEqual(["De là", "D’ici"]);
    expect(one.others()[1]).toBe(before);
  });

  it("hear nothing once they are closed", () => {
    const one = openTab();
    one.close();
    openTab().visit(uuid(2), [aMessage({ created_at: ago(0) })], "De là");
    hearOthers();
    expect(one.titles()).toEqual([]);
  });
});

describe("A conversation whose messages are no more", () => {
  it("is noticed and forgotten when it was known", () => {
    const tab = openTab();
    tab.visit(uuid(1), [aMessage({ created_at: ago(HOUR) })], "Salon de Lyon");
    expect(tab.isGone()).toBe(false);
    expect(tab.notice(aSnapshot({ messages: [aMessage({ id: 0 })] }))).toBe(true);
    expect(tab.isGone()).toBe(true);
    tab.visit(uuid(2), []);
    expect(tab.isGone()).toBe(false);
    expect(tab.titles()).toEqual([]);
  });

  it("is a new one when it was not", () => {
    const tab = openTab();
    tab.visit(uuid(1), [aMessage({ id: 0, created_at: ago(0) })]);
    expect(tab.notice(aSnapshot({ messages: [aMessage({ id: 0 })] }))).toBe(false);
    expect(tab.isGone()).toBe(false);
  });
});
