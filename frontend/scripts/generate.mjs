// Writes what the page takes from the Python packages: the types of the contracts and the labels of buttons. With
// --check, fails when one of the files is stale instead.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const python = process.env.PYTHON ?? path("../../.venv/bin/python");
const printed = (script) => execFileSync(python, [path(script)], { encoding: "utf8" });

const types = astToString(await openapiTS(JSON.parse(printed("openapi.py")), { defaultNonNullable: false }));
const GENERATED = {
  "src/api/schema.d.ts": `// Generated from the Python contracts by \`npm run generate\`: do not edit.\n\n${types}`,
  "src/i18n/buttonLabels.json": `${printed("labels.py")}\n`,
};

for (const [file, content] of Object.entries(GENERATED)) {
  const target = path(`../${file}`);
  if (!process.argv.includes("--check")) writeFileSync(target, content);
  else if (readFileSync(target, "utf8") !== content) {
    console.error(`${file} is stale: run \`npm run generate\` and commit the result.`);
    process.exitCode = 1;
  }
}
