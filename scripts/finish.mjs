// Trunk's last step: makes one script and one style sheet of what Trunk emits, minified, named by
// their hashes and loaded with integrity, so that the first view takes few requests and the page
// keeps to `script-src 'self'` (Trunk starts the app by an inline script). The page itself is the
// first view as plain HTML and a script that loads the app when it is wanted.
import { buildSync, transformSync } from "esbuild";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { emit, integrity } from "./site/emit.mjs";
import { finishSite } from "./site/site.mjs";

const stage = process.env.TRUNK_STAGING_DIR;
const www = join(process.env.TRUNK_SOURCE_DIR, "www");
const page = join(stage, "index.html");
let html = readFileSync(page, "utf8");

const [inline, code] = html.match(/<script type="module"[^>]*>([^]*?)<\/script>/) ?? fail("no inline start script");
const [glue] = code.match(/[\w-]+\.js(?=['"])/) ?? fail("no script in the start script");
const [wasm] = code.match(/[\w-]+\.wasm(?=['"])/) ?? fail("no WebAssembly in the start script");
const script = emit(
  stage,
  "app",
  "js",
  buildSync({
    stdin: {
      contents: `import init from "./${glue}";
        addEventListener("app-start", async () => {
          try {
            // A preload that failed earlier answers the first try.
            const wasm = new URL("./${wasm}", import.meta.url);
            await init({ module_or_path: fetch(wasm).catch(() => fetch(wasm)) });
          } catch (error) {
            dispatchEvent(new Event("app-failed"));
            throw error;
          }
        });`,
      resolveDir: stage,
    },
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2022",
    write: false,
    logLevel: "error",
  }).outputFiles[0].text,
);
const boot = emit(
  stage,
  "boot",
  "js",
  buildSync({
    entryPoints: [join(www, "boot.js")],
    define: { APP: asked(script), WASM: asked({ src: `./${wasm}`, integrity: integrity(readFileSync(join(stage, wasm))) }) },
    bundle: true,
    format: "iife",
    minify: true,
    target: "es2022",
    write: false,
    logLevel: "error",
  }).outputFiles[0].text,
);
html = html.replace(inline, `<script src="${boot.src}" ${boot.checked}></script>`);
html = html.replaceAll(/\s*<link[^>]*rel="(modulepreload|preload)"[^>]*>/g, "");
html = html.replace("</noscript>", () => `</noscript>\n${readFileSync(join(www, "start.html"), "utf8")}`);
for (const used of [glue, "snippets"]) rmSync(join(stage, used), { recursive: true, force: true });

const sheets = [...html.matchAll(/\s*<link[^>]*rel="stylesheet"[^>]*>/g)].map(([link]) => ({
  link,
  file: join(stage, link.match(/href="\.\/([^"]+)"/)?.[1] ?? fail(`no style sheet in ${link}`)),
}));
if (sheets.length > 0) {
  const css = sheets.map(({ file }) => readFileSync(file, "utf8")).join("\n");
  const style = emit(stage, "style", "css", transformSync(css, { loader: "css", minify: true, logLevel: "error" }).code);
  const link = `\n    <link rel="stylesheet" href="${style.src}" ${style.checked}>`;
  for (const [index, sheet] of sheets.entries()) {
    html = html.replace(sheet.link, index === 0 ? link : "");
    rmSync(sheet.file);
  }
}

writeFileSync(page, html);
await finishSite(stage);

/** How a script says what to load. */
function asked({ src, integrity }) {
  return JSON.stringify({ src, integrity });
}

function fail(why) {
  throw new Error(`${why}, in ${page}`);
}
