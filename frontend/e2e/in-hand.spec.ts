import { expect, type Page, test } from "@playwright/test";
import { adds, button, command, createScenario, failOnComplaints, openChat } from "./steps";

test.beforeEach(({ page }) => failOnComplaints(page));

interface Known {
  id: number;
  nom: string;
  objectifs: { label: string }[];
  cibles: { label: string }[];
}

/** What the server says comes late, by so many milliseconds. */
async function delaySocket(page: Page, milliseconds: number): Promise<void> {
  await page.routeWebSocket(/\/api\/ws/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((frame) => void setTimeout(() => socket.send(frame), milliseconds));
  });
}

async function create(page: Page, nom: string): Promise<Known> {
  const created = await page.request.post("/api/scenarios", { data: { nom, thematique: "Industrie" } });
  expect(created.status()).toBe(201);
  return created.json();
}

const read = async (page: Page, id: number): Promise<Known> => (await page.request.get(`/api/scenarios/${id}`)).json();

/** Talks about one scenario, then opens the page of another. */
async function openAnother(page: Page, name: string): Promise<{ first: string; other: Known }> {
  const first = `${name} du chat ${Date.now()}`;
  await openChat(page);
  await createScenario(page, first, "Industrie");
  const other = await create(page, `${name} de la page ${Date.now()}`);
  await page.goto(`/scenarios/${other.id}`);
  await expect(page.getByRole("heading", { level: 1, name: other.nom })).toBeVisible();
  return { first, other };
}

test("on a scenario's page, the palette acts on that scenario, whatever the chat is about", async ({ page }) => {
  await delaySocket(page, 400);
  const { first, other } = await openAnother(page, "Palette");
  // The snapshot, which tells what the chat is about, comes after the page.
  await page.reload();
  await expect(page.getByRole("region", { name: /^Cibles/ })).toBeVisible();
  await page.waitForTimeout(1_000);
  await page.keyboard.press("Control+k");
  await expect(page.getByText(/^Scénario en cours/)).toContainText(other.nom);
  await page.keyboard.press("Escape");

  await command(page, "ajouter un objectif");
  const form = page.getByRole("dialog", { name: "Ajouter un objectif" });
  await form.getByRole("combobox", { name: "Intitulé" }).fill("Tapé sur la page");
  await form.getByRole("button", { name: "Ajouter l’objectif" }).click();
  await expect(form).toBeHidden();
  expect((await read(page, other.id)).objectifs.map(({ label }) => label)).toEqual(["Tapé sur la page"]);

  await command(page, "archiver le scénario");
  await expect(page.getByText(`« ${other.nom} » est archivé.`)).toBeVisible();
  expect((await page.request.get(`/api/scenarios/${other.id}`)).status()).toBe(404);
  const { items } = await (await page.request.get(`/api/scenarios?q=${encodeURIComponent(first)}`)).json();
  expect(items).toHaveLength(1);
});

test("what she went to the chat for is still what it is about after a reload", async ({ page }) => {
  const { other } = await openAnother(page, "Reprise");
  await page.getByRole("button", { name: "Ajouter une cible depuis le chat" }).click();
  const composer = page.getByRole("textbox", { name: "Votre message" });
  await expect(composer).toBeFocused();
  await page.keyboard.type("Responsables achats");
  await page.reload();
  await expect(composer).toHaveValue(/Responsables achats$/);
  await expect(page.getByRole("heading", { level: 1, name: other.nom })).toBeVisible();
  await page.waitForTimeout(500);
  await expect(page.getByRole("heading", { level: 1, name: other.nom })).toBeVisible();
  await composer.press("Enter");
  await button(page, /^Ajouter.*Responsables achats/i).click({ timeout: 30_000 });
  await expect(async () => expect((await read(page, other.id)).cibles).toHaveLength(1)).toPass();
});

test("of two scenarios clicked one after the other, the second stays", async ({ page }) => {
  const [first, second] = [await create(page, `Vite un ${Date.now()}`), await create(page, `Vite deux ${Date.now()}`)];
  await delaySocket(page, 800);
  await openChat(page);
  const side = page.getByRole("complementary", { name: "Scénarios" });
  const title = page.getByRole("heading", { level: 1 });
  await side.getByRole("button", { name: new RegExp(`^${first.nom}`) }).click();
  await page.waitForTimeout(300);
  await side.getByRole("button", { name: new RegExp(`^${second.nom}`) }).click();
  const seen: string[] = [];
  for (let look = 0; look < 25; look += 1) {
    seen.push((await title.textContent()) ?? "");
    await page.waitForTimeout(100);
  }
  expect(seen.filter((text) => !text.includes(second.nom))).toEqual([]);
});

test("after the page of another scenario, the chat says which one is in hand, and goes on with it", async ({
  page,
}) => {
  const { first, other } = await openAnother(page, "Suite");
  await page.getByRole("button", { name: "Ajouter une cible depuis le chat" }).click();
  const line = page.getByText(`Vous travaillez maintenant sur « ${other.nom} ».`);
  await expect(line).toBeVisible();
  const caption = page.getByText(`pour « ${first} »`, { exact: true }).last();
  await expect(caption).toBeVisible();
  await page.getByRole("button", { name: "Voir ce qui peut être fait" }).click();
  await expect(line).toBeHidden();
  await expect(page.getByText(`pour « ${other.nom} »`, { exact: true })).toHaveCount(0);
  await button(page, "Proposer des cibles").click();
  await adds(page).first().click({ timeout: 30_000 });
  await expect(async () => expect((await read(page, other.id)).cibles.length).toBeGreaterThan(0)).toPass();
});

test("a scenario in hand from its page is opened by the list", async ({ page }) => {
  const { other } = await openAnother(page, "Liste");
  await page.getByRole("button", { name: "Ajouter une cible depuis le chat" }).click();
  const line = page.getByText(`Vous travaillez maintenant sur « ${other.nom} ».`);
  await expect(line).toBeVisible();
  const side = page.getByRole("complementary", { name: "Scénarios" });
  await side.getByRole("button", { name: new RegExp(`^${other.nom}`) }).click();
  await expect(line).toBeHidden();
});

for (const width of [640, 800, 1024])
  test(`the name of the scenario in hand is read in a window ${width} pixels wide`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 720 });
    const nom = `Plateforme souveraine des industriels ${Date.now()}`;
    await openChat(page);
    await createScenario(page, nom, "Industrie");
    // One to come back to, and so a second button beside the name.
    await page.getByRole("button", { name: "Nouvelle conversation" }).click();
    await page
      .getByRole("complementary")
      .getByRole("button", { name: new RegExp(`^${nom}`) })
      .click();
    await expect(button(page, "Proposer des cibles")).toBeVisible();
    await page.setViewportSize({ width, height: 720 });
    await expect(page.getByRole("button", { name: "Conversations récentes" })).toBeVisible();
    const name = page.getByRole("heading", { level: 1 }).getByText(nom);
    expect((await name.boundingBox())?.width).toBeGreaterThanOrEqual(128);
  });
