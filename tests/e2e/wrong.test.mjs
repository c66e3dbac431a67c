// Mistakes that people make: kept as typed, said where they are, and nothing else stops working.
import assert from "node:assert/strict";
import { accessible, control, diagnostics, fill, form, open, output, outputHas, pageTest } from "./support.mjs";
import { byMouse } from "./walk.mjs";

const GROUP = "#v1/us-west-2/CreateReplicationGroup?ReplicationGroupId=orders&ReplicationGroupDescription=Orders&Engine=redis&EngineVersion=7.1&CacheNodeType=cache.r7g.large";

/** Types a wrong value: it stays, its field is marked and says why, and the rest of the page goes on. */
async function mistaken(page, path, value) {
  await fill(page, path, value);
  const typed = await control(page, path);
  await page.waitForFunction((at) => document.querySelector(`[data-field="${at}"]`)?.getAttribute("aria-invalid") === "true", path);
  assert.equal(await typed.inputValue(), value);
  const told = await typed.getAttribute("aria-describedby");
  assert.ok(told.split(" ").some((id) => id.endsWith("-problems")), told);
  assert.ok((await output(page, "json")).includes(value.slice(0, 100)));
  assert.ok((await diagnostics(page, { severity: "error" }).count()) > 0);
  await fill(page, "ReplicationGroupDescription", "Still here");
  await outputHas(page, "json", "Still here");
}

const mistakes = [
  ["text in a number field", "", "NumNodeGroups", "three or so"],
  ["ten thousand shards", "&ReplicasPerNodeGroup=1", "NumNodeGroups", "10000"],
  ["slots that run backwards", "&NumNodeGroups=2&NodeGroupConfiguration.1.Slots=0-8191&NodeGroupConfiguration.2.Slots=8192-16383", "NodeGroupConfiguration[0].Slots", "8191-0"],
  ["a zone of another Region", "&NumCacheClusters=2&PreferredCacheClusterAZs.1=us-west-2a&PreferredCacheClusterAZs.2=us-west-2b", "PreferredCacheClusterAZs[1]", "eu-central-1b"],
  ["a window that is none", "", "PreferredMaintenanceWindow", "sunday at five"],
  ["a megabyte where a name belongs", "", "ReplicationGroupId", "x".repeat(1_000_000)],
];

for (const [name, given, path, value] of mistakes) {
  pageTest(`${name}: kept, told in its place`, {}, async ({ page, url }) => {
    await open(page, `${url}${GROUP}${given}`);
    await form(page).waitFor();
    await mistaken(page, path, value);
  });
}

pageTest("a field says why it is off, and stops when it has what it needs", {}, async ({ page, url }) => {
  await open(page, `${url}${GROUP}&NumCacheClusters=1`);
  const multiAz = form(page).locator('[data-field="MultiAZEnabled"]');
  const yes = multiAz.getByRole("radio", { name: "Yes" });
  const reason = async () => multiAz.locator(".field__off").textContent();
  assert.match(await reason(), /Off: needs at least one replica\./);
  assert.equal(await yes.getAttribute("aria-disabled"), "true");
  // It can be reached and pressed, and stays off.
  await multiAz.getByRole("radio", { name: "Default" }).focus();
  await page.keyboard.press("ArrowRight");
  assert.ok(!(await output(page, "json")).includes("MultiAZEnabled"));
  await multiAz.getByRole("button", { name: "Go to Number of nodes" }).click();
  await page.waitForFunction(() => document.activeElement.matches('[data-field="NumCacheClusters"]'));
  await fill(page, "NumCacheClusters", "2");
  await multiAz.getByText("Off: needs automatic failover.").waitFor();
  await byMouse(page).radio("AutomaticFailoverEnabled", "Yes");
  await multiAz.locator(".field__off").waitFor({ state: "detached" });
  await byMouse(page).radio("MultiAZEnabled", "Yes");
  await outputHas(page, "json", '"MultiAZEnabled": true');
  // What is given stays, and stays editable, when it loses what it needs.
  await fill(page, "NumCacheClusters", "1");
  await multiAz.getByText("Without effect: needs at least one replica.").waitFor();
  await outputHas(page, "json", '"MultiAZEnabled": true');
  await byMouse(page).radio("MultiAZEnabled", "Default");
  await outputHas(page, "json", "MultiAZEnabled", false);
});

pageTest("another cluster mode asks for other fields and keeps what was typed", {}, async ({ page, url }) => {
  await open(page, `${url}${GROUP}&ClusterMode=enabled&NumNodeGroups=7&ReplicasPerNodeGroup=2`);
  const walk = byMouse(page);
  await walk.radio("ClusterMode", "Disabled");
  await outputHas(page, await page.locator("[data-output]").getAttribute("data-output"), "disabled");
  const { NumNodeGroups, NumCacheClusters } = JSON.parse(await output(page, "json"));
  assert.deepEqual([NumNodeGroups, NumCacheClusters], [undefined, 3]);
  await form(page).getByText("Kept aside until it is asked for again: number of shards").waitFor();
  assert.equal(await form(page).locator('[data-field="NumNodeGroups"]').count(), 0);
  await walk.radio("ClusterMode", "Enabled");
  await outputHas(page, "json", '"NumNodeGroups": 7');
  await outputHas(page, "json", "NumCacheClusters", false);
});

for (const [name, viewport, colorScheme] of [["wide", { width: 1280, height: 900 }, "light"], ["phone", { width: 390, height: 844 }, "dark"]]) {
  pageTest(`every section, unfolded, is accessible: ${name}`, { viewport, colorScheme }, async ({ page, url }) => {
    const logs = "&LogDeliveryConfigurations.1.LogType=slow-log&LogDeliveryConfigurations.1.DestinationType=kinesis-firehose";
    await open(page, `${url}${GROUP}&NumNodeGroups=2&PreferredMaintenanceWindow=sun:05:00-sun:06:00&SnapshotWindow=03:00-04:00${logs}`);
    const folded = form(page).locator("button[aria-expanded=false]");
    while ((await folded.count()) > 0) await folded.first().click();
    await accessible(page, name);
  });
}
