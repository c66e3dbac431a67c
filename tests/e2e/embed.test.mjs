// `<cluster-composer>` in a page of another origin: its modes, its messages, its manners.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accessible, pageTest, screenshot, servedAt } from "./support.mjs";

const ORDERS = "v1/us-west-2/CreateReplicationGroup?ReplicationGroupId=orders&ReplicationGroupDescription=Orders&NumNodeGroups=3&CacheNodeType=cache.r7g.large";
const WRONG = "v1/us-west-2/CreateReplicationGroup?ReplicationGroupId=9orders";

/** A page of another origin with these elements in it; `body` gets the site's and the page's address. */
async function hosted(page, elements, body, { style = "", site = {}, wait = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "embed-"));
  const escaped = (text) => text.replaceAll("&", "&amp;");
  try {
    await servedAt("/composer/", async (url) => {
      const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,">
        <style>${style}</style><script type="module" src="${url}embed.js"></script></head>
        <body><main><h1>Host</h1>${escaped(elements.replaceAll("SITE/", url))}</main>
        <script>globalThis.heard = []; for (const type of ["ready", "change"])
          addEventListener(type, (event) => event.target.localName === "cluster-composer" && heard.push({ type, id: event.target.id, detail: event.detail }));
        </script></body></html>`;
      writeFileSync(join(folder, "index.html"), html);
      await servedAt("/", async (host) => {
        await page.goto(host);
        if (wait) await heard(page, "ready");
        await body({ site: url, host });
      }, { folder });
    }, site);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Waits until an element has fired an event `n` times, and gives the last one's detail. */
async function heard(page, type, n = 1) {
  const found = await page.waitForFunction(
    ([type, n]) => { const all = globalThis.heard.filter((one) => one.type === type); return all.length >= n && all.at(-1); },
    [type, n],
  );
  return (await found.jsonValue()).detail;
}

const app = (page, n = 0) => page.locator("cluster-composer iframe").nth(n).contentFrame();

for (const colorScheme of ["light", "dark"]) {
  const style = ":root { color-scheme: light dark }";
  pageTest(`output mode shows the texts without a frame, ${colorScheme}`, { colorScheme, permissions: ["clipboard-read", "clipboard-write"] }, async ({ page }) => {
    await hosted(page, `<cluster-composer config="${ORDERS}" formats="cli-sh boto3 api" mode="output"></cluster-composer>`, async ({ site }) => {
      assert.equal(await page.locator("iframe").count(), 0);
      assert.deepEqual(await page.locator("[data-format]").evaluateAll((all) => all.map((tab) => tab.dataset.format)), ["cli-sh", "boto3", "api"]);
      assert.match(await page.locator("[data-output=cli-sh]").textContent(), /^aws elasticache create-replication-group \\\n/);
      assert.ok((await page.locator("[data-output=cli-sh] .token--command").count()) > 0, "in color");
      await page.locator("[data-format=cli-sh]").focus();
      await page.keyboard.press("ArrowRight");
      const script = await page.locator("[data-output=boto3]").textContent();
      assert.match(script, /create_replication_group/);
      await page.locator("[data-action=copy]").click();
      await page.getByText("Copied to the clipboard").waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), script);
      assert.equal(await page.getByRole("link", { name: "Open in Cluster Composer" }).getAttribute("href"), `${site}#${ORDERS}`);
      await accessible(page, `output mode, ${colorScheme}`);
      await screenshot(page, `embed output ${colorScheme}`);
    }, { style });
  });

  pageTest(`compact mode is a frame as tall as what it shows, ${colorScheme}`, { colorScheme }, async ({ page }) => {
    await hosted(page, `<cluster-composer config="${ORDERS}" formats="boto3 json"></cluster-composer>`, async () => {
      const text = app(page).locator("[data-output=boto3]");
      assert.match(await text.textContent(), /create_replication_group/);
      assert.equal(await app(page).locator("[data-format]").count(), 2);
      assert.equal(await app(page).locator(".header").isVisible(), false);
      await settled(page);
      await screenshot(page, `embed compact ${colorScheme}`, { fullPage: true });
      await page.setViewportSize({ width: 390, height: 800 });
      await settled(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 390, `${wide} px wide`);
      await screenshot(page, `embed compact phone ${colorScheme}`, { fullPage: true });
    }, { style });
  });
}

/** Waits until the frame has the height of what is in it. */
async function settled(page) {
  const height = () => app(page).locator("body").evaluate((body) => body.getBoundingClientRect().height);
  const frame = page.locator("cluster-composer iframe");
  for (let last = -1; ; ) {
    const [inside, outside] = [await height(), await frame.evaluate((element) => element.clientHeight)];
    if (Math.abs(inside - outside) <= 1 && inside === last) return inside;
    last = inside;
    await page.waitForFunction(() => new Promise((done) => setTimeout(() => done(true), 50)));
  }
}

