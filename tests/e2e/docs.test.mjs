// The page of rules that is generated from the engine: anchors, filter, themes, and nothing from elsewhere.
import assert from "node:assert/strict";
import { accessible, pageTest, screenshot } from "./support.mjs";

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
