// Two hundred requests: opened by link, edited, looked through, rendered.
import assert from "node:assert/strict";
import { control, diagnostics, fill, form, open, output, outputHas, pageTest, settled } from "./support.mjs";

const N = 50;

/** Fifty deployments of four requests each; the groups need users, subnet groups and a node type that nobody named. */
const LINK = Array.from({ length: N }, (_, i) => [
  `CreateReplicationGroup?ReplicationGroupId=orders-${i}&ReplicationGroupDescription=Orders&Engine=valkey&UserGroupIds.1=team-${i}&CacheSubnetGroupName=net-${i}`,
  `CreateUserGroup?UserGroupId=team-${i}&Engine=valkey&UserIds.1=user-${i}`,
  `CreateCacheSubnetGroup?CacheSubnetGroupName=net-${i}&CacheSubnetGroupDescription=Net&SubnetIds.1=subnet-0123456789abcdef0`,
  `CreateUser?UserId=user-${i}&UserName=user-${i}&Engine=valkey&AccessString=on%20~app:*%20%2B@read&Passwords.1=$PASSWORD`,
])
  .flat()
  .join(";");

pageTest("two hundred requests are opened by link, edited, looked through and rendered", {}, async ({ page, url }) => {
  await open(page, `${url}#v1/us-west-2/${LINK}`);
  await form(page).waitFor();
  const items = page.locator(".resources__item");
  await items.first().waitFor();
  const text = await output(page, "cli-sh");
  assert.equal(text.match(/^aws elasticache create-/gm).length, 4 * N);

  // An edit lands, and what names it follows.
  await fill(page, "ReplicationGroupId", "renamed");
  await outputHas(page, "cli-sh", "--replication-group-id renamed");

  // F8 leads to a problem.
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("F8");
  await page.waitForFunction(() => document.activeElement.closest("[data-field], .field, [data-resource]") !== null);
  assert.ok((await diagnostics(page, { severity: "error" }).count()) > 0);

  // The list scrolls to its end, and the last request opens.
  while ((await items.count()) < 4 * N) {
    const more = page.locator(".resources").getByRole("button", { name: /more|next/i });
    if ((await more.count()) === 0) break;
    await more.first().click();
  }
  const last = items.last();
  await last.scrollIntoViewIfNeeded();
  await last.click();
  await settled(page);
  const index = 4 * N - 1;
  await form(page, index).waitFor();
  assert.equal(await (await control(page, "UserId", index)).inputValue(), `user-${N - 1}`);
  await fill(page, "UserName", "the-last-one", index);
  await outputHas(page, "cli-sh", "the-last-one");

  // Every output is there.
  for (const format of ["boto3", "deploy-sh", "teardown-boto3", "iam"]) {
    assert.ok((await output(page, format)).includes(`team-${N - 1}`), format);
  }
});
