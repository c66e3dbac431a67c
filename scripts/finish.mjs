// Trunk's last step: moves the inline start script that Trunk writes into a file of its own,
// with hash and integrity like the rest, so that the page keeps to `script-src 'self'`.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const stage = process.env.TRUNK_STAGING_DIR;
const page = join(stage, "index.html");
const html = readFileSync(page, "utf8");

const inline = /<script type="?module"?[^>]*>([^]*?)<\/script>/;
const [element, code] = html.match(inline) ?? fail("no inline start script");
const [script] = code.match(/[\w.-]+\.js(?=["'`])/) ?? fail("no script in the start script");
const [wasm] = code.match(/[\w.-]+\.wasm(?=["'`])/) ?? fail("no WebAssembly in the start script");

const start = `import init from "./${script}";
await init({ module_or_path: new URL("./${wasm}", import.meta.url) });
`;
const digest = (algorithm, encoding) => createHash(algorithm).update(start).digest(encoding);
const name = `start-${digest("sha256", "hex").slice(0, 16)}.js`;
writeFileSync(join(stage, name), start);
const integrity = `sha384-${digest("sha384", "base64")}`;
writeFileSync(
  page,
  html.replace(element, `<script type="module" src="./${name}" integrity="${integrity}" crossorigin="anonymous"></script>`),
);

function fail(why) {
  throw new Error(`finish.mjs: ${why} in ${page}`);
}
