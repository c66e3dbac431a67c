// What the first view loads and what a document that is opened by a link loads, as Chromium asks for it
// in a new browser: every body up to 1.5 quiet seconds after loading, compressed by brotli at its best.
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { serve } from "../serve.mjs";
import { launch } from "./browser.mjs";
import { typical } from "./documents.mjs";

const QUIET = 1500;

export async function weight(root) {
  const { toFragment } = await import(join(root, "pkg", "index.js"));
  const site = await serve(join(root, "dist"));
  try {
    const first = await loaded(site.url);
    const linked = await loaded(`${site.url}${toFragment(typical)}`);
    return [
      { what: "everything the first view loads, brotli", value: sum(first), unit: "kB", limit: 200 },
      ...[...linked].map(([file, value]) => ({ what: `${file}, brotli`, value, unit: "kB" })),
      { what: "everything a link to a document loads, brotli", value: sum(linked), unit: "kB" },
      { what: "package: engine_bg.wasm, brotli", value: compressed(readFileSync(join(root, "pkg", "engine_bg.wasm"))), unit: "kB" },
    ];
  } finally {
    await site.close();
  }
}

/** The size of every file that an address loads, by name. */
async function loaded(url) {
  const browser = await launch();
  try {
    const tab = await browser.newPage();
    const responses = [];
    tab.on("response", (response) => responses.push(response));
    await tab.goto(url, { waitUntil: "load" });
    await tab.locator("body[data-ready]").waitFor({ state: "attached" });
    await tab.waitForTimeout(QUIET);
    const files = new Map();
    for (const response of responses) {
      const name = basename(new URL(response.url()).pathname) || "index.html";
      if (!/^(data|blob):/.test(response.url()) && !files.has(name)) files.set(name, compressed(await response.body()));
    }
    return files;
  } finally {
    await browser.close();
  }
}

function sum(files) {
  return [...files.values()].reduce((total, size) => total + size, 0);
}

/** In kB. */
function compressed(body) {
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length / 1000;
}
