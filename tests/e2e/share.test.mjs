// A document leaves the page and comes back: the address, the share dialog, links of all kinds.
import assert from "node:assert/strict";
import { accessible, compose, fill, form, open, outputHas, outputText, pageTest, screenshot } from "./support.mjs";

const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };
const SECRET = "hunter2-hunter2-hunter2!";

const fragmentOf = (page) => page.evaluate(() => location.hash);

async function fragmentHas(page, part) {
  await page.waitForFunction((text) => location.hash.includes(text), part);
}

async function share(page) {
  await page.locator('[data-action="share"]').click();
  await page.locator('[data-dialog="share"][open]').waitFor();
}

pageTest("what is shared opens in a fresh browser with the same outputs", CLIPBOARD, async ({ page, url }) => {
  await compose(page, url, "CreateReplicationGroup");
  await fill(page, "ReplicationGroupId", "orders");
  await outputHas(page, "cli-sh", "orders");
  await share(page);
  await accessible(page, "the share dialog");
  await screenshot(page, "share");
  await page.locator('[data-copy="link"]').click();
  await page.getByRole("button", { name: "Copied Link" }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(link.startsWith(`${url}#v1/us-west-2/CreateReplicationGroup?`), link);
  assert.equal(await page.locator('[data-share="markdown"]').inputValue(), `[Replication group orders](${link})`);
  const embed = await page.locator('[data-share="embed"]').inputValue();
  assert.ok(embed.includes(`src="${url}embed.js"`) && embed.includes(`config="${link.slice(link.indexOf("#") + 1).replaceAll("&", "&amp;")}"`), embed);
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator('[data-share="file"]').click()]);
  assert.equal(download.suggestedFilename(), "cluster.json");

  const context = await page.context().browser().newContext();
  try {
    const other = await context.newPage();
    await open(other, link);
    await form(other).waitFor();
    assert.equal(await outputText(other, "cli-sh"), await outputText(page, "cli-sh"));
  } finally {
    await context.close();
  }
});

pageTest("the address follows edits, and Back leads to what was open before", {}, async ({ page, url }) => {
  await compose(page, url, "CreateUser");
  await fragmentHas(page, "CreateUser");
  await fill(page, "UserId", "reader");
  await fragmentHas(page, "UserId=reader");
  const length = await page.evaluate(() => history.length);
  await fill(page, "UserName", "someone");
  await fragmentHas(page, "UserName=someone");
  assert.equal(await page.evaluate(() => history.length), length, "an edit is no page of its own");
  await page.locator('[data-action="start"]').click();
  await page.locator("[data-scenario]").first().click();
  await page.waitForFunction(() => !location.hash.includes("UserName=someone"));
  await page.goBack();
  await fragmentHas(page, "UserName=someone");
  await outputHas(page, "cli-sh", "--user-name someone");
  await page.reload();
  await outputHas(page, "cli-sh", "--user-name someone");
});

pageTest("opening a link takes nothing away: undo brings back what was open", {}, async ({ page, url }) => {
  await compose(page, url, "CreateUser");
  await fill(page, "UserId", "reader");
  await fragmentHas(page, "UserId=reader");
  await page.evaluate(() => {
    location.hash = "#v1/us-west-2/CreateUserGroup?UserGroupId=all";
  });
  await outputHas(page, "cli-sh", "--user-group-id all");
  await page.locator('[data-action="undo"]').click();
  await outputHas(page, "cli-sh", "--user-id reader");
  await fragmentHas(page, "UserId=reader");
});

pageTest("a hostile link shows and executes nothing", {}, async ({ page, url }) => {
  const text = `"><img src=x onerror="globalThis.hit=1"><script>globalThis.hit=1</script>$(touch canary)`;
  const encoded = encodeURIComponent(text);
  await open(page, `${url}#v1/us-west-2/CreateUser?UserId=${encoded}&${encoded}=1;${encoded}`);
  await form(page).waitFor();
  assert.equal(await page.locator('[data-field="UserId"]').inputValue(), text);
  assert.ok((await outputText(page, "cli-sh")).includes("onerror"));
  await share(page);
  assert.equal(await page.evaluate(() => globalThis.hit), undefined);
  assert.equal(await page.locator('img[src="x"]').count(), 0);
});

pageTest("a link that can be read in part says so and keeps its text", {}, async ({ page, url }) => {
  const fragment = "#v1/us-west-2/CreateUser?UserId=reader&Engine;CreateUserGroup?UserGroupId=all";
  await open(page, url + fragment);
  await outputHas(page, "cli-sh", "--user-group-id all");
  const notice = page.locator("[data-notice]");
  await notice.filter({ hasText: "Only a part of this link could be read, 2 requests" }).waitFor();
  await notice.locator("summary").click();
  assert.equal(await notice.locator("textarea").inputValue(), fragment);
  await open(page, `${url}#v7/something`);
  await page.reload();
  await notice.filter({ hasText: "newer version" }).waitFor();
  await outputHas(page, "cli-sh", "--user-group-id all");
});

pageTest("a secret reaches neither address nor storage nor clipboard", CLIPBOARD, async ({ page, url }) => {
  await compose(page, url, "CreateReplicationGroup");
  await fill(page, "ReplicationGroupId", "orders");
  await fill(page, "AuthToken", SECRET);
  await fragmentHas(page, "AuthToken.$env=");
  await share(page);
  await page.locator("[data-left-out]").filter({ hasText: "AUTH_TOKEN" }).waitFor();
  for (const way of ["link", "markdown", "embed"]) {
    await page.locator(`[data-copy="${way}"]`).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.ok(copied.includes("orders") && !copied.includes("hunter2"), copied);
  }
  await page.waitForFunction(() => JSON.stringify(localStorage).includes("AuthToken"));
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, location.href]));
  assert.ok(!stored.includes("hunter2"), stored);
});

pageTest("a document that is too long stays out of the address, which says so", {}, async ({ page, url }) => {
  await compose(page, url, "CreateUser");
  await fragmentHas(page, "CreateUser");
  // Letters that no packing makes shorter.
  const noise = await page.evaluate(() => {
    let seed = 1;
    let text = "";
    while (text.length < 60_000) {
      seed = (seed * 48_271) % 2_147_483_647;
      text += seed.toString(36);
    }
    return text;
  });
  await fill(page, "AccessString", noise);
  await page.locator("[data-notice]").filter({ hasText: "too long for the address" }).waitFor();
  assert.equal(await fragmentOf(page), "");
  await fill(page, "AccessString", "on ~* +@all");
  await fragmentHas(page, "AccessString=on");
});
