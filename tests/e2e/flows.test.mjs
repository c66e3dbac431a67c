// The flows of AWS's console, from the first view to finished outputs: by mouse, by keyboard alone, in two
// browsers; with a reload and a killed page in the middle, back to the beginning and to the end again.
import assert from "node:assert/strict";
import { diagnostics, form, open, output, outputHas, pageTest, screenshot } from "./support.mjs";
import { byKeyboard, byMouse, field } from "./walk.mjs";

const FORMATS = ["cli-sh", "cli-cmd", "cli-powershell", "boto3", "api", "curl", "json"];
const section = ".section__toggle";
const slowLog = ".log:nth-of-type(1)";

const DISABLED = {
  ReplicationGroupId: "sessions",
  ReplicationGroupDescription: "Sessions of the shop",
  Engine: "redis",
  EngineVersion: "7.1",
  ClusterMode: "disabled",
  CacheParameterGroupName: "default.redis7",
  NumCacheClusters: 3,
  AutomaticFailoverEnabled: true,
  MultiAZEnabled: true,
  CacheNodeType: "cache.r7g.large",
  PreferredCacheClusterAZs: ["eu-central-1a", "eu-central-1b", "eu-central-1b"],
  CacheSubnetGroupName: "private",
  SecurityGroupIds: ["sg-0123456789abcdef0"],
  Port: 6380,
  TransitEncryptionEnabled: true,
  UserGroupIds: ["readers"],
  AtRestEncryptionEnabled: true,
  KmsKeyId: "alias/cache",
  LogDeliveryConfigurations: [
    {
      LogType: "slow-log",
      DestinationType: "cloudwatch-logs",
      DestinationDetails: { CloudWatchLogsDetails: { LogGroup: "/cache/slow" } },
      LogFormat: "text",
    },
  ],
  SnapshotArns: ["arn:aws:s3:::seeds/dump.rdb"],
  SnapshotRetentionLimit: 5,
  SnapshotWindow: "03:00-04:00",
  PreferredMaintenanceWindow: "mon:05:30-mon:07:30",
  NotificationTopicArn: "arn:aws:sns:eu-central-1:123456789012:caches",
  Tags: [{ Key: "env", Value: "prod" }],
};

/** Where the cluster is, what it is, its nodes. */
async function firstHalf(walk) {
  await walk.text("#region", "eu-central-1");
  await walk.text(field("Engine"), "redis");
  await walk.radio("ClusterMode", "Disabled");
  await walk.text(field("EngineVersion"), "7.1");
  await walk.text(field("CacheParameterGroupName"), "default.redis7");
  await walk.text(field("ReplicationGroupId"), "sessions");
  await walk.text(field("ReplicationGroupDescription"), "Sessions of the shop");
  await walk.text(field("NumCacheClusters"), "3");
  await walk.radio("AutomaticFailoverEnabled", "Yes");
  await walk.radio("MultiAZEnabled", "Yes");
  await walk.text(field("CacheNodeType"), "cache.r7g.large");
}

/** How it is reached, who may, and what becomes of its data. */
async function secondHalf(walk) {
  await walk.press(section, "Availability Zones");
  await walk.radio("PreferredCacheClusterAZs", "Each node");
  await walk.text(field("PreferredCacheClusterAZs[2]"), "eu-central-1b");
  await walk.text(field("CacheSubnetGroupName"), "private");
  await walk.text(field("SecurityGroupIds[0]"), "sg-0123456789abcdef0");
  await walk.text(field("Port"), "6380");
  await walk.radio("TransitEncryptionEnabled", "Yes");
  await walk.radio("Access control", "User group");
  await walk.text(field("UserGroupIds[0]"), "readers");
  await walk.radio("AtRestEncryptionEnabled", "Yes");
  await walk.text(field("KmsKeyId"), "alias/cache");
  await walk.press(section, "Logs");
  await walk.pick(`${slowLog} label select`, "CloudWatch Logs");
  await walk.text(`${slowLog} ${field("LogDeliveryConfigurations[0].DestinationDetails.CloudWatchLogsDetails.LogGroup")}`, "/cache/slow");
  await walk.pick(`${slowLog} ${field("LogDeliveryConfigurations[0].LogFormat")}`, "text");
  await walk.press(section, "Seeding");
  await walk.radio("Fill it from", "RDB files in S3");
  await walk.text(field("SnapshotArns[0]"), "arn:aws:s3:::seeds/dump.rdb");
  await walk.press(section, "Backups");
  await walk.radio("Automatic backups", "On");
  await walk.text(field("SnapshotRetentionLimit"), "5");
  await walk.radio("Backup window", "Choose");
  await walk.press(section, "Maintenance");
  await walk.radio("Maintenance window", "Choose");
}

