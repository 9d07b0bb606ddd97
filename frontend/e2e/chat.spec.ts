import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { adds, button, command, conversation, createScenario, failOnComplaints, openChat, say, suggest } from "./steps";

const composer = (page: Page) => page.getByRole("textbox", { name: "Votre message" });
const proposals = (page: Page) => conversation(page).getByRole("list", { name: "Propositions" }).last();
const card = (page: Page) => page.getByRole("complementary", { name: "Scénarios" }).getByRole("region").first();

test.beforeEach(({ page }) => failOnComplaints(page));

test("a proposal can be changed before it is added, or set aside; the rest is added at once", async ({ page }) => {
  await openChat(page);
  await createScenario(page, "Propositions", "Industrie");
  await suggest(page, "cibles");
  await proposals(page)
    .getByRole("button", { name: /^Modifier avant d’ajouter/ })
    .first()
    .click();
  const form = page.getByRole("dialog", { name: "Définir une cible" });
  await expect(form.getByRole("combobox", { name: "Intitulé" })).not.toHaveValue("");
  await form.getByRole("combobox", { name: "Intitulé" }).fill("Acheteurs de l’Ouest");
  await form.getByRole("button", { name: "Ajouter la cible" }).click();
  await expect(card(page).getByText("Acheteurs de l’Ouest")).toBeVisible();
  await expect(proposals(page).getByText("Ajoutée, modifiée")).toHaveCount(1);
  await expect(proposals(page).getByRole("listitem").first()).toBeFocused();
  await proposals(page)
    .getByRole("button", { name: /^Écarter/ })
    .first()
    .click();
  await expect(proposals(page).getByText("Mise de côté")).toHaveCount(1);
  await page.reload();
  await expect(proposals(page).getByText("Ajoutée, modifiée")).toHaveCount(1);
  await expect(proposals(page).getByText("Mise de côté")).toHaveCount(1);
  await expect(card(page).getByText("1 cible")).toBeVisible();
  await command(page, "proposer des objectifs");
  await expect(proposals(page).getByText("Objectif", { exact: true })).toHaveCount(3, { timeout: 30_000 });
  await button(page, "Tout ajouter").click();
  await expect(card(page).getByText("3 objectifs")).toBeVisible();
  for (const index of [0, 1, 2]) await expect(adds(page).nth(index)).toHaveAccessibleName(/^Ajoutée/);
});

test("what was set aside is left out of all that is added, and can be added after all", async ({ page }) => {
  await openChat(page);
  await createScenario(page, "Tri", "Industrie");
  await suggest(page, "cibles");
  await proposals(page)
    .getByRole("button", { name: /^Écarter/ })
    .first()
    .click();
  await expect(proposals(page).getByText("Mise de côté")).toHaveCount(1);
  await button(page, "Tout ajouter").click();
  await expect(card(page).getByText("2 cibles")).toBeVisible();
  await page.reload();
  await expect(card(page).getByText("2 cibles")).toBeVisible();
  await proposals(page)
    .getByRole("button", { name: /^Ajouter quand même/ })
    .click();
  await expect(card(page).getByText("3 cibles")).toBeVisible();
  await expect(proposals(page).getByText("Mise de côté")).toHaveCount(0);
});

test("a correction asked for in the chat opens the form of what is to be corrected", async ({ page }) => {
  await openChat(page);
  await createScenario(page, "Corrections", "Industrie");
  for (const label of ["Signer 10 contrats", "Former 20 partenaires"]) {
    await say(page, `ajoute l’objectif ${label}`);
    await button(page, new RegExp(`^Ajouter .*${label}`)).click();
    await expect(conversation(page).getByText(`Objectif ${label} ajouté`)).toBeVisible();
  }
  await say(page, "corrige le deuxième objectif");
  await button(page, /^Modifier « Former 20 partenaires »/).click();
  const form = page.getByRole("dialog", { name: /Former 20 partenaires/ });
  await form.getByRole("textbox", { name: "Intitulé" }).fill("Former 30 partenaires");
  await form.getByRole("button", { name: "Enregistrer" }).click();
  await expect(form).toBeHidden();
  await expect(card(page).getByText("Former 30 partenaires")).toBeVisible();
});

