// The workbench around the form: panes, what leads from a field to its lines, problems, history,
// the command palette, and what is printed.
import assert from "node:assert/strict";
import { accessible, compose, control, diagnostics, fill, form, open, outputHas, outputText, pageTest, screenshot, unfold } from "./support.mjs";

const DESK = { viewport: { width: 1280, height: 800 } };

const border = (page, pane) => page.locator(`[data-splitter="${pane}"]`);
const widthOf = async (locator) => (await locator.boundingBox()).width;
const heightOf = async (locator) => (await locator.boundingBox()).height;
const pane = (page) => page.locator(".compose__form");

async function orders(page, url) {
  await compose(page, url, "CreateReplicationGroup");
  await fill(page, "ReplicationGroupId", "orders");
  await fill(page, "ReplicationGroupDescription", "Orders of the shop");
}

pageTest("a pane is resized by drag and keeps its width", DESK, async ({ page, url }) => {
  await orders(page, url);
  const before = await widthOf(pane(page));
  const { x, y } = await border(page, "form").boundingBox();
  await page.mouse.move(x + 4, y + 100);
  await page.mouse.down();
  await page.mouse.move(x + 84, y + 130, { steps: 5 });
  await page.mouse.up();
  const dragged = await widthOf(pane(page));
  assert.ok(Math.abs(dragged - before - 80) < 3, `from ${before} to ${dragged}`);
  await page.waitForFunction(() => JSON.stringify(localStorage).includes("orders"));
  await open(page, url);
  assert.ok(Math.abs((await widthOf(pane(page))) - dragged) < 2);
  await border(page, "form").dblclick();
  assert.ok(Math.abs((await widthOf(pane(page))) - before) < 2);
});

pageTest("a pane is resized by keyboard, and says its share", DESK, async ({ page, url }) => {
  await orders(page, url);
  for (const [name, forth, back, measured, size] of [
    ["form", "ArrowRight", "ArrowLeft", pane(page), widthOf],
    ["output", "ArrowLeft", "ArrowRight", page.locator(".output"), widthOf],
    ["picture", "ArrowDown", "ArrowUp", page.locator(".picture"), heightOf],
  ]) {
    const handle = border(page, name);
    await handle.focus();
    const share = async () => Number(await handle.getAttribute("aria-valuenow"));
    const [first, before] = [await share(), await size(measured)];
    await page.keyboard.press(back);
    await page.keyboard.press(back);
    assert.ok((await size(measured)) < before, name);
    assert.ok((await share()) < first, name);
    await page.keyboard.press(forth);
    await page.keyboard.press(forth);
    assert.ok(Math.abs((await size(measured)) - before) < 3, name);
    await page.keyboard.press("Home");
    const least = await size(measured);
    await page.keyboard.press("End");
    assert.ok((await size(measured)) > least, name);
    await page.keyboard.press("Delete");
    assert.ok(Math.abs((await size(measured)) - before) < 3, name);
  }
});

pageTest("a phone has one column and no borders to move", { viewport: { width: 360, height: 720 } }, async ({ page, url }) => {
  await orders(page, url);
  assert.equal(await page.locator("[data-splitter]:visible").count(), 0);
  const lefts = await page.locator(".compose__form, .picture, .problems, .output").evaluateAll((panes) => panes.map((pane) => pane.getBoundingClientRect().left));
  assert.equal(new Set(lefts).size, 1);
  // Its header has two rows at most, and still goes to the start.
  assert.ok((await heightOf(page.locator(".header"))) < 110);
  await page.getByRole("button", { name: "Cluster Composer: start" }).click();
  await page.locator("main.start").waitFor();
});

pageTest("what another answer had is still kept aside after a reload", DESK, async ({ page, url }) => {
  await orders(page, url);
  const answer = (label) => page.getByRole("group", { name: "Cluster mode", exact: false }).getByLabel(label).check();
  await answer("Enabled");
  await fill(page, "NumNodeGroups", "7");
  await answer("Disabled");
  await outputHas(page, "cli-sh", "--num-node-groups", false);
  const access = page.getByRole("group", { name: "Access control" });
  await (await control(page, "TransitEncryptionEnabled")).first().waitFor();
  await access.getByLabel("AUTH token").check();
  await fill(page, "AuthToken", "hunter2-hunter2-hunter2!");
  await access.getByLabel("User group").check();
  await page.reload();
  await page.locator("body[data-app]").waitFor({ state: "attached" });
  const stored = await page.evaluate(() => JSON.stringify(localStorage));
  assert.ok(stored.includes("NumNodeGroups") && !stored.includes("hunter2"), stored);
  await answer("Enabled");
  await outputHas(page, "cli-sh", "--num-node-groups 7");
  await unfold(page);
  assert.ok(await access.getByLabel("User group").isChecked(), "an answer without a value is kept");
  await access.getByLabel("AUTH token").check();
  await outputHas(page, "cli-sh", "--auth-token=");
});

