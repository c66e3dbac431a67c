// The main job: start a request, see what is wrong, put it right, take away equivalent outputs.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { compose, control, diagnostics, fill, form, open, output, outputHas, outputText, pageTest } from "./support.mjs";

const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };

pageTest("a missing parameter is reported until it is there", {}, async ({ page, url }) => {
  await compose(page, url, "CreateCacheCluster");
  const missing = diagnostics(page, { severity: "error" }).filter({ hasText: "CacheClusterId is required" });
  await missing.waitFor();
  await fill(page, "CacheClusterId", "orders");
  await missing.waitFor({ state: "detached" });
  await outputHas(page, "cli-sh", "--cache-cluster-id orders");
});

pageTest("a value of the wrong type is kept, reported and goes when it is right", {}, async ({ page, url }) => {
  await compose(page, url, "CreateCacheCluster");
  await fill(page, "CacheClusterId", "orders");
  await fill(page, "NumCacheNodes", "three");
  const wrong = diagnostics(page, { severity: "error" }).filter({ hasText: "NumCacheNodes" });
  await wrong.first().waitFor();
  assert.equal(await (await control(page, "NumCacheNodes")).inputValue(), "three");
  await outputHas(page, "cli-sh", "three");
  await fill(page, "NumCacheNodes", "1");
  await wrong.first().waitFor({ state: "detached" });
  await outputHas(page, "cli-sh", "--num-cache-nodes 1");
});

pageTest("every format shows the request", {}, async ({ page, url }) => {
  await compose(page, url, "CreateReplicationGroup");
  await fill(page, "ReplicationGroupId", "orders");
  await fill(page, "ReplicationGroupDescription", "Orders of today");
  await fill(page, "Tags[0].Key", "env");
  await fill(page, "Tags[0].Value", "dev");
  const expected = {
    "cli-sh": ["aws elasticache create-replication-group \\\n", "--replication-group-description 'Orders of today'", "Key=env,Value=dev"],
    "cli-cmd": ["aws elasticache create-replication-group ^", '"Orders of today"'],
    "cli-powershell": ["aws elasticache create-replication-group `\n"],
    boto3: ["client.create_replication_group(", '"Orders of today"'],
    api: ["Action=CreateReplicationGroup", "ReplicationGroupDescription=Orders%20of%20today", "Tags.Tag.1.Key=env"],
    curl: ["--aws-sigv4"],
    json: ['"ReplicationGroupDescription": "Orders of today"'],
  };
  const formats = await page.locator("[data-format]").evaluateAll((tabs) => tabs.map((tab) => tab.dataset.format));
  assert.deepEqual(formats.sort(), Object.keys(expected).sort());
  for (const [format, parts] of Object.entries(expected)) {
    const text = await output(page, format);
    for (const part of ["orders", ...parts]) assert.ok(text.includes(part), `${format}: no ${part} in\n${text}`);
  }
});

pageTest("an output is copied as it is shown", CLIPBOARD, async ({ page, url }) => {
  await compose(page, url, "DeleteCacheCluster");
  await fill(page, "CacheClusterId", "it's \"gone\"");
  const text = await output(page, "cli-sh");
  await page.locator('[data-action="copy"]').click();
  await page.getByText("Copied to the clipboard").waitFor({ state: "attached" });
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
});

pageTest("an output is downloaded as it is shown", {}, async ({ page, url }) => {
  await compose(page, url, "DeleteCacheCluster");
  await fill(page, "CacheClusterId", "größer");
  for (const [format, extension] of [["boto3", ".py"], ["cli-sh", ".sh"], ["json", ".json"]]) {
    const text = await output(page, format);
    const waiting = page.waitForEvent("download");
    await page.locator('[data-action="download"]').click();
    const download = await waiting;
    assert.ok(download.suggestedFilename().endsWith(extension), download.suggestedFilename());
    assert.equal(await readFile(await download.path(), "utf8"), text);
  }
});

