// The documentation's pages: each file of `www/docs` is what stands between the header and the footer of its page.
//
// It begins with comments that say the page's title and description, and the scripts it has of its own.
import { transformSync } from "esbuild";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checked, emit } from "./emit.mjs";

const SOURCE = "www/docs";
const SHEETS = ["www/css/tokens.css", "www/docs/docs.css", "www/css/update.css"];

/** The pages of the navigation, in reading order; pages whose names begin like one belong to it. */
const CHAPTERS = [
  ["index", "Getting started"],
  ["scenario", "Scenarios"],
  ["rules", "Rules"],
  ["links", "Links"],
  ["importing", "Importing"],
  ["embedding", "Embedding"],
  ["package", "JavaScript package"],
  ["hosting", "Hosting"],
  ["privacy", "Privacy"],
];

const LOGO = readFileSync("www/icons/icon.svg", "utf8").replace("<svg ", '<svg class="site__logo" aria-hidden="true" focusable="false" ');

/** Writes `docs/` into the site. */
export function writeDocs(site, { policy, offline }) {
  const out = join(site, "docs");
  mkdirSync(out, { recursive: true });
  const minified = (text, loader) => transformSync(text, { loader, minify: true, logLevel: "error" }).code;
  const css = SHEETS.map((sheet) => readFileSync(sheet, "utf8")).join("\n");
  const style = emit(out, "docs", "css", minified(css, "css"));
  const own = (name) => emit(out, name.replace(/\.js$/, ""), "js", minified(readFileSync(join(SOURCE, name), "utf8"), "js"));
  const embed = checked(readFileSync(join(site, "embed.js")));
  for (const file of readdirSync(SOURCE).filter((name) => name.endsWith(".html"))) {
    const source = readFileSync(join(SOURCE, file), "utf8");
    const said = (name) => source.match(new RegExp(`<!-- ${name}: (.*?) -->`))?.[1];
    const scripts = ["docs.js", ...(said("scripts")?.split(" ") ?? [])].map(own);
    const tags = scripts.map(({ src, checked }) => `<script type="module" src="${src}" ${checked}></script>`);
    if (source.includes("<cluster-composer")) tags.push(`<script type="module" src="../embed.js" ${embed}></script>`);
    tags.push(`<script type="module" src=".${offline.src}" ${offline.checked}></script>`);
    const title = said("title") ?? fail(file, "title");
    writeFileSync(
      join(out, file),
      `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <title>${title} · Cluster Composer</title>
    <meta name="description" content="${said("description") ?? fail(file, "description")}">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="../icons/icon.svg">
    <link rel="manifest" href="../manifest.webmanifest">
    <link rel="stylesheet" href="${style.src}" ${style.checked}>
    ${tags.join("\n    ")}
  </head>
  <body>
    <a class="skip" href="#main">Skip to the content</a>
    <header class="site">
      <a class="site__name" href="../">${LOGO} Cluster Composer</a>
      <nav class="site__pages" aria-label="Documentation">
        <ul>
${CHAPTERS.map((chapter) => entry(chapter, file)).join("")}        </ul>
      </nav>
    </header>
    <div class="page">
${source.replaceAll(/<!-- (title|description|scripts): .*? -->\n/g, "").trimEnd()}
    </div>
    <footer class="foot">
      <p><a href="../">Open Cluster Composer</a> · It is not made or endorsed by Amazon Web Services. MIT or Apache-2.0, as you like.</p>
    </footer>
  </body>
</html>
`,
    );
  }
}

function entry([name, title], file) {
  const here = file === `${name}.html` || file.startsWith(`${name}-`) || file.startsWith(`${name}s.`);
  const to = name === "scenario" ? "scenarios.html" : `${name}.html`;
  return `          <li><a href="${to}"${here ? ' aria-current="page"' : ""}>${title}</a></li>\n`;
}

function fail(file, what) {
  throw new Error(`${SOURCE}/${file} says no ${what}`);
}
