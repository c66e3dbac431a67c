// Trunk's step beside the page's own build: the package's engine as dist/engine/, which the page and embed.js load
// when they first need it. `index.js` keeps its name, so that other pages can import it.
import { buildSync } from "esbuild";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const BUILT = join("target", "site-engine");

const release = process.env.TRUNK_PROFILE === "release";
execFileSync("bash", ["scripts/engine.sh", BUILT, ...(release ? ["engine", "-Oz"] : ["dev"])], { stdio: "inherit" });

for (const script of ["index.js", "documents.js", "worker.js"]) {
  copyFileSync(join("scripts", "pkg", script), join(BUILT, script));
}
const out = join(process.env.TRUNK_STAGING_DIR, "engine");
mkdirSync(out, { recursive: true });
const wasm = readFileSync(join(BUILT, "engine_bg.wasm"));
const name = `engine-${createHash("sha256").update(wasm).digest("hex").slice(0, 16)}.wasm`;
writeFileSync(join(out, name), wasm);
writeFileSync(join(out, "index.js"), bundle("index.js").replaceAll("engine_bg.wasm", name));
writeFileSync(join(out, "worker.js"), bundle("worker.js"));

/** One script, without what only Node needs. */
function bundle(name) {
  const built = buildSync({
    entryPoints: [join(BUILT, name)],
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2022",
    define: { process: "undefined" },
    // The worker uses the module that is there.
    external: ["./index.js", "node:fs"],
    write: false,
    logLevel: "error",
  });
  return built.outputFiles[0].text;
}
