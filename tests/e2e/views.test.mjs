// How the page looks and reads, view by view: axe finds nothing, nothing runs out of the window.
import assert from "node:assert/strict";
import { accessible, compose, fill, open, output, pageTest, screenshot, unfold } from "./support.mjs";

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 375, height: 700 };
const LOOKS = [
  ["light", { colorScheme: "light", viewport: DESK }],
  ["dark", { colorScheme: "dark", viewport: DESK }],
  ["phone light", { colorScheme: "light", viewport: PHONE }],
  ["phone dark", { colorScheme: "dark", viewport: PHONE }],
];

const VIEWS = {
  start: (page, url) => open(page, url),
  empty: (page, url) => compose(page, url, "CreateReplicationGroup"),
  filled: async (page, url) => {
    await compose(page, url, "CreateReplicationGroup");
    await unfold(page);
    await fill(page, "ReplicationGroupId", "orders");
    await fill(page, "NumNodeGroups", "many");
    await fill(page, "Tags[0].Key", "aws:env");
    await fill(page, "SecurityGroupIds[0]", "sg-1");
    await fill(page, "AuthToken", "a secret itself!");
  },
  dsql: async (page, url) => {
    await compose(page, url, "GetCluster");
    await output(page, "api");
  },
  picker: async (page, url) => {
    await compose(page, url, "CreateUser");
    await page.locator('[data-action="add-resource"]').click();
    await page.locator("dialog[open]").waitFor();
  },
};

for (const [view, show] of Object.entries(VIEWS)) {
  for (const [look, options] of LOOKS) {
    pageTest(`${view}, ${look}`, options, async ({ page, url }) => {
      await show(page, url);
      await accessible(page, `${view}, ${look}`);
      const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(inner <= outer, `the page is ${inner} wide in a window of ${outer}`);
      await screenshot(page, `${view} ${look}`);
    });
  }
}