/** The rest, which the page says to be complete. */
async function lastSteps(walk, page) {
  const window = `.window:has(${field("PreferredMaintenanceWindow")}) .window__parts`;
  await walk.pick(`${window} .window__part:nth-of-type(1) select`, "Monday");
  await walk.time(`${window} input[type=time]`, "05:30");
  await walk.pick(`${window} .window__part:nth-of-type(3) select`, "2 hours");
  await walk.press(section, "Notifications");
  await walk.text(field("NotificationTopicArn"), "arn:aws:sns:eu-central-1:123456789012:caches");
  await walk.press(section, "Tags");
  await walk.text(field("Tags[0].Key"), "env");
  await walk.text(field("Tags[0].Value"), "prod");
  await walk.press(section, "Review");
  const review = page.locator(".review");
  await review.getByText("mon:05:30-mon:07:30").waitFor();
  await review.getByText("eu-central-1a, eu-central-1b, eu-central-1b").waitFor();
}

async function outputs(page) {
  const texts = {};
  for (const format of FORMATS) texts[format] = await output(page, format);
  return texts;
}

const parameters = async (page) => JSON.parse(await output(page, "json"));

/** Waits until the browser keeps the document with a text in it. */
const kept = (page, text) => page.waitForFunction((part) => JSON.stringify(localStorage).includes(part), text);

async function undoAll(page) {
  const undo = page.locator('[data-action="undo"]');
  let n_steps = 0;
  for (; await undo.isEnabled(); n_steps += 1) await undo.click();
  return n_steps;
}

async function redoAll(page) {
  const redo = page.locator('[data-action="redo"]');
  while (await redo.isEnabled()) await redo.click();
}

const start = { mouse: byMouse, keyboard: byKeyboard };

for (const browser of ["chromium", "firefox"]) {
  for (const means of ["mouse", "keyboard"]) {
    pageTest(`cluster mode disabled, by ${means} in ${browser}`, { browser, locale: "en-US" }, async ({ page, url, context }) => {
      await open(page, url);
      await start[means](page).press('[data-operation="CreateReplicationGroup"]', "");
      await form(page).waitFor();
      await firstHalf(start[means](page));

      // The page is gone and comes back.
      await kept(page, "cache.r7g.large");
      const before = await outputs(page);
      await page.reload();
      await form(page).waitFor();
      assert.deepEqual(await outputs(page), before);
      await page.close();
      const other = await context.newPage();
      await open(other, url);
      await form(other).waitFor();
      assert.deepEqual(await outputs(other), before);

      const walk = start[means](other);
      await secondHalf(walk);
      await lastSteps(walk, other);
      await outputHas(other, await shownFormat(other), "prod");
      assert.deepEqual(await parameters(other), DISABLED);
      assert.deepEqual(await diagnostics(other, { severity: "error" }).allTextContents(), []);
      const finished = await outputs(other);
      for (const format of FORMATS) assert.ok(finished[format].includes("sessions"), format);
      await screenshot(other, `flow disabled ${means} ${browser}`);

      assert.ok((await undoAll(other)) > 10);
      assert.deepEqual(await outputs(other), before, "what was there when the page came back");
      await redoAll(other);
      assert.deepEqual(await outputs(other), finished);
    });
  }
}

const shownFormat = (page) => page.locator("[data-output]").getAttribute("data-output");

