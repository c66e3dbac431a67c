// Texts of every form come in by paste, drop and file.
import assert from "node:assert/strict";
import { accessible, compose, fill, open, outputHas, pageTest, screenshot } from "./support.mjs";

const state = (page, name) => page.locator(`[data-import-state="${name}"]`);

async function importing(page) {
  await page.locator('[data-action="import"]').click();
  await page.locator('[data-dialog="import"][open]').waitFor();
}

/** A paste event on the page itself, as the browser makes it. */
const paste = (page, text) =>
  page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    document.activeElement?.blur();
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);

const FORMS = {
  "AWS CLI": "aws elasticache create-user --user-id app --user-name app --engine valkey",
  boto3: 'import boto3\nclient = boto3.client("elasticache")\nclient.create_user(UserId="app", UserName="app", Engine="valkey")\n',
  "API request": "https://elasticache.us-west-2.amazonaws.com/?Action=CreateUser&UserId=app&UserName=app&Engine=valkey&Version=2015-02-02",
  document: '{"resources": [{"operation": "CreateUser", "parameters": {"UserId": "app", "UserName": "app", "Engine": "valkey"}}]}',
  link: "https://example.com/#v1/us-west-2/CreateUser?UserId=app&UserName=app&Engine=valkey",
};

pageTest("every form is recognized and opens", {}, async ({ page, url }) => {
  await open(page, url);
  for (const [form, text] of Object.entries(FORMS)) {
    await importing(page);
    await page.locator("#import-text").fill(text);
    await state(page, "understood").filter({ hasText: `Read as ${form}` }).waitFor();
    await page.locator('[data-import="replace"]').click();
    await outputHas(page, "cli-sh", "--user-id app");
  }
});

pageTest("the engine is loaded by the first import, not by the first view", {}, async ({ page, url }) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await open(page, url);
  await page.waitForLoadState("networkidle");
  assert.deepEqual(asked.filter((path) => path.includes("/engine/")), []);
  await paste(page, FORMS["AWS CLI"]);
  await state(page, "understood").waitFor();
  assert.ok(asked.some((path) => path.endsWith("/engine/worker.js")), asked.join());
  assert.equal(asked.filter((path) => path.endsWith(".wasm") && path.includes("/engine/")).length, 1);
});

pageTest("what was left out is said with its place, which leads into the text", {}, async ({ page, url }) => {
  await open(page, url);
  await importing(page);
  await page.locator("#import-text").fill("aws elasticache create-user \\\n  --user-id app --nonsense --passwords hunter2hunter2hunter2");
  const notes = page.locator("[data-import-notes]");
  await notes.filter({ hasText: "--nonsense" }).waitFor();
  await notes.filter({ hasText: "secret" }).waitFor();
  await accessible(page, "the import dialog");
  await screenshot(page, "import");
  await notes.getByRole("button", { name: "Line 2, column 17" }).click();
  const place = await page.evaluate(() => document.querySelector("#import-text").selectionStart);
  assert.equal(place, "aws elasticache create-user \\\n".length + 16);
  await page.locator('[data-import="replace"]').click();
  await outputHas(page, "cli-sh", "PASSWORDS_1");
  await outputHas(page, "cli-sh", "hunter2", false);
});

pageTest("an error is shown at its place, and the text stays", {}, async ({ page, url }) => {
  await open(page, url);
  await importing(page);
  const text = '{"resources": [\n  {"operation": }]}';
  await page.locator("#import-text").fill(text);
  await state(page, "refused").filter({ hasText: "Line 2, column" }).waitFor();
  assert.ok((await page.locator(".import__excerpt mark").textContent()).length > 0);
  assert.equal(await page.locator("#import-text").inputValue(), text);
});

pageTest("an import is added or replaces, and undo takes it back", {}, async ({ page, url }) => {
  await compose(page, url, "CreateUserGroup");
  await fill(page, "UserGroupId", "mine");
  await outputHas(page, "cli-sh", "--user-group-id mine");
  await importing(page);
  await page.locator("#import-text").fill(FORMS["AWS CLI"]);
  await page.locator('[data-import="add"]').click();
  await outputHas(page, "cli-sh", "--user-id app");
  await outputHas(page, "cli-sh", "--user-group-id mine");
  await page.locator('[data-action="undo"]').click();
  await outputHas(page, "cli-sh", "--user-id app", false);
  await outputHas(page, "cli-sh", "--user-group-id mine");
});

pageTest("files are read, and what is dropped on the page", {}, async ({ page, url }) => {
  await open(page, url);
  await importing(page);
  await page.locator("[data-import-file]").setInputFiles({ name: "user.sh", mimeType: "text/plain", buffer: Buffer.from(FORMS["AWS CLI"]) });
  await state(page, "understood").waitFor();
  await page.keyboard.press("Escape");
  await page.locator('[data-dialog="import"]:not([open])').waitFor({ state: "attached" });
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "x.json"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, FORMS.document);
  await state(page, "understood").filter({ hasText: "Read as document" }).waitFor();
});

pageTest("a megabyte is read while the page stays usable", {}, async ({ page, url }) => {
  await open(page, url);
  const line = "aws elasticache create-user --user-id app-NUMBER --user-name app --engine valkey\n";
  const text = Array.from({ length: 13_000 }, (_, i) => line.replace("NUMBER", i)).join("");
  assert.ok(text.length > 1_000_000);
  await paste(page, text);
  await page.locator('[data-dialog="import"][open]').waitFor();
  // The page answers while the text is read.
  await page.getByRole("button", { name: "Close", exact: true }).first().focus();
  await state(page, "understood").filter({ hasText: "13000 requests" }).waitFor({ timeout: 60_000 });
});

pageTest("a paste into a field is the field's own", {}, async ({ page, url }) => {
  await compose(page, url, "CreateUser");
  await page.locator('[data-field="UserId"]').focus();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "aws elasticache create-user --user-id x");
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  assert.equal(await page.locator('[data-dialog="import"][open]').count(), 0);
});
