// What the rules and the catalog do in the page: links to rules, reasons, fixes, node types, access in words. And links.
import assert from "node:assert/strict";
import { accessible, compose, control, diagnostics, fill, form, open, outputHas, pageTest, screenshot } from "./support.mjs";

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 375, height: 700 };

/** A group with mistakes that all have a safe fix. */
const BAD =
  "#v1/us-west-2/CreateReplicationGroup?ReplicationGroupId=orders&ReplicationGroupDescription=Orders" +
  "&AutomaticFailoverEnabled=true&NumCacheClusters=1&CacheNodeType=cache.r7g.large&Engine=Valkey" +
  "&CacheSubnetGroupName=inner&SnapshotRetentionLimit=99";

async function openLink(page, url, fragment) {
  await open(page, url + fragment);
  await form(page).waitFor();
}

pageTest("a problem leads to its rule, and says why", { viewport: DESK }, async ({ page, url, context }) => {
  await openLink(page, url, BAD);
  const problem = diagnostics(page, { severity: "error" }).first();
  const code = await problem.getAttribute("data-diagnostic");
  const why = problem.locator("details p");
  assert.equal(await why.isVisible(), false);
  await problem.locator(".problem__why summary").click();
  assert.ok((await why.innerText()).length > 20);
  assert.match(await why.locator("a").getAttribute("href"), /^https:/);
  const [rule] = await Promise.all([
    context.waitForEvent("page"),
    problem.getByRole("link", { name: `Rule ${code}`, exact: true }).click(),
  ]);
  await rule.locator(`#${code}`).waitFor();
  assert.ok(rule.url().endsWith(`docs/rules.html#${code}`), rule.url());
  const top = await rule.locator(`#${code}`).evaluate((element) => element.getBoundingClientRect().top);
  assert.ok(top >= 0 && top < 200, `${top} px from the top`);
  await rule.close();
  // The same at the field.
  const field = form(page).locator(".field__problems").first();
  assert.match(await field.getByRole("link", { name: /^Rule / }).first().getAttribute("href"), /^docs\/rules\.html#[A-Z]+\d{3}$/);
  await accessible(page, "problems with reasons");
  await screenshot(page, "rules reasons");
});

pageTest("all that is safe is fixed by one press, and undone by one", { viewport: DESK }, async ({ page, url }) => {
  await openLink(page, url, BAD);
  const errors = diagnostics(page, { severity: "error" });
  const n_errors = await errors.count();
  assert.ok(n_errors >= 2, `${n_errors} errors`);
  await page.locator('[data-action="fix-all"]').click();
  await outputHas(page, "cli-sh", "--num-cache-clusters 2");
  assert.equal(await errors.count(), 0);
  assert.equal(await diagnostics(page, { severity: "warning" }).count(), 0);
  assert.equal(await page.locator('[data-action="fix-all"]').count(), 0);
  await screenshot(page, "rules fixed");
  await page.locator('[data-action="undo"]').click();
  await outputHas(page, "cli-sh", "--num-cache-clusters 1");
  assert.equal(await errors.count(), n_errors);
});

for (const [look, options] of [
  ["light", { colorScheme: "light", viewport: DESK }],
  ["dark", { colorScheme: "dark", viewport: DESK }],
  ["phone", { colorScheme: "light", viewport: PHONE }],
  ["phone dark", { colorScheme: "dark", viewport: PHONE }],
]) {
  pageTest(`a node type is chosen from a table, ${look}`, options, async ({ page, url }) => {
    await openLink(page, url, "#v1/af-south-1/CreateReplicationGroup?ReplicationGroupId=orders&Engine=valkey");
    const field = await control(page, "CacheNodeType");
    await form(page).locator('[data-action="choose-node-type"]').first().press("Enter");
    const dialog = page.locator("dialog[open]");
    await dialog.waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.type), "search");
    const [inner, outer] = await dialog.locator("[role=region]").evaluate((box) => [box.scrollWidth, box.clientWidth]);
    assert.ok(inner <= outer, `a table of ${inner} px in ${outer}`);
    assert.match(await dialog.locator("tbody tr").first().innerText(), /cache\.[^]*\d+[^]*GiB[^]*Gbit/);
    await dialog.locator('tr:has([data-node-type="cache.c7gn.large"])').getByText("not in af-south-1").waitFor();
    await accessible(page, `node types, ${look}`);
    await screenshot(page, `node types ${look}`);
    await dialog.getByRole("searchbox").fill("r7g.xlarge");
    await dialog.getByText("1 node type", { exact: true }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "hidden" });
    assert.equal(await field.inputValue(), "cache.r7g.xlarge");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.action), "choose-node-type");
    await fill(page, "CacheNodeType", "cache.next.generation");
    await outputHas(page, "cli-sh", "--cache-node-type cache.next.generation");
  });
}

