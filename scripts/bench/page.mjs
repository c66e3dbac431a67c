// The built page in Chromium: open → usable, and key press → outputs painted.
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "../serve.mjs";
import { cluster, typical } from "./documents.mjs";
import { median, quantile } from "./statistics.mjs";

const OPENINGS = 7;
const KEYS = 40;
const FIELD = '[data-field="ReplicationGroupId"]';

export async function page(root) {
  const site = await serve(join(root, "dist"));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  try {
    return [
      ...(await opening(browser, site.url)),
      ...(await typing(browser, site.url, typical, "typical", 16)),
      ...(await typing(browser, site.url, cluster(500), "500 shards", 33)),
    ];
  } finally {
    await browser.close();
    await site.close();
  }
}

async function opening(browser, url) {
  const times = [];
  for (let n = 0; n < OPENINGS; n += 1) {
    const context = await browser.newContext();
    const tab = await context.newPage();
    await tab.addInitScript(() => {
      const seen = () => {
        if (document.body?.hasAttribute("data-ready")) globalThis.usable = performance.now();
        else requestAnimationFrame(seen);
      };
      requestAnimationFrame(seen);
    });
    await tab.goto(url);
    await tab.waitForFunction(() => globalThis.usable);
    times.push(await tab.evaluate(() => globalThis.usable));
    await context.close();
  }
  return [{ what: "open → usable, median", value: median(times), unit: "ms" }];
}

/** Types into a field of the document and measures each key until what it changed is painted. */
async function typing(browser, url, document, name, limit) {
  const context = await browser.newContext({ viewport: { width: 1350, height: 940 } });
  const tab = await context.newPage();
  await openWith(tab, url, document);
  await tab.evaluate(measure);
  await tab.locator(FIELD).focus();
  await tab.keyboard.press("End");
  const painted = [];
  for (let n = -4; n < KEYS; n += 1) {
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

/** Opens the page with a document, put where the page keeps the one of last time. */
async function openWith(tab, url, document) {
  await tab.goto(url);
  await tab.locator('[data-operation="CreateReplicationGroup"]').first().click();
  await tab.locator(FIELD).fill("bench-start");
  await tab.waitForFunction(() => JSON.stringify(localStorage).includes("bench-start"));
  const context = tab.context();
  const key = await tab.evaluate(() => Object.keys(localStorage).find((name) => localStorage[name].includes("bench-start")));
  await context.addInitScript(([name, text]) => localStorage.setItem(name, text), [key, JSON.stringify(document)]);
  await tab.goto(url);
  await tab.locator(FIELD).waitFor();
  await tab.locator("[data-output]", { hasText: "orders" }).waitFor();
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
