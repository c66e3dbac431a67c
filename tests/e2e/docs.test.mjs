// The documentation: every page whole, its playgrounds alive, its links leading somewhere; and the page of rules.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DIST, accessible, pageTest, screenshot } from "./support.mjs";

const PAGES = readdirSync(join(DIST, "docs")).filter((name) => name.endsWith(".html"));
/** Pages that are made alike count once. */
const KINDS = PAGES.filter((name) => !name.startsWith("scenario-") || name === "scenario-valkey-recommended.html").filter((name) => name !== "rules.html");

for (const colorScheme of ["light", "dark"]) {
  pageTest(`axe finds nothing in the documentation, ${colorScheme}`, { colorScheme }, async ({ page, url }) => {
    assert.ok(KINDS.length > 8);
    for (const name of KINDS) {
      await page.goto(`${url}docs/${name}`);
      const playground = page.locator("cluster-composer").first();
      if ((await playground.count()) > 0) await playground.locator("iframe, [data-output]").first().waitFor();
      await accessible(page, `${name}, ${colorScheme}`);
      await screenshot(page, `docs ${name} ${colorScheme}`);
    }
  });
}

pageTest("the documentation fits a phone", { viewport: { width: 360, height: 740 } }, async ({ page, url }) => {
  for (const name of KINDS) {
    await page.goto(`${url}docs/${name}`);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `${name}: ${width} px wide`);
  }
  await screenshot(page, "docs phone");
});

pageTest("every link of the documentation leads somewhere", {}, async ({ page, url }) => {
  const seen = new Map();
  for (const name of PAGES) {
    const text = await (await page.request.get(`${url}docs/${name}`)).text();
    for (const [, href] of text.matchAll(/<a [^>]*href="([^"#]+)[^"]*"/g)) {
      if (!href.startsWith("https:")) seen.set(new URL(href, `${url}docs/${name}`).href, name);
    }
  }
  assert.ok(seen.size > 20);
  for (const [address, from] of seen) assert.ok((await page.request.get(address)).ok(), `${from}: ${address}`);
});

pageTest("the app leads to the documentation, which leads back", {}, async ({ page, url }) => {
  await page.goto(url);
  await page.getByRole("link", { name: "Docs" }).click();
  await page.getByRole("heading", { level: 1, name: "Getting started" }).waitFor();
  await page.getByRole("link", { name: "Open Cluster Composer", exact: true }).click();
  await page.locator("body[data-ready]").waitFor({ state: "attached" });
});

pageTest("a playground in the documentation is alive", {}, async ({ page, url }) => {
  await page.goto(`${url}docs/index.html`);
  const app = page.locator("cluster-composer iframe").contentFrame();
  await app.locator("[data-field=ReplicationGroupId]").fill("carts");
  await app.locator("[data-output=cli-sh]", { hasText: "--replication-group-id carts" }).waitFor();
});

const shown = (page) => page.locator(".rule:not([hidden])");

for (const colorScheme of ["light", "dark"]) {
  pageTest(`axe finds nothing in the page of rules, ${colorScheme}`, { colorScheme }, async ({ page, url }) => {
    await page.goto(`${url}docs/rules.html`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    // All of them take axe a quarter of a minute.
    await page.getByRole("searchbox", { name: "Find rules" }).fill("failover");
    await accessible(page, `rules, ${colorScheme}`);
    await screenshot(page, `rules ${colorScheme}`);
  });
}

pageTest("the page of rules fits a phone", { viewport: { width: 360, height: 740 } }, async ({ page, url }) => {
  await page.goto(`${url}docs/rules.html`);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 360, `${width} px wide`);
  await screenshot(page, "rules phone");
});

pageTest("a link to a rule leads to it", {}, async ({ page, url }) => {
  await page.goto(`${url}docs/rules.html#EC020`);
  const rule = page.locator("#EC020");
  await rule.waitFor();
  const top = await rule.evaluate((element) => element.getBoundingClientRect().top);
  assert.ok(top >= 0 && top < 200, `${top} px from the top`);
});

pageTest("rules are found by words, and a link leads to one that is filtered out", {}, async ({ page, url }) => {
  await page.goto(`${url}docs/rules.html`);
  const all = await shown(page).count();
  assert.ok(all > 50);
  await page.getByRole("searchbox", { name: "Find rules" }).fill("failover replica");
  const found = await shown(page).count();
  assert.ok(found > 0 && found < all, `${found} of ${all}`);
  assert.equal(await page.locator("output").textContent(), `${found} of ${all} rules`);
  for (const text of await shown(page).allTextContents()) assert.match(text, /failover[^]*replica|replica[^]*failover/i);
  await page.getByRole("searchbox", { name: "Find rules" }).fill("no-such-thing");
  assert.equal(await shown(page).count(), 0);
  await page.evaluate(() => location.assign("#M001"));
  await page.locator("#M001:not([hidden])").waitFor();
  assert.equal(await shown(page).count(), all);
});

pageTest("the page of rules has the theme that was chosen in the app", {}, async ({ page, url }) => {
  await page.goto(`${url}docs/rules.html`);
  await page.evaluate(() => localStorage.setItem("cluster-composer.theme", "dark"));
  await page.reload();
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
});
