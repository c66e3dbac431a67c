// The site as an installed thing: offline after the first visit, one version at a time, never a mix.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DIST, accessible, open, pageTest, screenshot, servedAt } from "./support.mjs";

const LINK = "#v1/us-west-2/CreateUser?UserId=reader";

/** A copy of the site that `body` may change, served under a path. */
async function copied(body, options = {}) {
  const folder = mkdtempSync(join(tmpdir(), "site-"));
  try {
    cpSync(DIST, folder, { recursive: true });
    await servedAt("/some/where/", (url) => body(url, folder), { folder, ...options });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Makes a new version of a copied site: one page says something else, the worker knows it. */
function deploy(folder, text) {
  const page = join(folder, "docs", "privacy.html");
  const before = readFileSync(page);
  const after = Buffer.from(before.toString().replace(/<h1>.*?<\/h1>/, `<h1>${text}</h1>`));
  writeFileSync(page, after);
  publish(folder, before, after, text);
}

/** Writes the worker of a version in which a file changed. */
function publish(folder, before, after, version) {
  const digest = (content) => createHash("sha256").update(content).digest("hex").slice(0, 32);
  const worker = join(folder, "sw.js");
  const text = readFileSync(worker, "utf8");
  assert.ok(text.includes(digest(before)), "the worker knows the file");
  const renamed = text.replace(digest(before), digest(after)).replace(/[0-9a-f]{32}`/, `${digest(version)}\``);
  assert.notEqual(renamed.match(/[0-9a-f]{32}`/)[0], text.match(/[0-9a-f]{32}`/)[0]);
  writeFileSync(worker, renamed);
}

/** Waits until the page's worker is in charge of the site. */
const installed = (page) => page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");

/** Looks for a new version now. */
const look = (page) => page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update().catch(() => {}));

const title = async (page, url) => {
  await page.goto(`${url}docs/privacy.html`);
  return page.locator("h1").textContent();
};

pageTest("after the first visit it opens without a network, links, documentation and engine too", {}, async ({ page, context, problems }) => {
  await copied(async (url) => {
    await open(page, url);
    await installed(page);
    await context.setOffline(true);
    await open(page, `${url}${LINK}`);
    await page.reload();
    await page.locator("[data-field=UserId]").waitFor();
    await page.goto(`${url}docs/links.html`);
    await page.locator("cluster-composer [data-output=cli-sh]").waitFor();
    await page.goto(`${url}docs/index.html`);
    await page.locator("cluster-composer iframe").contentFrame().locator("[data-output]").waitFor();
    assert.deepEqual(problems, []);
    await context.setOffline(false);
  });
});

pageTest("nothing of it is loaded within the first view", {}, async ({ page }) => {
  const seen = [];
  await copied(async (url) => {
    await open(page, url);
    await page.waitForLoadState("load");
    const first = [...seen];
    assert.deepEqual(first.filter((path) => /sw\.js|engine\/|docs\//.test(path)), []);
    await installed(page);
    assert.ok(seen.some((path) => path.endsWith("/sw.js")), "this test sees the worker");
  }, { onrequest: (path) => seen.push(path) });
});

pageTest("a new version waits until it is asked for", {}, async ({ page }) => {
  await copied(async (url, folder) => {
    await open(page, url);
    await installed(page);
    const old = await title(page, url);
    assert.equal(old, "Privacy");
    deploy(folder, "Second version");
    await page.goto(`${url}${LINK}`);
    await page.locator("[data-field=UserId]").waitFor();
    const reload = page.getByRole("button", { name: "Reload" });
    await reload.waitFor();
    await screenshot(page, "new version");
    await accessible(page, "a new version is offered");
    assert.equal(await page.evaluate(async () => (await fetch("docs/privacy.html")).text().then((text) => text.includes("Second"))), false, "still the old one");
    await Promise.all([page.waitForEvent("load"), reload.click()]);
    await page.locator("[data-field=UserId]").waitFor();
    assert.equal(await page.locator("[data-field=UserId]").inputValue(), "reader");
    assert.equal(await title(page, url), "Second version");
    assert.equal(await page.evaluate(async () => (await caches.keys()).length), 1, "the old version is gone");
  });
});

pageTest("a page of the old version keeps its files when another tab switches", {}, async ({ page, context }) => {
  await copied(async (url, folder) => {
    await open(page, url);
    await installed(page);
    await open(page, `${url}${LINK}`);
    const other = await context.newPage();
    await open(other, url);
    deploy(folder, "Second version");
    await look(other);
    await other.bringToFront();
    const reload = other.getByRole("button", { name: "Reload" });
    await reload.waitFor();
    await Promise.all([other.waitForEvent("load"), reload.click()]);
    assert.equal(await title(other, url), "Second version");
    const heading = (text) => text.match(/<h1>(.*?)<\/h1>/)[1];
    const seen = await page.evaluate(async () => (await fetch("docs/privacy.html")).text());
    assert.equal(heading(seen), "Privacy", "the page that was open is of the first version");
    await page.getByText("chosen in another tab").waitFor();
    await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Reload" }).click()]);
    assert.equal(heading(await page.evaluate(async () => (await fetch("docs/privacy.html")).text())), "Second version");
  });
});

pageTest("a deployment that is seen halfway is no version", {}, async ({ page, problems }) => {
  await copied(async (url, folder) => {
    await open(page, url);
    await installed(page);
    const file = join(folder, "docs", "privacy.html");
    const before = readFileSync(file);
    // The new worker is there, its page is not yet.
    publish(folder, before, Buffer.from("not yet there"), "half");
    await page.goto(url);
    await look(page);
    await page.waitForFunction(async () => {
      const { installing, waiting } = await navigator.serviceWorker.getRegistration();
      return !installing && !waiting;
    });
    assert.equal(await title(page, url), "Privacy");
    assert.equal(await page.getByRole("button", { name: "Reload" }).count(), 0);
    problems.splice(0);
  });
});

pageTest("the manifest makes it installable", {}, async ({ page, url }) => {
  await open(page, url);
  const address = await page.locator("link[rel=manifest]").evaluate((link) => link.href);
  const manifest = await (await page.request.get(address)).json();
  assert.equal(new URL(manifest.start_url, address).href, url);
  assert.equal(manifest.display, "standalone");
  for (const { src, sizes, type } of manifest.icons) {
    const response = await page.request.get(new URL(src, address).href);
    assert.equal(response.headers()["content-type"], type, src);
    if (type !== "image/png") continue;
    const body = await response.body();
    assert.equal(`${body.readUInt32BE(16)}x${body.readUInt32BE(20)}`, sizes, src);
  }
});

pageTest("an address that is not there leads back to the site", {}, async ({ page, url, problems }) => {
  await page.route("**/no/such/page", (route) => route.fulfill({ status: 404, contentType: "text/html", body: readFileSync(join(DIST, "404.html")) }));
  await page.goto(`${url}no/such/page`);
  await page.waitForFunction((home) => document.querySelector("a").href === home, url);
  await accessible(page, "404");
  await screenshot(page, "404");
  // The page itself, and the folders in which it looked.
  const missing = problems.splice(0).filter((problem) => !/status 404|Failed to load resource/.test(problem));
  assert.deepEqual(missing, []);
});

for (const path of ["", LINK, "docs/index.html", "docs/rules.html", "docs/links.html"]) {
  pageTest(`${path || "the first view"} keeps to the headers for hosts`, {}, async ({ page }) => {
    const text = readFileSync(join(DIST, "_headers"), "utf8");
    const [all] = text.split("\n\n");
    const headers = Object.fromEntries(all.split("\n").slice(1).map((line) => line.trim().split(/: (.*)/)));
    assert.match(headers["Content-Security-Policy"], /^default-src 'none'/);
    await servedAt("/", async (url) => {
      await page.goto(url + path);
      await page.locator("h1, body[data-ready]").first().waitFor({ state: "attached" });
      const playground = page.locator("cluster-composer");
      if ((await playground.count()) > 0) await playground.first().locator("iframe, [data-output]").first().waitFor();
    }, { headers });
  });
}
