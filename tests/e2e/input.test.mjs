// Input that nobody should give: the page says what is wrong, goes on answering and loses nothing.
import assert from "node:assert/strict";
import { compose, control, diagnostics, fill, form, open, output, outputHas, pageTest } from "./support.mjs";

const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };

/** Pastes a text where the caret is. */
async function paste(page, text) {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press("ControlOrMeta+v");
}

pageTest("a megabyte in one field", CLIPBOARD, async ({ page, url }) => {
  await compose(page, url, "CreateReplicationGroup");
  const long = "x".repeat(1_000_000);
  await (await control(page, "ReplicationGroupDescription")).focus();
  await paste(page, long);
  await outputHas(page, "cli-sh", "x".repeat(1_000));
  assert.ok((await output(page, "json")).includes(long));
  await fill(page, "ReplicationGroupId", "orders");
  await outputHas(page, "json", '"orders"');
});

pageTest("ten thousand items in a list", CLIPBOARD, async ({ page, url }) => {
  await compose(page, url, "CreateReplicationGroup");
  const items = Array.from({ length: 10_000 }, (_, n) => `sg-${n}`);
  await (await control(page, "SecurityGroupIds[0]")).focus();
  await paste(page, items.join("\n"));
  await outputHas(page, "cli-sh", "sg-9999");
  const { SecurityGroupIds } = JSON.parse(await output(page, "json"));
  assert.deepEqual(SecurityGroupIds, items);
  await fill(page, "ReplicationGroupId", "orders");
  await outputHas(page, "json", '"orders"');
});

pageTest("every wrong type is kept and reported", {}, async ({ page, url }) => {
  await compose(page, url, "CreateReplicationGroup");
  for (const [path, wrong] of [["NumNodeGroups", "many"], ["Port", "6379.5"], ["NumCacheClusters", "1e99"]]) {
    await fill(page, path, wrong);
    await diagnostics(page, { severity: "error" }).filter({ hasText: path }).first().waitFor();
    assert.equal(await (await control(page, path)).inputValue(), wrong);
  }
  const text = await output(page, "json");
  for (const wrong of ["many", "6379.5", "1e99"]) assert.ok(text.includes(wrong), text);
});

pageTest("text that is code stays text", {}, async ({ page, url }) => {
  await compose(page, url, "CreateReplicationGroup");
  const code = "<img src=x onerror=document.title='run'>'; $(touch run) `touch run` %PATH% \u202e";
  await fill(page, "ReplicationGroupDescription", code);
  for (const format of ["cli-sh", "cli-cmd", "cli-powershell", "boto3", "api", "curl", "json"]) await output(page, format);
  assert.equal(await page.title(), "Cluster Composer");
  assert.equal(JSON.parse(await output(page, "json")).ReplicationGroupDescription, code);
});

for (const [name, kept] of [
  ["no JSON", "{"],
  ["no document", '{"version":1,"resources":7}'],
  ["an operation that nobody knows", '{"version":1,"resources":[{"service":"elasticache","operation":"Explode","parameters":{"Fuse":1}}]}'],
  ["parameters of the wrong type", '{"version":1,"resources":[{"service":"elasticache","operation":"CreateUser","parameters":[1,"a"]}]}'],
  ["a service that nobody knows", '{"version":1,"resources":[{"service":"nosuch","operation":"Create","parameters":null}]}'],
]) {
  pageTest(`the browser kept ${name}`, {}, async ({ page, url }) => {
    await open(page, url);
    // Whatever the page keeps its document under holds this now.
    await page.locator('[data-operation="CreateUser"]').first().click();
    await fill(page, "UserId", "reader");
    await page.waitForFunction(() => JSON.stringify(localStorage).includes("reader"));
    await page.addInitScript((text) => {
      for (const [key, value] of Object.entries(localStorage)) if (value.includes("reader")) localStorage.setItem(key, text);
    }, kept);
    await open(page, url);
    if (kept.includes("parameters")) {
      await form(page).waitFor();
      await diagnostics(page, { severity: "error" }).first().waitFor();
    } else {
      await page.locator('[data-operation="CreateUser"]').first().waitFor();
    }
  });
}
