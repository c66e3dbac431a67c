// Every operation of every service, opened with everything unfolded.
import assert from "node:assert/strict";
import { compose, open, outputText, pageTest, unfold } from "./support.mjs";

pageTest("every operation has a form and outputs", {}, async ({ page, url }) => {
  await page.addInitScript(() => localStorage.clear());
  await open(page, url);
  const all = await page.locator("[data-operation]").evaluateAll((items) => items.map((item) => item.dataset.operation));
  const operations = [...new Set(all)];
  // 77 of ElastiCache, 16 of DSQL; three of those have a name that ElastiCache has too.
  assert.ok(operations.length >= 90, `${operations.length} operations`);
  for (const operation of operations) {
    await compose(page, url, operation);
    await unfold(page);
    assert.match(await outputText(page, "cli-sh"), /^aws (elasticache|dsql) [a-z-]+/, operation);
  }
});