pageTest("an edit in the frame tells the page around, which may open another document", {}, async ({ page }) => {
  await hosted(page, `<cluster-composer config="${ORDERS}"></cluster-composer>`, async ({ site }) => {
    const before = await page.evaluate(() => document.querySelector("cluster-composer").document);
    assert.equal(before.resources[0].parameters.ReplicationGroupId, "orders");
    const length = await page.evaluate(() => history.length);
    await app(page).locator("[data-field=ReplicationGroupId]").fill("9carts");
    const { document, fragment, diagnostics } = await heard(page, "change");
    assert.equal(document.resources[0].parameters.ReplicationGroupId, "9carts");
    assert.match(fragment, /^#v1\/us-west-2\/CreateReplicationGroup\?ReplicationGroupId=9carts&/);
    const found = diagnostics.find(({ path }) => path === "ReplicationGroupId");
    assert.equal(found.severity, "error");
    assert.ok(found.message && found.source);
    assert.equal(await page.getByRole("link", { name: "Open in Cluster Composer" }).getAttribute("href"), site + fragment);
    await page.evaluate(() => {
      const element = document.querySelector("cluster-composer");
      const { document: shown } = element;
      shown.resources[0].parameters.ReplicationGroupId = "by-property";
      element.document = shown;
    });
    await app(page).locator("[data-output]", { hasText: "by-property" }).waitFor();
    assert.equal((await heard(page, "change", 2)).document.resources[0].parameters.ReplicationGroupId, "by-property");
    await page.evaluate(() => document.querySelector("cluster-composer").setAttribute("config", "v1/us-west-2/CreateUser?UserId=reader"));
    await app(page).locator("[data-field=UserId]").waitFor();
    assert.equal((await heard(page, "change", 3)).document.resources[0].operation, "CreateUser");
    // Back is to leave the page around, not to walk through what was edited in the frame.
    await page.waitForTimeout(600);
    assert.equal(await page.evaluate(() => history.length), length, "no page of its own");
  });
});

pageTest("output mode follows its attributes and its property, and says what is wrong", {}, async ({ page }) => {
  await hosted(page, `<cluster-composer config="${WRONG}" mode="output" formats="json"></cluster-composer>`, async () => {
    await page.getByText(/^\d+ errors?/).click();
    assert.ok((await page.locator("[data-diagnostic][data-severity=error]").count()) > 0);
    await page.evaluate((config) => document.querySelector("cluster-composer").setAttribute("config", config), ORDERS);
    const { diagnostics } = await heard(page, "change");
    assert.deepEqual(diagnostics.filter(({ severity }) => severity === "error"), []);
    await page.evaluate(() => {
      const element = document.querySelector("cluster-composer");
      element.document = { version: 1, region: "us-west-2", resources: [{ service: "elasticache", operation: "CreateUser", parameters: { UserId: "by-property" } }] };
    });
    await page.locator("[data-output=json]", { hasText: "by-property" }).waitFor();
    await page.evaluate(() => document.querySelector("cluster-composer").setAttribute("config", "v9/what"));
    await page.getByRole("alert").getByText("newer version").waitFor();
    await page.evaluate(() => document.querySelector("cluster-composer").setAttribute("mode", "compact"));
    await app(page).locator("body[data-ready]").waitFor();
  });
});

pageTest("several elements on a page share one download", {}, async ({ page }) => {
  const seen = [];
  const three = (mode) => `<cluster-composer config="${ORDERS}" mode="${mode}"></cluster-composer>`.repeat(3);
  for (const mode of ["output", "compact"]) {
    seen.length = 0;
    await hosted(page, three(mode), async () => {
      for (const frame of await page.locator("iframe").all()) await frame.scrollIntoViewIfNeeded();
      await heard(page, "ready", 3);
      const times = (pattern) => seen.filter((path) => pattern.test(path)).length;
      assert.equal(times(/embed\.js$/), 1);
      assert.equal(times(/\.wasm$/), 1, seen.join(" "));
      assert.equal(times(mode === "output" ? /engine\/index\.js$/ : /app-[^/]*\.js$/), 1);
    }, { site: { onrequest: (path) => seen.push(path) } });
  }
});

pageTest("styles of the page stay out, and none get out", {}, async ({ page }) => {
  const style = "* { color: rgb(1, 2, 3); font-family: fantasy; letter-spacing: 9px } html { font-size: 5px } button { display: none } pre { display: none }";
  await hosted(page, `<p id="own">own</p><cluster-composer config="${ORDERS}" mode="output"></cluster-composer>`, async () => {
    const of = (locator) => locator.first().evaluate((element) => {
      const { color, fontFamily, letterSpacing, fontSize } = getComputedStyle(element);
      return { color, fontFamily, letterSpacing, fontSize };
    });
    const inside = await of(page.locator("[data-output]"));
    assert.notEqual(inside.color, "rgb(1, 2, 3)");
    assert.doesNotMatch(inside.fontFamily, /fantasy/);
    assert.equal(inside.letterSpacing, "normal");
    assert.equal(inside.fontSize, "13px");
    assert.equal(await page.locator("[data-action=copy]").isVisible(), true);
    assert.equal((await of(page.locator("#own"))).color, "rgb(1, 2, 3)");
  }, { style });
});

pageTest("the theme is the page's, and follows it", { colorScheme: "light" }, async ({ page }) => {
  const style = "html.night { background: #111 }";
  const two = `<cluster-composer config="${ORDERS}" mode="output"></cluster-composer><cluster-composer config="${ORDERS}" mode="compact"></cluster-composer>
    <cluster-composer id="fixed" theme="light" config="${ORDERS}" mode="output"></cluster-composer>`;
  await hosted(page, two, async () => {
    await heard(page, "ready", 3);
    const themes = () => page.locator("cluster-composer").evaluateAll((all) => all.map((element) => element.shadowRoot.firstElementChild.dataset.theme));
    assert.deepEqual(await themes(), ["light", "light", "light"]);
    await page.evaluate(() => document.documentElement.classList.add("night"));
    await app(page).locator("html[data-theme=dark]").waitFor();
    assert.deepEqual(await themes(), ["dark", "dark", "light"]);
    await page.evaluate(() => document.querySelector("#fixed").setAttribute("theme", "dark"));
    await page.waitForFunction(() => document.querySelector("#fixed").shadowRoot.firstElementChild.dataset.theme === "dark");
  }, { style });
});

pageTest("messages from elsewhere are not heard", {}, async ({ page }) => {
  await hosted(page, `<cluster-composer config="${ORDERS}"></cluster-composer><iframe id="stranger" title="stranger"></iframe>`, async ({ site }) => {
    // The page around pretends to be the app: right origin of its own, wrong window.
    await page.evaluate((origin) => {
      const data = { clusterComposer: 1, type: "change", document: { forged: true }, fragment: "#forged", diagnostics: [] };
      postMessage(data, "*");
      dispatchEvent(new MessageEvent("message", { data, origin, source: document.querySelector("#stranger").contentWindow }));
      dispatchEvent(new MessageEvent("message", { data, origin: "https://example.com", source: document.querySelector("cluster-composer").shadowRoot.querySelector("iframe").contentWindow }));
    }, new URL(site).origin);
    // A stranger's frame beside it speaks to the app.
    await page.evaluate(() => {
      const target = document.querySelector("cluster-composer").shadowRoot.querySelector("iframe").contentWindow;
      globalThis.target = target;
      const script = document.createElement("script");
      const { contentDocument } = document.querySelector("#stranger");
      script.textContent = 'parent.target.postMessage({ clusterComposer: 1, type: "open", fragment: "#v1/us-west-2/CreateUser?UserId=forged" }, "*")';
      contentDocument.body.append(script);
    });
    // What comes after it in order is heard: had the others been, it would show by now.
    await app(page).locator("[data-field=ReplicationGroupId]").fill("mine");
    const { document } = await heard(page, "change");
    assert.equal(document.resources[0].parameters.ReplicationGroupId, "mine");
    assert.equal(await page.evaluate(() => globalThis.heard.filter(({ type }) => type === "change").length), 1);
  });
});

pageTest("an embedded app neither reads nor keeps what was composed", {}, async ({ page }) => {
  await servedAt("/", async (url) => {
    await page.goto(url);
    const kept = JSON.stringify({ version: 1, resources: [{ service: "elasticache", operation: "CreateUser", parameters: { UserId: "composed-elsewhere" } }] });
    await page.evaluate((text) => localStorage.setItem("cluster-composer.document", text), kept);
    await page.goto(`${url}?embed=full`);
    await page.locator("body[data-ready]").waitFor({ state: "attached" });
    assert.doesNotMatch(await page.locator("body").textContent(), /composed-elsewhere/);
    await page.goto(`${url}?embed=full#${ORDERS}`);
    await page.locator("[data-field=ReplicationGroupId]").fill("carts");
    await page.locator("[data-output]", { hasText: "carts" }).waitFor();
    await page.goto("about:blank");
    await page.goto(url);
    assert.equal(await page.evaluate(() => localStorage.getItem("cluster-composer.document")), kept);
  });
});

pageTest("without scripts there is a plain link", { javaScriptEnabled: false }, async ({ page }) => {
  await hosted(page, `<cluster-composer mode="compact"><a href="SITE/#${ORDERS}">The orders cluster</a></cluster-composer>`, async ({ site }) => {
    const link = page.getByRole("link", { name: "The orders cluster" });
    assert.equal(await link.isVisible(), true);
    assert.equal(await link.getAttribute("href"), `${site}#${ORDERS}`);
  }, { wait: false });
});

pageTest("the link inside carries the configuration where there is no attribute", {}, async ({ page }) => {
  await hosted(page, `<cluster-composer mode="output"><a href="SITE/#${ORDERS}">The orders cluster</a></cluster-composer>`, async () => {
    assert.match(await page.locator("[data-output=cli-sh]").textContent(), /--replication-group-id orders/);
    assert.equal(await page.getByRole("link", { name: "The orders cluster" }).isVisible(), false);
  });
});

pageTest("full mode has the whole app", {}, async ({ page }) => {
  await hosted(page, `<cluster-composer mode="full"></cluster-composer>`, async () => {
    await app(page).locator("[data-scenario]").first().click();
    await app(page).locator("[data-action=undo]").waitFor();
    await heard(page, "change");
    await settled(page);
    await screenshot(page, "embed full", { fullPage: true });
  });
});