/** Waits until the lit pieces of the output, a line each, are what is wanted: a changed line glows first. */
const litIs = (page, wanted) =>
  page.waitForFunction(
    ([source, flags]) => {
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.setProperty("background", "var(--code-lit)");
      const color = getComputedStyle(probe).backgroundColor;
      probe.remove();
      const pieces = [...document.querySelectorAll("[data-output] [data-from]")];
      const lit = pieces.filter((piece) => getComputedStyle(piece).backgroundColor === color);
      return new RegExp(source, flags).test(lit.map((piece) => piece.textContent.trim()).join("\n"));
    },
    [wanted.source, wanted.flags],
  );

pageTest("a field lights up the lines that it makes, in every format", DESK, async ({ page, url }) => {
  await orders(page, url);
  await (await control(page, "ReplicationGroupId")).focus();
  await litIs(page, /^--replication-group-id orders \\$/);
  await page.locator(".field", { has: page.locator('[data-field="ReplicationGroupDescription"]') }).last().hover();
  await litIs(page, /^--replication-group-description [^\n]*$/);
  await page.mouse.move(640, 3);
  // The field that has the focus again.
  await litIs(page, /^--replication-group-id orders \\$/);
  await fill(page, "ReplicationGroupId", "orders-2");
  await outputHas(page, "cli-sh", "orders-2");
  // A line that was drawn since.
  await litIs(page, /^--replication-group-id orders-2 \\$/);
  for (const format of ["cli-cmd", "cli-powershell", "boto3", "api", "curl", "json"]) {
    await page.locator(`[data-format="${format}"]`).click();
    await (await control(page, "ReplicationGroupId")).focus();
    // Nothing but the name, and pieces of the line around it.
    await litIs(page, /^(?=[^]*orders-2)(?![^]*Orders)[^]*$/);
  }
});

pageTest("a field brings its lines into view", { viewport: { width: 1280, height: 360 } }, async ({ page, url }) => {
  const tags = Array.from({ length: 12 }, (_, i) => `Tags.${i + 1}.Key=k${i}&Tags.${i + 1}.Value=v`);
  await open(page, `${url}#v1/us-west-2/CreateCacheSubnetGroup?CacheSubnetGroupName=inner&${tags.join("&")}`);
  await page.locator('[data-format="json"]').click();
  await unfold(page);
  // The last line that a control makes.
  const path = await page.evaluate(() => {
    const froms = [...document.querySelectorAll("[data-output] .line[data-from]")].map((line) => line.dataset.from.slice(2));
    return froms.findLast((path) => document.querySelector(`input[data-field="${path}"]`));
  });
  await control(page, path).then((field) => field.focus());
  const inView = await page.evaluate((wanted) => {
    const frame = document.querySelector(".output__panel").getBoundingClientRect();
    const line = document.querySelector(`[data-output] [data-from="0 ${wanted}"]`).getBoundingClientRect();
    return frame.height < document.querySelector(".output__text").offsetHeight && line.top >= frame.top && line.bottom <= frame.bottom;
  }, path);
  assert.ok(inView, `${path} is out of sight`);
});

pageTest("tabs say how many lines an edit changed", DESK, async ({ page, url }) => {
  await orders(page, url);
  await page.locator('[data-format="boto3"] [data-changed]').waitFor();
  await fill(page, "ReplicationGroupId", "orders-2");
  await page.waitForFunction(() => [...document.querySelectorAll("[data-format]")].every((tab) => tab.querySelector('[data-changed="1"]')));
  assert.match(await page.getByRole("tab", { name: "JSON" }).textContent(), /1 line changed/);
});

