// What every test of the built page starts from: the site on a free loopback port, a browser, and
// a page that fails its test when it logs an error, throws, or asks for anything elsewhere.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium, firefox } from "playwright-core";
import { serve } from "../../scripts/serve.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const DIST = join(ROOT, "dist");
const SHOTS = join(ROOT, "target", "shots");
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** How long an expected change may take before the test fails, in milliseconds. */
const PATIENCE = 15_000;

/** Chromium says so of every preloaded WebAssembly; other browsers do look at the attribute. */
const IGNORED_INTEGRITY = "`integrity` attribute is currently ignored for preload destinations";

const BROWSERS = {
  chromium: () =>
    chromium.launch({
      executablePath: installed("chromium", "chromium-browser", "google-chrome"),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // Nothing but the test's own server can be reached.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
      ],
    }),
  // Debian's own Firefox, which is driven by WebDriver BiDi.
  firefox: () => firefox.launch({ channel: "moz-firefox", executablePath: installed("firefox-esr", "firefox") }),
};

function installed(...programs) {
  const found = programs.map((program) => join("/usr/bin", program)).find(existsSync);
  assert.ok(found, `none of ${programs.join(", ")} is installed`);
  return found;
}

const launched = new Map();
let site;

before(async () => {
  assert.ok(existsSync(join(DIST, "index.html")), "there is no dist/: run `make build`");
  site = await serve(DIST);
});

after(async () => {
  for (const browser of launched.values()) await (await browser).close();
  await site.close();
});

function browserOf(name) {
  if (!launched.has(name)) launched.set(name, BROWSERS[name]());
  return launched.get(name);
}

/** Serves the site, or another folder, on another port for as long as `body` runs, and gives it the address. */
export async function servedAt(base, body, { folder = DIST, ...options } = {}) {
  const other = await serve(folder, { base, ...options });
  try {
    await body(other.url);
  } finally {
    await other.close();
  }
}

/**
 * A test of the page. `body` gets `{ page, url, problems, context }`: an empty page, the site's address, and
 * what went wrong in the page so far, which has to be nothing when the body returns.
 *
 * Options: `browser` ("chromium" or "firefox"), `permissions`, and all that Playwright takes for a context,
 * like `viewport` and `colorScheme`.
 */
export function pageTest(name, options, body) {
  const { browser = "chromium", permissions = [], ...rest } = options;
  test(name, async () => {
    const context = await (await browserOf(browser)).newContext({ viewport: { width: 1280, height: 900 }, ...rest });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    const problems = watch(page);
    try {
      if (permissions.length > 0) await context.grantPermissions(permissions);
      await body({ page, url: site.url, problems, context });
      assert.deepEqual(problems, []);
    } catch (error) {
      await screenshot(page, `failed ${name}`).catch(() => {});
      if (problems.length > 0) error.message += `\nin the page: ${problems.join("\n")}`;
      throw error;
    } finally {
      await context.close();
    }
  });
}

/** Collects what a page must not do. */
function watch(page) {
  const problems = [];
  page.on("console", (message) => {
    if (message.text().includes(IGNORED_INTEGRITY)) return;
    if (["error", "warning"].includes(message.type())) problems.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`uncaught: ${error.message}`));
  page.on("crash", () => problems.push("the page crashed"));
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    const own = ["data:", "blob:"].includes(protocol) || hostname === "127.0.0.1";
    if (!own) problems.push(`foreign request: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`status ${response.status()}: ${response.url()}`);
  });
  return problems;
}

/** Opens an address and waits until the page can be used: as plain HTML, where there is nothing to open. */
export async function arrive(page, url) {
  await page.goto(url);
  await page.locator("body[data-ready]").waitFor({ state: "attached" });
}

/** Opens an address and waits until the app is there, which somebody's pointer asks for. */
export async function open(page, url) {
  await arrive(page, url);
  await page.evaluate(() => dispatchEvent(new PointerEvent("pointermove")));
  await page.locator("body[data-app]").waitFor({ state: "attached" });
}

/** Asserts that axe finds nothing to object to, `where` naming the view. */
export async function accessible(page, where) {
  await page.evaluate(AXE);
  const { violations, passes } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  assert.ok(passes.length > 0, "axe looked at nothing");
  const found = violations.map(({ id, help, nodes }) => `${id} (${help}): ${nodes.map((n) => n.target.join(" ")).join(", ")}`);
  assert.deepEqual(found, [], where);
}

/** Takes a picture of the page into target/shots/. */
export async function screenshot(page, name, options = {}) {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name.replaceAll(/[^\w-]+/g, "-")}.png`), ...options });
}

/** Opens the page and starts a request of an operation, by the list that the first view has. */
export async function compose(page, url, operation) {
  await open(page, url);
  await page.locator(`[data-operation="${operation}"]`).first().click();
  await form(page).waitFor();
}

/** The form of one resource. */
export const form = (page, resource = 0) => page.locator(`[data-resource="${resource}"]`).first();

/** Unfolds all that is folded in a form. */
export async function unfold(page, resource = 0) {
  const folded = form(page, resource).locator("button[aria-expanded=false]");
  while ((await folded.count()) > 0) await folded.first().click();
}

/** The control of a parameter, unfolding the form where it is hidden. */
export async function control(page, path, resource = 0) {
  const found = form(page, resource).locator(`[data-field="${path}"]`);
  if ((await found.count()) === 0) await unfold(page, resource);
  return found;
}

/** Types a parameter's value, and waits until everything that follows from it is shown. */
export async function fill(page, path, value, resource = 0) {
  await (await control(page, path, resource)).fill(value);
  await settled(page);
}

/** Waits until the page shows everything that follows from what was typed. */
export async function settled(page) {
  await page.locator("body[data-settled]").waitFor({ state: "attached" });
}

/** The shown diagnostics of a code, or all of a severity: `diagnostics(page, { severity: "error" })`. */
export function diagnostics(page, { code, severity }) {
  const selector = [code && `[data-diagnostic="${code}"]`, severity && `[data-severity="${severity}"]`];
  return page.locator(`[data-diagnostic]${selector.filter(Boolean).join("")}`);
}

/** Shows a format and gives its text. */
export async function output(page, format) {
  const tab = page.locator(`[data-format="${format}"]`);
  for (const group of await page.locator("[data-group]").all()) {
    if ((await tab.count()) > 0) break;
    await group.check();
  }
  await tab.click();
  return outputText(page, format);
}

/** The text of a format that is shown. */
export async function outputText(page, format) {
  return page.locator(`[data-output="${format}"]`).textContent();
}

/** Waits until a format's text, shown already, contains something, or no longer does. */
export async function outputHas(page, format, text, has = true) {
  await page.waitForFunction(
    ([shown, part, wanted]) => document.querySelector(`[data-output="${shown}"]`)?.textContent.includes(part) === wanted,
    [format, text, has],
  );
}
