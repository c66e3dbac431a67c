// What makes the page a site: the custom element, documentation, icons, headers for hosts, the service worker.
import { buildSync } from "esbuild";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeDocs } from "./docs.mjs";
import { writeEmbed } from "./embed.mjs";
import { emit } from "./emit.mjs";
import { writeHeaders, writeNotFound } from "./hosting.mjs";
import { writeWorker } from "./worker.mjs";

/** Completes a folder that has `index.html` with all that it loads. */
export async function finishSite(site) {
  const page = join(site, "index.html");
  let html = readFileSync(page, "utf8");
  const [, policy] = html.match(/Content-Security-Policy" content="([^"]+)"/) ?? fail("no policy in index.html");
  cpSync("www/icons", join(site, "icons"), { recursive: true });
  cpSync("www/site/manifest.webmanifest", join(site, "manifest.webmanifest"));
  await writeEmbed(site);
  const offline = emit(site, "offline", "js", script("www/offline/register.js"));
  html = html.replace(/\s*<\/head>/, `\n    <script type="module" src="${offline.src}" ${offline.checked}></script>$&`);
  writeFileSync(page, html);
  // Playgrounds are frames of the page.
  const framing = `${policy}; frame-src 'self'`;
  writeDocs(site, { policy: framing, offline });
  // Hosts send one policy for all addresses, those that are not there too.
  writeHeaders(site, writeNotFound(site, framing));
  // It knows every file, and so comes last.
  writeWorker(site);
}

function script(file) {
  const built = buildSync({ entryPoints: [file], bundle: true, format: "esm", minify: true, target: "es2022", write: false, logLevel: "error" });
  return built.outputFiles[0].text;
}

function fail(why) {
  throw new Error(why);
}