pageTest("problems are filtered, and a fix shows first what it changes", DESK, async ({ page, url }) => {
  await open(page, `${url}#v1/us-west-2/CreateReplicationGroup?ReplicationGroupId=orders&SnapshotRetentionLimit=99&Port=x&Engine=Valkey;CreateUser?UserId=reader`);
  const listed = page.locator(".problems__list [data-diagnostic]");
  const all = await listed.count();
  assert.ok(all > 3, `${all} problems`);
  await page.getByLabel("Problems of which request").selectOption({ index: 2 });
  const places = await page.locator(".problems__list .problem__resource").allTextContents();
  assert.ok(places.length > 0 && places.length < all && places.every((place) => place.includes("2")), String(places));
  await page.getByLabel("Problems of which request").selectOption({ index: 0 });
  await page.getByLabel("Find problems").fill("retention");
  const found = await listed.count();
  assert.ok(found > 0 && found < all, `${found} of ${all}`);
  await page.getByLabel("Find problems").fill("nothing like this");
  assert.equal(await listed.count(), 0);
  await page.getByRole("button", { name: "Show all" }).click();
  assert.equal(await listed.count(), all);
  await page.locator(".count--error").click();
  assert.equal(await diagnostics(page, { severity: "error" }).count(), 0);
  await page.locator(".count--error").click();

  const problem = page.locator(".problems__list [data-diagnostic]", { has: page.getByText("What the fix changes") }).first();
  await problem.locator(".problem__preview summary").click();
  const text = await outputText(page, "cli-sh");
  const [removed, added] = await Promise.all(["del", "ins"].map((tag) => problem.locator(tag).allTextContents()));
  assert.ok(removed.concat(added).length > 0, "no lines");
  for (const line of removed) assert.ok(text.includes(line.slice(2)), line);
  assert.ok((await problem.locator("tbody tr").count()) > 0, "no fields");
  assert.equal(await outputText(page, "cli-sh"), text, "nothing was fixed yet");
  await accessible(page, "a preview");
  await problem.locator(".button--fix").click();
  for (const line of added) await outputHas(page, "cli-sh", line.slice(2));
});

pageTest("history names its steps, goes to any of them and compares with the start", DESK, async ({ page, url }) => {
  await orders(page, url);
  await fill(page, "NumNodeGroups", "3");
  await outputHas(page, "cli-sh", "--num-node-groups 3");
  const three = await outputText(page, "cli-sh");
  await page.locator("#region").fill("eu-west-1");
  await fill(page, "NumNodeGroups", "5");
  await outputHas(page, "cli-sh", "--num-node-groups 5");
  const five = await outputText(page, "cli-sh");
  await page.locator('[data-action="history"]').click();
  const steps = page.locator("[data-step]");
  const names = (await steps.allTextContents()).map((name) => name.replace(/^\d+/, ""));
  assert.ok(names.some((name) => /: 3$/.test(name)), String(names));
  assert.ok(names.some((name) => /Region: us-west-2 → eu-west-1/.test(name)), String(names));
  assert.match(names.at(-1), /: 3 → 5$/);
  assert.ok(await steps.last().evaluate((step) => step.ariaCurrent === "step" && step === document.activeElement));
  await accessible(page, "history");
  await screenshot(page, "history");
  const rows = await page.locator("dialog tbody tr").allTextContents();
  assert.ok(rows.some((row) => /not set5$/.test(row)), String(rows));
  assert.ok((await page.locator("dialog ins").allTextContents()).some((line) => line.includes("--num-node-groups 5")));
  await page.locator("[data-step]", { hasText: /: 3$/ }).click();
  await outputHas(page, "cli-sh", "--num-node-groups 3");
  assert.equal(await outputText(page, "cli-sh"), three);
  await steps.last().click();
  await outputHas(page, "cli-sh", "--num-node-groups 5");
  assert.equal(await outputText(page, "cli-sh"), five);
  await page.locator("#history-from").selectOption({ index: names.length - 1 });
  await page.getByText("Nothing differs.").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  assert.ok(await page.locator('[data-action="history"]').evaluate((button) => button === document.activeElement), "the focus came back");
});

pageTest("history never shows a secret", DESK, async ({ page, url }) => {
  await orders(page, url);
  await fill(page, "AuthToken", "correct horse battery staple");
  await page.waitForFunction(() => JSON.stringify(localStorage).includes("orders"));
  await page.locator('[data-action="history"]').click();
  const text = await page.locator("dialog[open]").textContent();
  assert.match(text, /a secret/);
  assert.ok(!text.includes("horse"));
});

async function palette(page, query) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Go to or do" }).waitFor();
  await page.keyboard.type(query);
}

