import { expect, type Page, test, type WebSocketRoute } from "@playwright/test";
import { expectAccessible } from "./axe";
import { failOnComplaints } from "./steps";

// The browser reports each connection that fails; some tests cut it on purpose.
test.beforeEach(({ page }) => failOnComplaints(page, /ERR_INTERNET_DISCONNECTED/));

const section = (page: Page, name: RegExp) => page.getByRole("region", { name });
const cibles = (page: Page) => section(page, /^Cibles/);
const objectifs = (page: Page) => section(page, /^Objectifs/);
const titles = (page: Page) => objectifs(page).getByRole("heading", { level: 3 });

interface Known {
  id: number;
  objectifs: { id: number }[];
  cibles: { id: number; segment: string }[];
}

/** Makes a scenario with three objectifs, two cibles and a plan, and opens its page. What others do goes by HTTP. */
async function open(page: Page, nom: string): Promise<Known> {
  const created = await page.request.post("/api/scenarios/import", {
    data: {
      nom: `${nom} ${Date.now()}`,
      thematique: "Sécurité cloud",
      objectifs: ["Un", "Deux", "Trois"].map((label, index) => ({ label: `${nom} ${label}`, priorite: index + 1 })),
      cibles: ["RSSI", "DSI"].map((label) => ({ label: `${nom} ${label}`, segment: "ETI", maturite: "awareness" })),
      plan: {
        resume: "Une preuve.",
        items: ["Un", "Deux", "Trois", "Quatre", "Cinq", "Six"].map((message) => ({
          ...{ format: "Article", message, canal: "Blog", frequence: "1 par mois", kpi: "10 contacts" },
        })),
      },
    },
  });
  expect(created.status()).toBe(201);
  const scenario: Known = await created.json();
  await page.goto(`/scenarios/${scenario.id}`);
  await expect(titles(page)).toHaveCount(3);
  return scenario;
}

const edit = (page: Page, index = 0) =>
  cibles(page)
    .getByRole("button", { name: /^Modifier/ })
    .nth(index)
    .click();
const segment = (page: Page) => cibles(page).getByRole("textbox", { name: "Segment" });

test("what is typed stays when someone else removes the item, and can be added anyway", async ({ page }) => {
  const scenario = await open(page, "Retrait");
  await edit(page);
  await segment(page).fill("Cliniques");
  await page.request.delete(`/api/scenarios/${scenario.id}/cibles/${scenario.cibles[0]?.id}`);
  await expect(cibles(page).getByRole("alert")).toContainText("Quelqu’un vient de retirer cet élément");
  await expect(segment(page)).toHaveValue("Cliniques");
  await expect(segment(page)).toBeFocused();
  await expectAccessible(page);
  await cibles(page).getByRole("button", { name: "Ajouter quand même" }).click();
  await expect(segment(page)).toHaveCount(0);
  await expect(cibles(page).getByText(/Cliniques/)).toBeVisible();
  await expect(cibles(page).getByRole("heading", { level: 3 })).toHaveCount(2);
});

