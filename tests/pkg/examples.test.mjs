// The examples of examples/package, with the package installed as npm would: its files, nothing else of the project.
import assert from "node:assert/strict";
import { build } from "esbuild";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const { files } = JSON.parse(readFileSync(join(ROOT, "pkg", "package.json"), "utf8"));
let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "package-"));
  cpSync(join(ROOT, "examples", "package"), folder, { recursive: true });
  const installed = join(folder, "node_modules", "cluster-composer");
  for (const file of ["package.json", ...files]) cpSync(join(ROOT, "pkg", file), join(installed, file));
});

after(() => rmSync(folder, { recursive: true }));

/** Bundles an example and gives the names of what comes out. */
async function bundled(entry, options) {
  const outdir = join(folder, "out");
  await build({ entryPoints: [join(folder, entry)], bundle: true, format: "esm", outdir, logLevel: "error", ...options });
  return readdirSync(outdir);
}

test("the example for Node prints a command that was mended", () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["node.mjs"], { cwd: folder, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  assert.match(stderr, /^error: .*CacheNodeTyp/m);
  assert.match(stdout, /^aws elasticache create-replication-group[^]*--cache-node-type/);
});

test("a bundle for Node does the same", async () => {
  await bundled("node.mjs", { platform: "node", outExtension: { ".js": ".mjs" } });
  cpSync(join(ROOT, "pkg", "engine_bg.wasm"), join(folder, "out", "engine_bg.wasm"));
  const text = execFileSync(process.execPath, [join("out", "node.mjs")], { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  assert.match(text, /^aws elasticache create-replication-group/);
});

test("the example for a browser is bundled with its engine beside it", async () => {
  const names = await bundled("browser.js", { external: ["node:fs"], loader: { ".wasm": "file" } });
  const [wasm] = names.filter((name) => name.endsWith(".wasm"));
  const script = readFileSync(join(folder, "out", "browser.js"), "utf8");
  assert.ok(wasm && script.includes(wasm), "the script names the file that lies beside it");
  assert.deepEqual(readFileSync(join(folder, "out", wasm)), readFileSync(join(ROOT, "pkg", "engine_bg.wasm")));
});

test("types are complete: every function that is exported has one, and no other", async () => {
  const types = readFileSync(join(ROOT, "pkg", "index.d.ts"), "utf8");
  const typed = [...types.matchAll(/^export (?:default )?function (\w+)\(/gm)].map(([, name]) => (name === "init" ? "default" : name));
  const composer = await import("../../pkg/index.js");
  assert.deepEqual([...new Set(typed)].sort(), Object.keys(composer).sort());
});