pageTest("the command palette goes anywhere by keyboard", DESK, async ({ page, url }) => {
  await open(page, url);
  await palette(page, "createreplicationgroup");
  await page.keyboard.press("Enter");
  await form(page).waitFor();
  await palette(page, "ReplicationGroupId");
  await accessible(page, "palette");
  await screenshot(page, "palette");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.dataset.field === "ReplicationGroupId");
  await page.keyboard.type("orders");
  await outputHas(page, "cli-sh", "--replication-group-id orders");
  await palette(page, "boto3");
  await page.keyboard.press("Enter");
  await outputHas(page, "boto3", "orders");
  await palette(page, "undo");
  await page.keyboard.press("Enter");
  await outputHas(page, "boto3", "orders", false);
  await palette(page, "dark");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.documentElement.dataset.theme === "dark");
  await palette(page, "");
  const chosen = () => page.locator('[role="option"][aria-selected="true"]').getAttribute("id");
  assert.equal(await chosen(), "palette-0");
  await page.keyboard.press("ArrowDown");
  assert.equal(await chosen(), "palette-1");
  assert.equal(await page.getByRole("combobox", { name: "Go to or do" }).getAttribute("aria-activedescendant"), "palette-1");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  assert.notEqual(await chosen(), "palette-0", "it goes round");
  await page.keyboard.type("zzqq");
  await page.getByText("Nothing has these letters").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
});

pageTest("the command palette is used by mouse, and knows every action of the page", DESK, async ({ page, url }) => {
  await orders(page, url);
  const actions = await page.locator("[data-action]:visible:enabled").evaluateAll((all) => [...new Set(all.map((one) => one.dataset.action))]);
  await page.locator('[data-action="palette"]').click();
  const listed = await page.locator('[role="option"]', { hasText: /^Action/ }).count();
  assert.ok(listed >= actions.length - 1, `${listed} of ${actions}`);
  await page.getByRole("combobox", { name: "Go to or do" }).fill("user group");
  await page.getByRole("option", { name: /CreateUserGroup/ }).click();
  await form(page, 1).waitFor();
});

pageTest("? shows the keys, but not in a field", DESK, async ({ page, url }) => {
  await orders(page, url);
  await (await control(page, "ReplicationGroupDescription")).focus();
  await page.keyboard.press("End");
  await page.keyboard.press("?");
  await outputHas(page, "cli-sh", "shop?");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  await border(page, "form").focus();
  await page.keyboard.press("?");
  await page.getByRole("heading", { name: "Keys", exact: true }).waitFor();
  await accessible(page, "keys");
  await page.mouse.click(5, 5);
  await page.locator("dialog[open]").waitFor({ state: "detached" });
});

pageTest("what is printed is a review and every output", DESK, async ({ page, url }) => {
  await orders(page, url);
  await fill(page, "NumNodeGroups", "many");
  await fill(page, "AuthToken", "correct horse battery staple");
  const formats = await page.locator("[data-format]").evaluateAll((tabs) => tabs.map((tab) => tab.dataset.format));
  const texts = [];
  for (const format of formats) {
    await page.locator(`[data-format="${format}"]`).click();
    texts.push(await outputText(page, format));
  }
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const review = page.locator("[data-printed]");
  await review.waitFor();
  assert.deepEqual(await review.locator("pre").allTextContents(), texts);
  const told = await review.textContent();
  for (const part of ["Orders of the shop", "CreateReplicationGroup", "a secret", "Error: "]) assert.ok(told.includes(part), part);
  assert.ok(!told.includes("horse"));
  assert.ok(!(await pane(page).isVisible()));
  await screenshot(page, "print", { fullPage: true });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await review.waitFor({ state: "detached" });
  await page.emulateMedia({ media: "screen" });
  assert.ok(await pane(page).isVisible());
});

const WIDTHS = [360, 768, 1280, 1920];
for (const colorScheme of ["light", "dark"]) {
  for (const width of WIDTHS) {
    pageTest(`every dialog at ${width}, ${colorScheme}`, { colorScheme, viewport: { width, height: 800 } }, async ({ page, url }) => {
      await orders(page, url);
      await accessible(page, "the workbench");
      for (const [dialog, show] of [
        ["palette", () => page.keyboard.press("Control+k")],
        ["history", () => page.locator('[data-action="history"]').click()],
        ["keys", () => page.locator(".header").press("?")],
        ["share", () => page.locator('[data-action="share"]').click()],
        ["import", () => page.locator('[data-action="import"]').click()],
      ]) {
        await show();
        await page.locator("dialog[open]").waitFor();
        if (dialog === "import") {
          await page.locator("#import-text").fill("aws elasticache create-user --user-id app --nonsense");
          await page.locator("[data-import-notes]").filter({ hasText: "--nonsense" }).waitFor();
        }
        await accessible(page, `${dialog} at ${width}`);
        const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        assert.ok(inner <= outer, `${dialog}: the page is ${inner} wide in a window of ${outer}`);
        await page.keyboard.press("Escape");
        await page.locator("dialog[open]").waitFor({ state: "detached" });
      }
    });
  }
}
