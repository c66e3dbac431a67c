// The built site as such: it starts, anywhere, in more than one browser, and keeps to itself.
import assert from "node:assert/strict";
import { accessible, open, pageTest, servedAt } from "./support.mjs";

for (const browser of ["chromium", "firefox"]) {
  pageTest(`the page starts in ${browser}`, { browser }, async ({ page, url }) => {
    await open(page, url);
    assert.equal(await page.title(), "Cluster Composer");
    await page.getByRole("heading", { level: 1 }).waitFor();
  });
}

pageTest("the page starts from any sub-path", {}, async ({ page }) => {
  await servedAt("/some/where/", (url) => open(page, url));
});

pageTest("everything is loaded with integrity, nothing runs inline", {}, async ({ page, url }) => {
  await open(page, url);
  const scripts = await page.locator("script").evaluateAll((all) =>
    all.map((script) => ({ src: script.getAttribute("src"), integrity: script.integrity })),
  );
  assert.ok(scripts.length > 0);
  for (const { src, integrity } of scripts) {
    assert.match(src ?? "inline", /^\.\/[\w-]+\.js$/);
    assert.match(integrity, /^sha384-/);
  }
  const links = page.locator("link[rel=stylesheet], link[rel=modulepreload], link[rel=preload]");
  for (const link of await links.all()) assert.match((await link.getAttribute("integrity")) ?? "", /^sha384-/);
  const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /'unsafe-inline'|'unsafe-eval'|https?:/);
});

pageTest("axe finds nothing in the first view", {}, async ({ page, url }) => {
  await open(page, url);
  await accessible(page, "first view");
});

pageTest("these tests notice what a page must not do", {}, async ({ page, url, problems }) => {
  await open(page, url);
  await page.evaluate(() => console.error("an error"));
  await page.evaluate(() => fetch("https://example.com/").catch(() => {}));
  await page.evaluate(() => setTimeout(() => { throw new Error("thrown"); }));
  await page.waitForFunction(() => true);
  const noticed = problems.splice(0).join("\n");
  assert.match(noticed, /console error: an error/);
  assert.match(noticed, /example\.com/);
  assert.match(noticed, /uncaught: thrown/);
});

pageTest("these tests notice what is not accessible", {}, async ({ page, url }) => {
  await open(page, url);
  await page.evaluate(() => document.querySelector("main, body").append(document.createElement("img")));
  await assert.rejects(accessible(page, "a picture without words"), /image-alt/);
});