test("what is typed stays when someone else generates another plan", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const scenario = await open(page, "Plan");
  const plan = section(page, /^Plan de diffusion/);
  await plan
    .getByRole("button", { name: /^Modifier la ligne/ })
    .first()
    .click();
  await plan.getByRole("textbox", { name: "Message" }).fill("Un long message réécrit");
  await page.request.post(`/api/scenarios/${scenario.id}/plan`);
  await expect(plan.getByRole("alert")).toContainText("Cette ligne ne fait plus partie du plan", { timeout: 30_000 });
  await expect(plan.getByRole("textbox", { name: "Message" })).toBeFocused();
  await plan.getByRole("button", { name: "Copier ma saisie" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("Un long message réécrit");
});

test("letters typed while someone else puts the list in order arrive where they were going", async ({ page }) => {
  const scenario = await open(page, "Ordre");
  await objectifs(page)
    .getByRole("button", { name: /^Modifier/ })
    .nth(2)
    .click();
  const description = objectifs(page).getByRole("textbox", { name: "Description" });
  await description.focus();
  await page.keyboard.type("abc");
  const [first, , third] = scenario.objectifs;
  const path = `/api/scenarios/${scenario.id}/objectifs`;
  await page.request.patch(`${path}/${third?.id}`, { data: { priorite: 1 } });
  await page.request.patch(`${path}/${first?.id}`, { data: { priorite: 9 } });
  await expect(objectifs(page).getByText("Quelqu’un vient de modifier")).toBeVisible();
  await page.keyboard.type("def");
  await expect(description).toHaveValue("abcdef");
  await page.keyboard.press("Escape");
  await expect(titles(page)).toHaveText([/Trois/, /Deux/, /Un/]);
});

test("by keyboard, an objectif is moved from end to end, removed and brought back without losing the focus", async ({
  page,
}) => {
  await open(page, "Clavier");
  const down = objectifs(page).getByRole("button", { name: /^Descendre.*Un$/ });
  await down.focus();
  await page.keyboard.press("Enter");
  await expect(titles(page)).toHaveText([/Deux/, /Un/, /Trois/]);
  await expect(down).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(titles(page)).toHaveText([/Deux/, /Trois/, /Un/]);
  await expect(down).toBeFocused();
  await page.waitForTimeout(1_000);
  await expect(titles(page)).toHaveText([/Deux/, /Trois/, /Un/]);
  await expect(down).toBeFocused();

  await cibles(page)
    .getByRole("button", { name: /^Retirer.*RSSI/ })
    .press("Enter");
  await expect(cibles(page).getByRole("button", { name: /^Modifier.*DSI/ })).toBeFocused();
  await page.getByRole("button", { name: "Annuler" }).press("Enter");
  await expect(cibles(page).getByRole("button", { name: /^Modifier.*RSSI/ })).toBeFocused();
});

test("edits made without a connection show at once, and are done once it is back", async ({ page, context }) => {
  const scenario = await open(page, "Hors ligne");
  await context.setOffline(true);
  await expect(page.getByText("Connexion perdue. Vos demandes")).toBeVisible();
  for (const text of ["Première", "Seconde"]) {
    await edit(page);
    await segment(page).fill(text);
    await cibles(page).getByRole("button", { name: "Enregistrer" }).click();
    await expect(cibles(page).getByText(text)).toBeVisible();
  }
  await expect(cibles(page).getByText("Partira au retour de la connexion")).toBeVisible();
  await cibles(page)
    .getByRole("button", { name: /^Retirer.*DSI/ })
    .click();
  await expect(cibles(page).getByText("Sera retiré au retour de la connexion")).toBeVisible();
  await expectAccessible(page);
  await context.setOffline(false);
  await expect(cibles(page).getByText("Partira au retour de la connexion")).toBeHidden({ timeout: 20_000 });
  await expect(cibles(page).getByRole("heading", { level: 3 })).toHaveCount(1, { timeout: 20_000 });
  const stored: Known = await (await page.request.get(`/api/scenarios/${scenario.id}`)).json();
  expect(stored.cibles.map((cible) => cible.segment)).toEqual(["Seconde"]);
});

test("an edit made without a connection, on what someone else changed meanwhile, shows both versions", async ({
  page,
  context,
}) => {
  const scenario = await open(page, "Croisé");
  await edit(page);
  await context.setOffline(true);
  await expect(page.getByText("Connexion perdue. Vos demandes")).toBeVisible();
  await segment(page).fill("Ma version");
  await cibles(page).getByRole("button", { name: "Enregistrer" }).click();
  await page.request.patch(`/api/scenarios/${scenario.id}/cibles/${scenario.cibles[0]?.id}`, {
    data: { segment: "Leur version" },
  });
  await context.setOffline(false);
  const conflict = page.getByRole("dialog", { name: "Modifié entre-temps" });
  await expect(conflict.getByText("Leur version")).toBeVisible({ timeout: 20_000 });
  await expect(conflict.getByRole("button", { name: "Garder l’autre" })).toBeFocused();
  await expectAccessible(page);
  await conflict.getByRole("button", { name: "Garder la mienne" }).click();
  await expect(cibles(page).getByText(/Ma version/)).toBeVisible();
});

test("an edit made without a connection, then refused after a reload, can be taken up again", async ({ page }) => {
  let isCut = false;
  const sockets: WebSocketRoute[] = [];
  await page.routeWebSocket(/\/api\/ws/, (socket) => {
    if (isCut) return void socket.close();
    socket.connectToServer();
    sockets.push(socket);
  });
  const scenario = await open(page, "Rechargé");
  isCut = true;
  for (const socket of sockets) await socket.close();
  await expect(page.getByText("Connexion perdue. Vos demandes")).toBeVisible();
  await edit(page);
  await segment(page).fill("Ma version");
  await cibles(page).getByRole("button", { name: "Enregistrer" }).click();
  await expect(cibles(page).getByText("Partira au retour de la connexion")).toBeVisible();
  await page.request.patch(`/api/scenarios/${scenario.id}/cibles/${scenario.cibles[0]?.id}`, {
    data: { segment: "Leur version" },
  });
  await page.reload();
  isCut = false;
  await page.getByRole("button", { name: "Reprendre ma saisie" }).click({ timeout: 20_000 });
  const form = page.getByRole("dialog", { name: /^Modifier/ });
  await expect(form.getByRole("textbox", { name: "Segment" })).toHaveValue("Ma version");
  await expect(form.getByText("Quelqu’un vient de modifier")).toBeVisible();
  await expectAccessible(page);
  await form.getByRole("button", { name: "Enregistrer" }).click();
  const conflict = page.getByRole("dialog", { name: "Modifié entre-temps" });
  await expect(conflict.getByText("Leur version")).toBeVisible();
  await conflict.getByRole("button", { name: "Garder la mienne" }).click();
  await expect(cibles(page).getByText(/Ma version/)).toBeVisible();
});

test("a scenario that someone else archives can still be read, and restored", async ({ page }) => {
  const scenario = await open(page, "Archives");
  const notice = page.getByRole("alert").filter({ hasText: "Ce scénario est archivé" });
  await page.request.delete(`/api/scenarios/${scenario.id}`);
  await expect(notice).toBeVisible();
  await expectAccessible(page);
  await expect(cibles(page).getByRole("heading", { level: 3 })).toHaveCount(2);
  await expect(page.getByRole("button", { name: /^(Modifier|Retirer|Ajouter|Générer|Exporter)/ })).toHaveCount(0);
  await expect(page.getByRole("complementary", { name: "Historique du scénario" })).toContainText("Aucune recherche");
  await page.getByRole("button", { name: "Restaurer le scénario" }).click();
  await expect(notice).toBeHidden();
  await expect(page.getByRole("main")).toBeFocused();
  await edit(page);
  await expect(segment(page)).toBeVisible();
});

test("what is typed in a form survives a click elsewhere, Escape and another page", async ({ page }) => {
  await open(page, "Brouillon");
  const form = page.getByRole("dialog", { name: "Définir une cible" });
  const title = form.getByRole("combobox", { name: "Intitulé" });
  const add = cibles(page).getByRole("button", { name: /^Ajouter.*Cible$/ });
  await add.click();
  await title.fill("Responsables achats");
  await page.mouse.click(5, 5);
  await expect(form).toBeHidden();
  await add.click();
  await expect(title).toHaveValue("Responsables achats");
  await form.getByRole("button", { name: "Annuler" }).click();
  await add.click();
  await expect(title).toHaveValue("");
  await page.keyboard.press("Escape");

  await edit(page);
  await segment(page).fill("Cliniques");
  await page.getByRole("link", { name: "Retour au chat", exact: true }).click();
  await page.goBack();
  await edit(page);
  await expect(segment(page)).toHaveValue("Cliniques");
  await expect(cibles(page).getByText("Votre saisie précédente a été reprise.")).toBeVisible();
  await expectAccessible(page);
  await cibles(page).getByRole("button", { name: "Enregistrer" }).click();
  await expect(cibles(page).getByText(/Cliniques/)).toBeVisible();
});
