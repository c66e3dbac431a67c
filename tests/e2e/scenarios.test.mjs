// Every scenario that the page offers: started by a click, without errors, shown as its reviewed files say.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { accessible, diagnostics, open, output, pageTest } from "./support.mjs";

const GOLDEN = new URL("../fixtures/golden/", import.meta.url);

pageTest("every scenario starts without errors and shows its reviewed outputs", {}, async ({ page, url }) => {
  await page.addInitScript(() => localStorage.clear());
  await open(page, url);
  const ids = await page.locator("[data-scenario]").evaluateAll((all) => all.map((one) => one.dataset.scenario));
  assert.deepEqual([...ids].sort(), readdirSync(GOLDEN).sort());
  for (const id of ids) {
    await open(page, url);
    await page.locator(`[data-scenario="${id}"]`).click();
    await page.locator("[data-resource] [data-field]").first().waitFor();
    assert.equal(await diagnostics(page, { severity: "error" }).count(), 0, id);
    for (const file of readdirSync(new URL(`${id}/`, GOLDEN))) {
      const format = file.replace(/\.[^.]*$/, "");
      assert.equal(await output(page, format), readFileSync(new URL(`${id}/${file}`, GOLDEN), "utf8"), `${id}/${file}`);
    }
  }
});

for (const colorScheme of ["light", "dark"]) {
  pageTest(`axe finds nothing in any scenario, ${colorScheme}`, { colorScheme }, async ({ page, url }) => {
    await page.addInitScript(() => localStorage.clear());
    await open(page, url);
    const ids = await page.locator("[data-scenario]").evaluateAll((all) => all.map((one) => one.dataset.scenario));
    assert.ok(ids.length > 0);
    for (const id of ids) {
      await open(page, url);
      await page.locator(`[data-scenario="${id}"]`).click();
      await page.locator("[data-resource] [data-field]").first().waitFor();
      await accessible(page, id);
    }
  });
}
