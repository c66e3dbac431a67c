// The outputs come first: what else follows from typing is shown in the next pause, and before anything else is done.
import assert from "node:assert/strict";
import { compose, control, diagnostics, form, outputText, pageTest, settled } from "./support.mjs";

pageTest("everything follows once typing pauses", {}, async ({ page, url }) => {
  await compose(page, url, "CreateReplicationGroup");
  await settled(page);
  await (await control(page, "ReplicationGroupId")).focus();
  const seen = await page.evaluate(() => {
    const input = document.activeElement;
    const shown = [];
    for (const text of ["-", "--", "--x"]) {
      input.value = text;
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      shown.push(document.body.hasAttribute("data-settled"));
    }
    return new Promise((done) => setTimeout(() => done([...shown, document.body.hasAttribute("data-settled")]), 0));
  });
  assert.equal(seen.at(-1), false, "the rest waits while somebody types");
  await settled(page);
  assert.match(await outputText(page, "cli-sh"), /--x/);
  await diagnostics(page, { severity: "error" }).filter({ hasText: "ReplicationGroupId" }).first().waitFor();
});

pageTest("keys that do more than type find everything up to date", {}, async ({ page, url }) => {
  await compose(page, url, "CreateSnapshot");
  await (await control(page, "CacheClusterId")).focus();
  await page.evaluate(() => {
    const input = document.activeElement;
    input.value = "a--b";
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
  await page.keyboard.press("F8");
  await settled(page);
  const before = await (await control(page, "CacheClusterId")).inputValue();
  await page.keyboard.press("ControlOrMeta+z");
  await settled(page);
  assert.equal(before, "a--b");
  assert.equal(await form(page).locator('[data-field="CacheClusterId"]').inputValue(), "");
});
