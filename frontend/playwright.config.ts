import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";

const PORT = Number(process.env.E2E_PORT ?? 3210);
/** A server that already runs is tested instead of starting one. */
const running = process.env.E2E_BASE_URL;
/** Workers read this file too; only the first reader starts the server. */
const startsServer = !running && process.env.TEST_WORKER_INDEX === undefined;
if (startsServer) process.env.E2E_FOLDER = mkdtempSync(join(tmpdir(), "assistant-e2e-"));

export default defineConfig({
  testDir: "e2e",
  fullyParallel: false,
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    baseURL: running ?? `http://127.0.0.1:${PORT}`,
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
        ...["--disable-background-networking", "--disable-component-update"],
      ],
    },
  },
  projects: [
    // A long conversation is written into the database of the server that was started for these tests.
    { name: "embedded", testIgnore: ["screenshots.spec.ts", ...(running ? ["long-conversation.spec.ts"] : [])] },
    { name: "screenshots", testMatch: "screenshots.spec.ts" },
  ],
  ...(startsServer
    ? {
        webServer: {
          command: `../.venv/bin/python -m embedded --port ${PORT} --folder ${process.env.E2E_FOLDER}`,
          url: `http://127.0.0.1:${PORT}/api/health`,
          timeout: 60_000,
          reuseExistingServer: false,
        },
      }
    : {}),
});
