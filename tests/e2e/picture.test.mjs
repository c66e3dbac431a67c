// The picture: it shows the cluster, touching it changes the document, and it can be taken away.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { accessible, open, outputHas, pageTest } from "./support.mjs";

async function start(page, url, scenario) {
  await open(page, url);
  await page.locator(`[data-scenario="${scenario}"]`).first().click();
  await page.locator("[data-topology]").waitFor();
  await page.locator('[data-format="cli-sh"]').click();
}

const node = (page, at) => page.locator(`[data-node="${at}"]`);

pageTest("shards and replicas are added and removed in the picture, and undone", {}, async ({ page, url }) => {
  await start(page, url, "redis-cluster-mode-enabled");
  assert.equal(await page.locator("[data-node]").count(), 9);
  await page.getByRole("button", { name: "Add shard" }).click();
  await outputHas(page, "cli-sh", "--num-node-groups 4");
  assert.equal(await page.locator("[data-node]").count(), 12);
  await page.getByRole("button", { name: "Remove replica" }).click();
  await outputHas(page, "cli-sh", "--replicas-per-node-group 1");
  for (let i = 0; i < 2; i += 1) await page.locator('[data-action="undo"]').click();
  await outputHas(page, "cli-sh", "--num-node-groups 3");
  assert.equal(await page.locator("[data-node]").count(), 9);
});

pageTest("a node is dragged into another zone", {}, async ({ page, url }) => {
  await start(page, url, "redis-cluster-mode-enabled");
  const from = await node(page, "1/0").boundingBox();
  const to = await page.locator(".band", { hasText: "us-west-2b" }).boundingBox();
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2, to.y + to.height / 2, { steps: 5 });
  await page.mouse.up();
  await outputHas(page, "cli-sh", '"PrimaryAvailabilityZone":"us-west-2b"');
});

pageTest("a node is moved and its zone chosen by keyboard", {}, async ({ page, url }) => {
  await start(page, url, "redis-cluster-mode-disabled");
  await node(page, "0/1").focus();
  await page.keyboard.press("ArrowDown");
  await outputHas(page, "cli-sh", "--preferred-cache-cluster-azs");
  await node(page, "0/0").focus();
  await page.keyboard.press("Enter");
  const zone = page.getByRole("group", { name: /primary/ }).getByLabel("Zone");
  await zone.selectOption("us-west-2c");
  await outputHas(page, "cli-sh", "--preferred-cache-cluster-azs us-west-2c");
});

pageTest("a border of slots is dragged, moved by keyboard and typed", {}, async ({ page, url }) => {
  await start(page, url, "redis-cluster-mode-enabled");
  const border = page.locator('[data-slot-border="0"]');
  const box = await border.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 40, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await outputHas(page, "cli-sh", "Slots=0-5460", false);
  const before = Number(await border.getAttribute("aria-valuenow"));
  assert.equal(before % 64, 0, "a dragged border snaps");
  await border.focus();
  await page.keyboard.press("ArrowRight");
  await outputHas(page, "cli-sh", `Slots=0-${before}`);
  await node(page, "0/0").click();
  await page.getByLabel("Slots", { exact: true }).fill("0-99");
  await page.keyboard.press("Enter");
  await outputHas(page, "cli-sh", "Slots=0-99");
  await page.getByText("1 gaps").waitFor();
});

pageTest("the picture is downloaded as SVG and PNG", {}, async ({ page, url }) => {
  await start(page, url, "redis-cluster-mode-enabled");
  for (const [kind, begins] of [["svg", "<svg"], ["png", "\u0089PNG"]]) {
    const waiting = page.waitForEvent("download");
    await page.locator(`[data-action="download-${kind}"]`).click();
    const download = await waiting;
    assert.equal(download.suggestedFilename(), `cluster.${kind}`);
    const file = await readFile(await download.path(), "latin1");
    assert.ok(file.startsWith(begins) && file.length > 1000, `${kind}: ${file.slice(0, 40)}`);
    assert.ok(!file.includes("var(--"), "colors are written out");
  }
});

for (const colorScheme of ["light", "dark"]) {
  pageTest(`every picture is accessible, ${colorScheme}`, { colorScheme }, async ({ page, url }) => {
    const scenarios = ["valkey-recommended", "memcached-cluster", "valkey-serverless", "user-and-user-group", "dsql-multi-region"];
    for (const scenario of scenarios) {
      await page.evaluate(() => globalThis.localStorage?.clear()).catch(() => {});
      await open(page, url);
      const gallery = page.locator(`[data-scenario="${scenario}"]`).first();
      if (!(await gallery.isVisible())) await page.locator('[data-action="start"]').click();
      await gallery.click();
      await page.locator("[data-topology]").waitFor();
      await accessible(page, scenario);
    }
  });
}