test("work that takes time says so, and can be stopped, then tried again", async ({ page }) => {
  await openChat(page);
  await createScenario(page, "Arrêt", "Industrie");
  // From inside the page, as soon as it can be: on a busy machine the plan may be there before a test has looked.
  await page.evaluate(() => {
    const stopping = new MutationObserver(() => {
      const stop = [...document.querySelectorAll("button")].find((each) => each.textContent?.trim() === "Arrêter");
      if (!stop) return;
      stopping.disconnect();
      stop.focus();
      stop.click();
    });
    stopping.observe(document.body, { childList: true, subtree: true });
  });
  await button(page, "Générer le plan marketing").click();
  await expect(button(page, /Réessayer/)).toBeVisible({ timeout: 20_000 });
  // The button is gone; the keyboard is where it was.
  await expect(conversation(page).locator("article:focus")).toHaveCount(1);
  await page.keyboard.press("Tab");
  await expect(button(page, /Réessayer/)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(card(page).getByText(/Plan de diffusion/)).toBeVisible({ timeout: 30_000 });
});

test("the palette has every intent", async ({ page }) => {
  await openChat(page);
  await createScenario(page, "Palette", "Formation");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("option", { name: "Ouvrir « Palette »" })).toBeVisible();
  const texts = await page.getByRole("option").locator("span:first-child").allTextContents();
  const labels = texts.map((text) => text.replaceAll("\u00a0", " "));
  for (const label of [
    ...["Créer un scénario", "Voir mes scénarios dans le chat", "Importer un scénario (fichier JSON)"],
    ...["Ouvrir « Palette »", "Modifier le scénario", "Archiver le scénario", "Ouvrir détail"],
    ...["Proposer des objectifs", "Proposer des cibles", "Proposer des ressources"],
    ...["Ajouter un objectif", "Définir une cible", "Ajouter une ressource", "Rechercher des inspirations"],
    ...["Générer le plan marketing", "Exporter en JSON", "Exporter en CSV", "Écrire dans le chat"],
  ]) {
    expect(labels).toContain(label);
  }
  await page.keyboard.press("Escape");
  await command(page, "modifier le scen");
  const form = page.getByRole("dialog", { name: "Modifier le scénario" });
  await form.getByRole("textbox", { name: "Thématique" }).fill("Apprentissage");
  await form.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("main").getByText("Apprentissage")).toBeVisible();
  await command(page, "archiver");
  await expect(page.getByText("« Palette » est archivé.")).toBeVisible();
  await page
    .getByRole("region", { name: /^Notifications/ })
    .getByRole("button", { name: "Annuler" })
    .click();
  await expect(page.getByRole("complementary").getByRole("button", { name: /^Palette/ })).toBeVisible();
});

test("arrow up brings back what was said, one after the other", async ({ page }) => {
  await openChat(page);
  for (const text of ["Bonjour", "Que sais-tu faire ?"]) {
    await say(page, text);
    await expect(button(page, "Arrêter")).toBeHidden();
  }
  await expect(conversation(page).getByRole("article", { name: "Assistant" })).toHaveCount(3, { timeout: 20_000 });
  await composer(page).press("ArrowUp");
  await expect(composer(page)).toHaveValue("Que sais-tu faire ?");
  await composer(page).press("ArrowUp");
  await expect(composer(page)).toHaveValue("Bonjour");
  await composer(page).press("ArrowDown");
  await composer(page).press("ArrowDown");
  await expect(composer(page)).toHaveValue("");
});