pageTest("an operation that nobody curated has a whole form", {}, async ({ page, url }) => {
  await compose(page, url, "ModifyCacheSubnetGroup");
  await fill(page, "CacheSubnetGroupName", "inner");
  await fill(page, "SubnetIds[0]", "subnet-0a1b2c3d");
  await fill(page, "SubnetIds[1]", "subnet-0a1b2c3e");
  await outputHas(page, "cli-sh", "aws elasticache modify-cache-subnet-group");
  await outputHas(page, "cli-sh", "--subnet-ids subnet-0a1b2c3d subnet-0a1b2c3e");
  assert.match(await output(page, "api"), /SubnetIds\.SubnetIdentifier\.2=subnet-0a1b2c3e/);
  assert.equal(await diagnostics(page, { severity: "error" }).count(), 0);
});

pageTest("a request of the other service", {}, async ({ page, url }) => {
  await compose(page, url, "TagResource");
  await fill(page, "resourceArn", "arn:aws:dsql:us-east-1:123456789012:cluster/abc");
  await outputHas(page, "cli-sh", "aws dsql tag-resource");
  assert.match(await output(page, "api"), /^POST \/tags\//);
});

pageTest("what was typed is there after undo and redo, and after coming back", {}, async ({ page, url }) => {
  await compose(page, url, "CreateUser");
  await fill(page, "UserId", "reader");
  await outputHas(page, "cli-sh", "--user-id reader");
  await page.locator('[data-action="undo"]').click();
  await outputHas(page, "cli-sh", "reader", false);
  await page.locator('[data-action="redo"]').click();
  await outputHas(page, "cli-sh", "--user-id reader");
  await page.waitForFunction(() => JSON.stringify(localStorage).includes("reader"));
  await open(page, url);
  await outputHas(page, "cli-sh", "--user-id reader");
  assert.equal(await (await control(page, "UserId")).inputValue(), "reader");
});

pageTest("a secret stays in the page", {}, async ({ page, url }) => {
  const secret = "correct horse battery staple!";
  await compose(page, url, "CreateReplicationGroup");
  await fill(page, "ReplicationGroupId", "orders");
  await fill(page, "AuthToken", secret);
  await page.waitForFunction(() => JSON.stringify(localStorage).includes("orders"));
  const formats = await page.locator("[data-format]").evaluateAll((tabs) => tabs.map((tab) => tab.dataset.format));
  for (const format of formats) assert.ok(!(await output(page, format)).includes(secret), format);
  assert.ok(!(await page.evaluate(() => JSON.stringify(localStorage))).includes(secret));
  assert.ok(!page.url().includes("horse"));
  assert.ok(!(await page.locator("body").innerText()).includes(secret));
});

pageTest("a second request stands beside the first", {}, async ({ page, url }) => {
  await compose(page, url, "CreateUser");
  await fill(page, "UserId", "reader");
  await page.locator('[data-action="add-resource"]').click();
  await page.locator('dialog [data-operation="CreateUserGroup"]').click();
  await form(page, 1).waitFor();
  await fill(page, "UserGroupId", "readers", 1);
  await outputHas(page, "cli-sh", "create-user-group");
  assert.match(await outputText(page, "cli-sh"), /create-user [^]*reader[^]*create-user-group [^]*readers/);
  await page.locator('[data-action="remove-resource"]').click();
  await outputHas(page, "cli-sh", "create-user-group", false);
});

pageTest("a request is composed by keyboard alone", {}, async ({ page, url }) => {
  await open(page, url);
  const reach = async (selector) => {
    for (let n = 0; n < 200; n += 1) {
      if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`no way to ${selector} by Tab`);
  };
  await reach('[data-operation="CreateCacheSubnetGroup"]');
  await page.keyboard.press("Enter");
  await form(page).waitFor();
  await reach('[data-field="CacheSubnetGroupName"]');
  await page.keyboard.type("inner");
  await outputHas(page, "cli-sh", "--cache-subnet-group-name inner");
  await reach('[data-format="cli-sh"]');
  await page.keyboard.press("ArrowRight");
  await outputHas(page, "cli-cmd", "--cache-subnet-group-name inner");
  await reach('[data-action="copy"]');
});
