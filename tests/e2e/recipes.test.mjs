// The recipes of examples/embed: built by the real tools, clicked through in a browser.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pageTest, screenshot, servedAt } from "./support.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PLACE = "https://your.site/composer/";

/** How each tool is run in its folder, and where its page is then. */
const RECIPES = {
  html: { page: "index.html" },
  sphinx: { command: [".tools/recipes/bin/sphinx-build", "-q", "-W", "-b", "html", ".", "out"], page: "out/index.html" },
  mkdocs: { command: [".tools/recipes/bin/mkdocs", "build", "--quiet", "--strict"], page: "site/index.html" },
  mdbook: { command: [".tools/cargo/bin/mdbook", "build"], page: "book/orders.html" },
};

/** Makes a recipe with the site's address in it, builds it, and gives the folder with its pages. */
function built(recipe, url) {
  const folder = mkdtempSync(join(tmpdir(), `${recipe}-`));
  cpSync(join(ROOT, "examples", "embed", recipe), folder, { recursive: true });
  for (const name of readdirSync(folder, { recursive: true })) {
    const file = join(folder, name);
    if (!statSync(file).isFile() || name.endsWith(".pyc")) continue;
    writeFileSync(file, readFileSync(file, "utf8").replaceAll(PLACE, url));
  }
  // Browsers ask every server for it.
  writeFileSync(join(folder, "favicon.ico"), "");
  const [program, ...options] = RECIPES[recipe].command ?? [];
  if (program) {
    assert.ok(existsSync(join(ROOT, program)), `${program} is missing: run \`make test-e2e\``);
    execFileSync(join(ROOT, program), options, { cwd: folder, stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" } });
  }
  return folder;
}

for (const [recipe, { page: path }] of Object.entries(RECIPES)) {
  pageTest(`the recipe for ${recipe} works`, { permissions: ["clipboard-read", "clipboard-write"] }, async ({ page, url }) => {
    const folder = built(recipe, url);
    try {
      await servedAt("/", async (host) => {
        await page.goto(host + path);
        await page.getByRole("heading", { name: "The orders cluster" }).first().waitFor();
        // The outputs alone: another format, copied.
        const output = page.locator("cluster-composer[mode=output]");
        await output.locator("[data-output=cli-sh]", { hasText: "--replication-group-id orders" }).waitFor();
        await output.locator("[data-format=boto3]").click();
        const script = await output.locator("[data-output=boto3]").textContent();
        assert.match(script, /create_replication_group/);
        await output.locator("[data-action=copy]").click();
        await output.getByText("Copied to the clipboard").waitFor();
        assert.equal(await page.evaluate(() => navigator.clipboard.readText()), script);
        // The app in a frame: an edit that the page around hears of.
        const app = page.locator("cluster-composer[mode=compact]");
        await app.scrollIntoViewIfNeeded();
        const changed = app.evaluate((element) => new Promise((done) => element.addEventListener("change", (event) => done(event.detail), { once: true })));
        await app.locator("iframe").contentFrame().locator("[data-field=ReplicationGroupId]").fill("carts");
        assert.equal((await changed).document.resources[0].parameters.ReplicationGroupId, "carts");
        assert.match(await app.getByRole("link", { name: "Open in Cluster Composer" }).getAttribute("href"), /ReplicationGroupId=carts/);
        const { wide, window } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, window: innerWidth }));
        assert.ok(wide <= window, `${wide} px wide`);
        await screenshot(page, `recipe ${recipe}`, { fullPage: true });
      }, { folder });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
