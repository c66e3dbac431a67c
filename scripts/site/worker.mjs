// The service worker, which knows every file of the site by its content.
import { transformSync } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { files } from "./hosting.mjs";

/** What servers read, browsers do not visit, or must come from the server itself. */
const APART = /^(_headers|\.htaccess|404\.html|sw\.js)$/;

/** Writes `sw.js`. */
export function writeWorker(site) {
  const digest = (content) => createHash("sha256").update(content).digest("hex").slice(0, 32);
  const paths = files(site).filter((path) => !APART.test(path));
  const known = Object.fromEntries(paths.map((path) => [path, digest(readFileSync(join(site, path)))]));
  const source = readFileSync("www/offline/worker.js", "utf8");
  const code = transformSync(source, { minify: true, target: "es2022", logLevel: "error" }).code;
  const text = code.replace("__FILES__", JSON.stringify(known)).replace("__VERSION__", digest(JSON.stringify(known) + code));
  writeFileSync(join(site, "sw.js"), text);
}
