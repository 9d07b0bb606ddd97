// Writes src/api/schema.d.ts from the Python contracts; with --check, fails when the file is stale instead.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const target = path("../src/api/schema.d.ts");
const python = process.env.PYTHON ?? path("../../.venv/bin/python");

const document = JSON.parse(execFileSync(python, [path("openapi.py")], { encoding: "utf8" }));
const types = astToString(await openapiTS(document, { defaultNonNullable: false }));
const source = `// Generated from the Python contracts by \`npm run generate\`: do not edit.\n\n${types}`;

if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== source) {
    console.error("src/api/schema.d.ts is stale: run `npm run generate` and commit the result.");
    process.exit(1);
  }
} else {
  writeFileSync(target, source);
}
