// The built page in Chromium: open → usable, and key press → outputs painted. The floor is a bare page
// that shows in a <pre> what is typed: what keys, frames and the measuring itself take.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serve } from "../serve.mjs";
import { launch } from "./browser.mjs";
import { cluster, typical } from "./documents.mjs";
import { median, quantile } from "./statistics.mjs";

const OPENINGS = 7;
const KEYS = 40;
/** Keys that are not counted, in which the browser compiles the page in earnest. */
const WARM = 6;
const FIELD = '[data-field="ReplicationGroupId"]';
const VIEWPORT = { width: 1350, height: 940 };

export async function page(root) {
  const { toFragment } = await import(join(root, "pkg", "index.js"));
  const site = await serve(join(root, "dist"));
  const bare = await serve(floor(join(root, "target", "bench-floor")));
  const link = (document) => `${site.url}${toFragment(document)}`;
  const browser = await launch();
  try {
    return [
      ...(await opening(browser, site.url, "first view", "body[data-ready]")),
      ...(await opening(browser, link(typical), "link to a document", "body[data-app] [data-output]")),
      ...(await typing(browser, bare.url, "floor")),
      ...(await typing(browser, link(typical), "typical", 16)),
      ...(await typing(browser, link(cluster(500)), "500 shards", 33)),
    ];
  } finally {
    await browser.close();
    await bare.close();
    await site.close();
  }
}

/** Writes the bare page into a folder. */
function floor(folder) {
  mkdirSync(folder, { recursive: true });
  const html = `<!doctype html><title>floor</title><body data-app data-settled>
    <input data-field="ReplicationGroupId" value="orders"><pre data-output>orders</pre><script src="floor.js"></script>`;
  const script = `const [input, output] = document.querySelectorAll("input, pre");
    input.oninput = () => (output.textContent = input.value);`;
  writeFileSync(join(folder, "index.html"), html);
  writeFileSync(join(folder, "floor.js"), script);
  return folder;
}

/** From the start of navigation to the first frame in which an element is there that says that the page can be used. */
async function opening(browser, url, name, usable) {
  const times = [];
  for (let n = 0; n < OPENINGS; n += 1) {
    const context = await browser.newContext({ viewport: VIEWPORT, serviceWorkers: "block" });
    const tab = await context.newPage();
    await tab.addInitScript((selector) => {
      const seen = () => {
        if (document.querySelector(selector)) globalThis.usable = performance.now();
        else requestAnimationFrame(seen);
      };
      requestAnimationFrame(seen);
    }, usable);
    await tab.goto(url);
    await tab.waitForFunction(() => globalThis.usable);
    times.push(await tab.evaluate(() => globalThis.usable));
    await context.close();
  }
  return [{ what: `open → usable, ${name}, median`, value: median(times), unit: "ms" }];
}

/** Types into a field of the document, each key after everything has followed from the one before. */
async function typing(browser, url, name, limit) {
  const context = await browser.newContext({ viewport: VIEWPORT, serviceWorkers: "block" });
  const tab = await context.newPage();
  await tab.goto(url);
  await tab.locator("[data-output]", { hasText: "orders" }).waitFor();
  await tab.evaluate(measure);
  await tab.locator(FIELD).focus();
  await tab.keyboard.press("End");
  const painted = [];
  for (let n = -WARM; n < KEYS; n += 1) {
    await tab.locator("body[data-settled]").waitFor({ state: "attached" });
    await tab.waitForTimeout(100);
    await tab.evaluate(() => globalThis.arm());
    await tab.keyboard.press(n % 2 === 0 ? "x" : "Backspace");
    const time = await tab.evaluate(() => globalThis.painted);
    if (n >= 0) painted.push(time);
  }
  await context.close();
  return [
    { what: `key → outputs painted, ${name}, median`, value: median(painted), unit: "ms" },
    { what: `key → outputs painted, ${name}, p95`, value: quantile(painted, 0.95), unit: "ms", limit },
  ];
}

/** Runs in the page: after `arm()`, `painted` resolves to the time from the next key to the frame with what it changed. */
function measure() {
  const output = () => document.querySelector("[data-output]").textContent;
  globalThis.arm = () => {
    let began;
    const before = output();
    window.addEventListener("keydown", (event) => (began = event.timeStamp), { capture: true, once: true });
    globalThis.painted = new Promise((done) => {
      const observer = new MutationObserver(() => {
        if (output() === before) return;
        observer.disconnect();
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => done(performance.now() - began);
          channel.port2.postMessage(null);
        });
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
  };
}
