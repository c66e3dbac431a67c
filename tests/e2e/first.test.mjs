// The first view: plain HTML until something is touched, then the app, which draws the same and loses nothing.
import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import { accessible, arrive, outputHas, pageTest } from "./support.mjs";

/** What loads or makes the app. */
const APP = /\.wasm$|app-[0-9a-f]+\.js$/;

/** What is asked for, by the end of its address. */
function requests(page) {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  return asked;
}

const app = (page) => page.locator("body[data-app]").waitFor({ state: "attached" });

/** The elements that are to be seen while no dialog is open, as one text. */
function drawn(page) {
  return page.evaluate(() => {
    const text = (node) => {
      if (node.nodeType === Node.TEXT_NODE) return node.data.trim();
      if (node.nodeType !== Node.ELEMENT_NODE) return "";
      const attributes = [...node.attributes].map(({ name, value }) => ` ${name}="${value}"`).sort();
      return `<${node.localName}${attributes.join("")}>${[...node.childNodes].map(text).join("")}</${node.localName}>\n`;
    };
    const body = document.body.cloneNode(true);
    body.normalize();
    return [...body.querySelectorAll(":scope > header, :scope > [role=alert], :scope > main")].map(text).join("");
  });
}

pageTest("the first view loads no app, and the app draws the same view in its place", {}, async ({ page, url }) => {
  const asked = requests(page);
  await arrive(page, url);
  await page.waitForLoadState("networkidle");
  assert.deepEqual(asked.filter((path) => APP.test(path)), []);
  const plain = await drawn(page);
  assert.match(plain, /data-scenario=[^]*data-operation=/);
  await accessible(page, "plain");
  await page.mouse.wheel(0, 400);
  await app(page);
  assert.equal(await drawn(page), plain);
  await page.waitForFunction(() => scrollY > 0);
});

for (const [what, selector, shown] of [
  ["scenario", '[data-scenario="valkey-recommended"]', "create-replication-group"],
  ["operation", '[data-operation="CreateUser"]', "create-user"],
]) {
  pageTest(`a click on a ${what} before the app is there starts it`, {}, async ({ page, url }) => {
    await arrive(page, url);
    // At once, by script: no pointer came near before.
    await page.evaluate((at) => document.querySelector(at).click(), selector);
    await page.locator("[data-resource]").first().waitFor();
    await outputHas(page, "cli-sh", shown);
  });
}

pageTest("the first view by keyboard: what was typed and the focus stay", {}, async ({ page, url }) => {
  await arrive(page, url);
  await page.evaluate(() => document.querySelector("input[type=search]").focus());
  await page.keyboard.type("snapshot");
  await app(page);
  const search = page.locator("#start-search");
  await page.locator('[data-operation="CreateSnapshot"]').waitFor();
  await page.locator('[data-operation="CreateUser"]').waitFor({ state: "detached" });
  assert.equal(await search.inputValue(), "snapshot");
  assert.ok(await search.evaluate((input) => input === document.activeElement));
});

pageTest("the theme is right before and after", { colorScheme: "light" }, async ({ page, url }) => {
  await page.addInitScript(() => localStorage.setItem("cluster-composer.theme", "dark"));
  await arrive(page, url);
  const theme = () => page.evaluate(() => [document.documentElement.dataset.theme, document.querySelector("[data-action=theme]").textContent]);
  const plain = await theme();
  assert.deepEqual(plain, ["dark", "Theme: dark"]);
  await page.mouse.move(200, 200);
  await app(page);
  assert.deepEqual(await theme(), plain);
});

pageTest("links and documents of last time open without the first view", {}, async ({ page, url }) => {
  await arrive(page, `${url}#v1/us-west-2/CreateUser?UserId=reader`);
  await outputHas(page, "cli-sh", "--user-id reader");
  await page.waitForFunction(() => Object.keys(localStorage).length > 1);
  await arrive(page, url);
  await outputHas(page, "cli-sh", "--user-id reader");
  await app(page);
});

pageTest("who follows a link reads what it holds until the app is there, and no secret", {}, async ({ page, url, context }) => {
  const text = "v1/us-west-2/CreateUser?UserId=a%3Cb%3E&Passwords.1=hunter2&AccessString=on%20%3Ehunter2";
  const short = `z1/${deflateRawSync(text).toString("base64url")}`;
  for (const fragment of [text, short]) {
    let arrived;
    const held = new Promise((done) => (arrived = done));
    await context.route(APP, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto("about:blank");
    await page.goto(`${url}#${fragment}`, { waitUntil: "commit" });
    const shown = page.locator(".opening pre");
    await shown.waitFor();
    assert.equal(await shown.textContent(), "CreateUser  us-west-2\n  UserId  a<b>\n  Passwords.1  …\n  AccessString  …");
    await accessible(page, "a link is opening");
    arrived();
    await outputHas(page, "cli-sh", "--user-id");
    assert.equal(await page.locator(".opening").count(), 0);
    await context.unroute(APP);
  }
});

pageTest("a link that is followed on the first view opens", {}, async ({ page, url }) => {
  await arrive(page, url);
  await page.evaluate(() => (location.hash = "#v1/us-west-2/CreateUser?UserId=reader"));
  await outputHas(page, "cli-sh", "--user-id reader");
});

pageTest("where the app cannot be loaded the page says so and tries again", {}, async ({ page, url, problems, context }) => {
  await context.route(APP, (route) => route.abort());
  await arrive(page, url);
  const scenario = page.locator('[data-scenario="valkey-recommended"]');
  await scenario.click();
  await page.getByRole("alert").filter({ hasText: "could not be loaded" }).waitFor();
  await context.unroute(APP);
  problems.splice(0);
  await scenario.click();
  await page.locator("[data-resource]").first().waitFor();
});
