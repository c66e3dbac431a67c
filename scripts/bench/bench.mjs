// Measures weight and speed, prints a table and writes target/bench.json.
//
// Usage: bench.mjs [weight] [engine] [page] [lighthouse]; without arguments all of them.
// Needs dist/ and pkg/ (`make bench` builds them), .venv/ for botocore's times, and Chromium for the page.
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { engine } from "./engine.mjs";
import { scores as lighthouse } from "./lighthouse.mjs";
import { page } from "./page.mjs";
import { weight } from "./weight.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PARTS = { weight, engine, page, lighthouse };

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`error: no part ${unknown.join(", ")}; there are ${Object.keys(PARTS).join(", ")}`);
  process.exit(1);
}

/** Rows of `{ part, what, value, unit, limit?, least? }`; a limit is the most that a value may be. */
const rows = [];
for (const [part, measure] of Object.entries(PARTS)) {
  if (chosen.length > 0 && !chosen.includes(part)) continue;
  for (const row of await measure(ROOT)) rows.push({ part, ...row });
}

const shown = rows.map(({ part, what, value, unit, limit, least }) => ({
  part,
  what,
  value: Number(value.toPrecision(4)),
  unit,
  wanted: limit !== undefined ? `≤ ${Number(limit.toPrecision(3))}` : least !== undefined ? `≥ ${least}` : "",
  "": verdict(value, limit, least),
}));
console.table(shown);

const machine = { cpu: cpus()[0]?.model, cores: cpus().length, load: loadavg(), node: process.version };
mkdirSync(join(ROOT, "target"), { recursive: true });
writeFileSync(join(ROOT, "target", "bench.json"), `${JSON.stringify({ machine, rows }, null, 2)}\n`);

function verdict(value, limit, least) {
  if (limit === undefined && least === undefined) return "";
  return value <= (limit ?? Infinity) && value >= (least ?? -Infinity) ? "ok" : "MISSED";
}
