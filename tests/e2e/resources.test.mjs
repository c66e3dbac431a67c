// Several requests: what can be done with each as a whole, and fields that name another.
import assert from "node:assert/strict";
import { accessible, compose, control, diagnostics, fill, form, open, outputHas, outputText, pageTest, screenshot } from "./support.mjs";

const items = (page) => page.locator(".resources__item");
const names = (page) => page.locator(".resources__name").allTextContents();

/** What stands beside a field that names another request. */
async function beside(page, path, resource = 0) {
  await control(page, path, resource);
  return form(page, resource)
    .locator(`[data-field="${path}"]`)
    .first()
    .locator("xpath=ancestor::div[contains(@class,'field') or contains(@class,'cell')][1]");
}

pageTest("TLS and RBAC from nothing: group, user and subnet group are made in place", {}, async ({ page, url }) => {
  await compose(page, url, "CreateReplicationGroup");
  await fill(page, "ReplicationGroupId", "orders");
  await fill(page, "ReplicationGroupDescription", "Orders");

  const group = await beside(page, "UserGroupIds[0]");
  await group.locator('[data-action="make-reference"]').click();
  await form(page, 1).locator('[data-field="UserGroupId"]').waitFor();
  assert.equal(await (await control(page, "UserGroupId", 1)).inputValue(), "orders-users");

  const user = await beside(page, "UserIds[0]", 1);
  await user.locator('[data-action="make-reference"]').click();
  await form(page, 2).locator('[data-field="UserId"]').waitFor();
  assert.equal(await (await control(page, "UserId", 2)).inputValue(), "orders-users-user");
  await page.locator('[data-action="back"]').click();
  await form(page, 1).waitFor();

  await items(page).nth(0).click();
  await fill(page, "CacheSubnetGroupName", "orders-net");
  const subnets = await beside(page, "CacheSubnetGroupName");
  await subnets.locator('[data-action="make-reference"]').click();
  await form(page, 3).locator('[data-field="CacheSubnetGroupName"]').waitFor();
  assert.deepEqual(await names(page), ["orders", "orders-users", "orders-users-user", "orders-net"]);
  await accessible(page, "several requests");
  await screenshot(page, "resources");

  // The group's new name, typed letter by letter, reaches the cluster; undo takes back both at once.
  await items(page).nth(1).click();
  const name = await control(page, "UserGroupId", 1);
  await name.selectText();
  await name.pressSequentially("readers");
  await outputHas(page, "cli-sh", "--user-group-ids readers");
  await outputHas(page, "cli-sh", "orders-users ", false);
  await page.locator('[data-action="undo"]').click();
  await outputHas(page, "cli-sh", "--user-group-ids orders-users");
  await outputHas(page, "cli-sh", "readers", false);
});

pageTest("fields offer what the document has and lead there", {}, async ({ page, url }) => {
  await open(page, `${url}#v1/us-west-2/CreateUserGroup?UserGroupId=all;CreateUser?UserId=reader;eu-west-1/CreateUser?UserId=far`);
  await items(page).nth(0).click();
  const user = await beside(page, "UserIds[0]");
  assert.deepEqual(await user.locator("[data-choose]").allTextContents(), ["Use reader"]);
  await user.locator('[data-choose="reader"]').click();
  await outputHas(page, "cli-sh", "--user-ids reader");
  await user.locator('[data-action="follow-reference"]').click();
  await form(page, 1).waitFor();
  await page.locator('[data-action="back"]').click();
  await form(page, 0).waitFor();
});

pageTest("requests are labeled, copied, moved and removed, and all of it is undone", {}, async ({ page, url }) => {
  await open(page, `${url}#v1/us-west-2/CreateUser?UserId=a;CreateUser?UserId=b`);
  await items(page).nth(0).click();
  const start = await outputText(page, "cli-sh");
  await page.locator("[data-field-id]").fill("first");
  await page.waitForFunction(() => document.querySelector(".resources__name").textContent === "first");
  await page.locator('[data-action="duplicate-resource"]').click();
  await items(page).nth(2).waitFor();
  assert.deepEqual(await names(page), ["first", "first-2", "b"]);
  await page.locator('[data-action="move-down"]').click();
  await page.waitForFunction(() => document.querySelectorAll(".resources__name")[2].textContent === "first-2");
  await items(page).nth(2).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await page.waitForFunction(() => document.activeElement.textContent.includes("first-2"));
  await page.keyboard.press("Alt+ArrowUp");
  await page.waitForFunction(() => document.querySelectorAll(".resources__name")[0].textContent === "first-2");
  await page.locator('[data-action="remove-resource"]').click();
  await items(page).nth(2).waitFor({ state: "detached" });
  for (let i = 0; i < 6; i += 1) await page.locator('[data-action="undo"]').click();
  await page.waitForFunction((text) => document.querySelector('[data-output="cli-sh"]').textContent === text, start);
});

pageTest("two requests of one name are reported", {}, async ({ page, url }) => {
  await open(page, `${url}#v1/us-west-2/CreateUser?UserId=a&UserName=a&Engine=valkey;CreateUser?UserId=a&UserName=a&Engine=valkey`);
  await diagnostics(page, { severity: "error" }).first().waitFor();
});

pageTest("200 requests stay usable", {}, async ({ page, url }) => {
  const requests = Array.from({ length: 200 }, (_, i) => `CreateUser?UserId=user-${i}&UserName=user-${i}&Engine=valkey`);
  await open(page, `${url}#v1/us-west-2/${requests.join(";")}`);
  await items(page).nth(199).click();
  await form(page, 199).waitFor();
  await fill(page, "UserId", "last", 199);
  await outputHas(page, "cli-sh", "--user-id last");
  assert.equal(await items(page).count(), 200);
});