const ENABLED = {
  ClusterMode: "enabled",
  NumNodeGroups: 4,
  ReplicasPerNodeGroup: 1,
  CacheParameterGroupName: "default.redis7.cluster.on",
};

/** From a scenario with shards: their number, then slots and zones shard by shard. */
async function shards(walk) {
  await walk.radio("ClusterMode", "Enabled");
  await walk.text(field("NumNodeGroups"), "4");
  await walk.text(field("ReplicasPerNodeGroup"), "1");
  await walk.press(section, "Slots and keyspaces");
  await walk.radio("Slots", "Custom distribution");
  await walk.radio("Zones", "Each node");
}

const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2];

async function drag(page, from, [x, y]) {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(x, y, { steps: 6 });
  await page.mouse.up();
}

/** Makes the first shard smaller and puts its replica into the last zone, by touching the picture. */
const touched = {
  async mouse(page) {
    const border = page.locator('[data-slot-border="0"]');
    await border.scrollIntoViewIfNeeded();
    const [x, y] = middle(await border.boundingBox());
    await drag(page, [x, y], [x - 30, y]);
    await outputHas(page, "json", '"0-4095"', false);
    const node = page.locator('[data-node="0/1"]');
    await node.scrollIntoViewIfNeeded();
    const band = page.locator(".band", { hasText: "us-west-2d" });
    const at = middle(await node.boundingBox());
    await drag(page, at, [at[0], middle(await band.boundingBox())[1]]);
  },
  async keyboard(page) {
    const walk = byKeyboard(page);
    await walk.keys('[data-node="0/1"]', "ArrowDown", "ArrowDown");
    await walk.keys('[data-slot-border="0"]', "ArrowLeft");
  },
};

for (const browser of ["chromium", "firefox"]) {
  for (const means of ["mouse", "keyboard"]) {
    pageTest(`cluster mode enabled, by ${means} in ${browser}`, { browser }, async ({ page, url }) => {
      await open(page, url);
      const walk = start[means](page);
      await walk.press('[data-scenario="redis-cluster-mode-enabled"]', "");
      await form(page).waitFor();
      const first = await outputs(page);
      await shards(walk);
      await outputHas(page, "json", '"us-west-2a"');
      const equal = await parameters(page);
      for (const [name, value] of Object.entries(ENABLED)) assert.deepEqual(equal[name], value, name);
      assert.deepEqual(equal.NodeGroupConfiguration.map((group) => group.Slots), ["0-4095", "4096-8191", "8192-12287", "12288-16383"]);
      assert.deepEqual(equal.NodeGroupConfiguration[0].ReplicaAvailabilityZones, ["us-west-2b"]);

      await touched[means](page);
      await page.waitForFunction(() => JSON.parse(document.querySelector('[data-output="json"]').textContent).NodeGroupConfiguration[0].ReplicaAvailabilityZones[0] === "us-west-2d");
      const { NodeGroupConfiguration: groups } = await parameters(page);
      const border = Number(groups[0].Slots.split("-")[1]);
      assert.ok(border > 0 && border < 4095, groups[0].Slots);
      assert.equal(groups[1].Slots, `${border + 1}-8191`);
      assert.deepEqual(await diagnostics(page, { severity: "error" }).allTextContents(), []);

      const finished = await outputs(page);
      await undoAll(page);
      assert.deepEqual(await outputs(page), first, "the scenario");
      await redoAll(page);
      assert.deepEqual(await outputs(page), finished);
    });
  }
}

pageTest("a crash of the tab in the middle loses nothing", {}, async ({ page, url, context }) => {
  const victim = await context.newPage();
  await open(victim, url);
  const walk = byMouse(victim);
  await walk.press('[data-operation="CreateReplicationGroup"]', "");
  await form(victim).waitFor();
  await firstHalf(walk);
  await kept(victim, "cache.r7g.large");
  const before = await outputs(victim);
  const crashed = victim.waitForEvent("crash");
  victim.goto("chrome://crash").catch(() => {});
  await crashed;
  await open(page, url);
  await form(page).waitFor();
  assert.deepEqual(await outputs(page), before);
});