test("what is half written is kept: by words asked for elsewhere, and by a new conversation, which leads back", async ({
  page,
}) => {
  await openChat(page);
  await createScenario(page, "Brouillon", "Industrie");
  await composer(page).fill("Un début de phrase");
  await page.getByRole("complementary", { name: "Scénarios" }).getByRole("link", { name: "Ouvrir détail" }).click();
  await page.getByRole("button", { name: "Ajouter une cible depuis le chat" }).click();
  await expect(composer(page)).toHaveValue("Un début de phrase\nAjouter la cible ");
  await expect(composer(page)).toBeFocused();
  await page.getByRole("button", { name: "Nouvelle conversation" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Aucun scénario choisi" })).toBeVisible();
  await expect(composer(page)).toHaveValue("Un début de phrase\nAjouter la cible ");
  await page.getByRole("button", { name: "Conversations récentes" }).click();
  await page.getByRole("menuitem", { name: /^Brouillon/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Brouillon" })).toBeVisible();
  await expect(button(page, "Proposer des cibles")).toBeVisible();
});

test("recent conversations are found again by the keyboard and the palette, and one that is no more says so", async ({
  page,
}) => {
  const recents = page.getByRole("button", { name: "Conversations récentes" });
  const heading = (name: string) => page.getByRole("heading", { level: 1, name });
  await openChat(page);
  for (const nom of ["Retrouvailles un", "Retrouvailles deux", "Retrouvailles trois"]) {
    await createScenario(page, nom, "Industrie");
    await page.getByRole("button", { name: "Nouvelle conversation" }).click();
    await expect(heading("Aucun scénario choisi")).toBeVisible();
    await expect(button(page, "Créer un scénario")).toBeVisible();
  }
  await recents.focus();
  await page.keyboard.press("Enter");
  const items = page.getByRole("menuitem");
  await expect(items).toHaveText([/^Retrouvailles trois/, /^Retrouvailles deux/, /^Retrouvailles un/]);
  await expect(items.first()).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(recents).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(items.first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(heading("Retrouvailles deux")).toBeVisible();
  await expect(
    conversation(page)
      .getByText(/Retrouvailles deux/)
      .first(),
  ).toBeVisible();

  await command(page, "conversation recente");
  await page.getByRole("option", { name: /^Retrouvailles un/ }).click();
  await expect(heading("Retrouvailles un")).toBeVisible();

  await page.evaluate(() => {
    const entry = JSON.stringify({ title: "Effacée depuis", at: new Date().toISOString() });
    localStorage.setItem(`assistant.recent.${crypto.randomUUID()}`, entry);
  });
  await page.reload();
  await recents.click();
  await page.getByRole("menuitem", { name: /^Effacée depuis/ }).click();
  await expect(conversation(page).getByText(/n’est plus conservée/)).toBeVisible();
  await recents.click();
  await expect(items).toHaveCount(3);
});

test("an answer that comes while another page is shown says so there, and leads to it", async ({ page }) => {
  let delay = 0;
  await page.routeWebSocket(/\/api\/ws/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((frame) => {
      if (String(frame).includes('"completed"')) setTimeout(() => socket.send(frame), delay);
      else socket.send(frame);
    });
  });
  await openChat(page);
  await createScenario(page, "Ailleurs", "Industrie");
  delay = 2_500;
  const toasts = page.getByRole("region", { name: /^Notifications/ }).getByRole("listitem");
  await button(page, "Proposer des cibles").click();
  await page.getByRole("complementary", { name: "Scénarios" }).getByRole("link", { name: "Ouvrir détail" }).click();
  await expect(toasts).toHaveText("L’assistant a répondu dans le chat.Lire");
  await toasts.getByRole("button", { name: "Lire" }).click();
  await expect(proposals(page).getByText("Cible", { exact: true })).toHaveCount(3);
  await button(page, "Proposer des objectifs").click();
  await expect(proposals(page).getByText("Objectif", { exact: true })).toHaveCount(3);
  await expect(toasts).toHaveCount(0);
});

test("new messages never move what is being read: a pill leads to them", async ({ page, context }) => {
  await openChat(page);
  await createScenario(page, "Lecture", "Santé");
  await suggest(page, "cibles");
  await suggest(page, "objectifs");
  await conversation(page).hover();
  await page.mouse.wheel(0, -3000);
  await page.waitForTimeout(300);
  const before = await conversation(page).evaluate((list) => list.scrollTop);
  const other = await context.newPage();
  await openChat(other).catch(() => {});
  await say(other, "Bonjour");
  await expect(page.getByRole("button", { name: "Nouveaux messages" })).toBeVisible({ timeout: 20_000 });
  expect(Math.abs((await conversation(page).evaluate((list) => list.scrollTop)) - before)).toBeLessThan(2);
  await page.getByRole("button", { name: "Nouveaux messages" }).click();
  await expect(page.getByRole("button", { name: "Nouveaux messages" })).toBeHidden();
});

test("nothing spins for ever: past its deadline a request says so, and is sent again on demand", async ({ page }) => {
  let isDeaf = true;
  await page.routeWebSocket(/\/api\/ws/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((frame) => {
      if (!(isDeaf && String(frame).includes("chat.say"))) server.send(frame);
    });
  });
  await page.clock.install();
  await openChat(page);
  await say(page, "Bonjour");
  // Beat by beat, so that the socket's own signs of life come and go.
  for (let beat = 0; beat < 7; beat += 1) {
    await page.clock.runFor(10_000);
    await page.waitForTimeout(100);
  }
  await expect(conversation(page).getByText("Toujours en cours…").first()).toBeVisible();
  isDeaf = false;
  await button(page, "Réessayer").click();
  await page.clock.runFor(2_000);
  await expect(conversation(page).getByRole("article", { name: "Assistant" })).toHaveCount(2, { timeout: 20_000 });
  await expect(conversation(page).getByText("Toujours en cours…")).toHaveCount(0);
});