pageTest("closing the table changes nothing", {}, async ({ page, url }) => {
  await compose(page, url, "CreateCacheCluster");
  const field = await control(page, "CacheNodeType");
  const choose = form(page).locator('[data-action="choose-node-type"]').first();
  await choose.click();
  await page.locator("dialog[open]").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  assert.equal(await field.inputValue(), "");
  await choose.click();
  await page.locator("dialog[open]").waitFor();
});

pageTest("versions, parameter groups and zones on offer fit", {}, async ({ page, url }) => {
  const link = "#v1/eu-central-1/CreateReplicationGroup?Engine=redis&EngineVersion=7.1&NumNodeGroups=3";
  await openLink(page, url, link);
  const offered = async (path) => {
    const list = await (await control(page, path)).getAttribute("list");
    return page.locator(`#${list} option`).evaluateAll((options) => options.map((option) => option.value));
  };
  assert.deepEqual(await offered("CacheParameterGroupName"), ["default.redis7.cluster.on"]);
  assert.deepEqual(await offered("PreferredCacheClusterAZs[0]"), ["eu-central-1a", "eu-central-1b", "eu-central-1c"]);
  const versions = await offered("EngineVersion");
  assert.ok(versions.includes("7.1") && versions.every((version) => Number.parseFloat(version) < 7.2), versions.join());
  await fill(page, "Engine", "valkey");
  await fill(page, "EngineVersion", "8.1");
  await page.waitForFunction(() => document.querySelector('option[value="default.valkey8.cluster.on"]') !== null);
  assert.deepEqual(await offered("CacheParameterGroupName"), ["default.valkey8.cluster.on"]);
});

pageTest("an access string is told in words as it is typed", {}, async ({ page, url }) => {
  await compose(page, url, "CreateUser");
  const field = await control(page, "AccessString");
  const told = form(page).locator("[data-told]");
  assert.equal(await told.count(), 0);
  await field.pressSequentially("on ~app:* +@read");
  await told.getByText("It reaches keys like app:*.").waitFor();
  await told.getByText("It may run the commands of category read.").waitFor();
  await field.pressSequentially(" +set");
  await told.getByText("It may run the commands of category read and SET.").waitFor();
  await accessible(page, "an access string in words");
  await screenshot(page, "access in words");
});

pageTest("a link opens instead of what was composed last, which one step back brings again", {}, async ({ page, url }) => {
  await compose(page, url, "CreateUser");
  await fill(page, "UserId", "reader");
  await page.waitForFunction(() => JSON.stringify(localStorage).includes("reader"));
  await page.goto("about:blank");
  await openLink(page, url, "#v1/us-west-2/CreateCacheSubnetGroup?CacheSubnetGroupName=inner");
  await outputHas(page, "cli-sh", "--cache-subnet-group-name inner");
  await page.locator('[data-action="undo"]').click();
  await outputHas(page, "cli-sh", "--user-id reader");
  // And while the page is open.
  await page.evaluate(() => location.assign("#v1/us-west-2/CreateUser?UserId=writer"));
  await outputHas(page, "cli-sh", "--user-id writer");
});

pageTest("a link that cannot be read says so and keeps what was open", { viewport: PHONE }, async ({ page, url }) => {
  await openLink(page, url, "#v1/us-west-2/CreateUser?UserId=reader");
  await page.evaluate(() => location.assign("#z1/damaged!"));
  const note = page.getByRole("alert").locator("[data-notice]");
  await note.getByText("cut or damaged").waitFor();
  await accessible(page, "a note");
  await screenshot(page, "a note");
  await outputHas(page, "cli-sh", "--user-id reader");
  await note.getByRole("button").click();
  assert.equal(await note.count(), 0);
  await page.goto("about:blank");
  await open(page, `${url}#v1/us-west-2`);
  await note.waitFor();
});
