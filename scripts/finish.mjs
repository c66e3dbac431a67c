// Trunk's last step: makes one script and one style sheet of what Trunk emits, minified, named by
// their hashes and loaded with integrity, so that the first view takes few requests and the page
// keeps to `script-src 'self'` (Trunk starts the app by an inline script).
import { buildSync, transformSync } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeEmbed } from "./site/embed.mjs";

const stage = process.env.TRUNK_STAGING_DIR;
const page = join(stage, "index.html");
let html = readFileSync(page, "utf8");

const [inline, code] = html.match(/<script type="module"[^>]*>([^]*?)<\/script>/) ?? fail("no inline start script");
const [glue] = code.match(/[\w-]+\.js(?=['"])/) ?? fail("no script in the start script");
const [wasm] = code.match(/[\w-]+\.wasm(?=['"])/) ?? fail("no WebAssembly in the start script");
const script = emit(
  "app",
  "js",
  buildSync({
    stdin: {
      contents: `import init from "./${glue}";
        init({ module_or_path: new URL("./${wasm}", import.meta.url) });`,
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
html = html.replace(inline, `<script type="module" src="${script.src}" ${script.checked}></script>`);
html = html.replaceAll(/\s*<link[^>]*rel="modulepreload"[^>]*>/g, "");
for (const used of [glue, "snippets"]) rmSync(join(stage, used), { recursive: true, force: true });

const sheets = [...html.matchAll(/\s*<link[^>]*rel="stylesheet"[^>]*>/g)].map(([link]) => ({
  link,
  file: join(stage, link.match(/href="\.\/([^"]+)"/)?.[1] ?? fail(`no style sheet in ${link}`)),
}));
if (sheets.length > 0) {
  const css = sheets.map(({ file }) => readFileSync(file, "utf8")).join("\n");
  const style = emit("style", "css", transformSync(css, { loader: "css", minify: true, logLevel: "error" }).code);
  const link = `\n    <link rel="stylesheet" href="${style.src}" ${style.checked}>`;
  for (const [index, sheet] of sheets.entries()) {
    html = html.replace(sheet.link, index === 0 ? link : "");
    rmSync(sheet.file);
  }
}

writeFileSync(page, html);
await writeEmbed(stage);

/** Writes a file named by its content and gives what an element says to load it. */
function emit(name, extension, content) {
  const digest = (algorithm, encoding) => createHash(algorithm).update(content).digest(encoding);
  const file = `${name}-${digest("sha256", "hex").slice(0, 16)}.${extension}`;
  writeFileSync(join(stage, file), content);
  return { src: `./${file}`, checked: `integrity="sha384-${digest("sha384", "base64")}" crossorigin="anonymous"` };
}

function fail(why) {
  throw new Error(`${why}, in ${page}`);
}
