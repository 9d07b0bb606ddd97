// Fails when the JavaScript the browser needs before the chat can be used exceeds its budget, gzip-compressed.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const BUDGET = 120 * 1000;
const dist = (file) => fileURLToPath(new URL(`../dist/${file}`, import.meta.url));

const manifest = JSON.parse(readFileSync(dist(".vite/manifest.json"), "utf8"));
const initial = new Set();
const add = (key) => {
  if (initial.has(key)) return;
  initial.add(key);
  for (const imported of manifest[key].imports ?? []) add(imported);
};
add("index.html");
// The chat is the first page: its chunk is loaded before anything can be done, whether it is split or not.
if (manifest["src/pages/Chat/index.tsx"]) add("src/pages/Chat/index.tsx");

let total = 0;
for (const key of initial) {
  const { file } = manifest[key];
  if (!file.endsWith(".js")) continue;
  const size = gzipSync(readFileSync(dist(file)), { level: 9 }).length;
  total += size;
  console.log(`${String(size).padStart(8)}  ${file}`);
}
console.log(`${String(total).padStart(8)}  initial JavaScript, gzip bytes (budget ${BUDGET})`);
if (total > BUDGET) process.exit(1);
