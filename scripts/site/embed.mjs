// `embed.js`: the custom element in one small script under a name that other people's pages lean on.
import { build, transform } from "esbuild";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SOURCE = "www/embed";

/** Writes `embed.js` into the site. */
export async function writeEmbed(site) {
  const { outputFiles } = await build({
    entryPoints: [`${SOURCE}/embed.js`],
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2022",
    write: false,
    logLevel: "error",
    plugins: [{ name: "styles", setup: styles }],
  });
  writeFileSync(join(site, "embed.js"), outputFiles[0].text);
}

/** Style sheets become texts: the element's own, and the app's tokens that it uses. */
function styles({ onResolve, onLoad }) {
  const own = readFileSync(`${SOURCE}/embed.css`, "utf8");
  onResolve({ filter: /\.css$/ }, ({ path }) => ({ path, namespace: "style" }));
  onLoad({ filter: /.*/, namespace: "style" }, async ({ path }) => {
    const css = path.endsWith("tokens.css") ? tokens(readFileSync("www/css/tokens.css", "utf8"), own) : own;
    return { contents: (await transform(css, { loader: "css", minify: true })).code.trim(), loader: "text" };
  });
}

/** The light and dark values of the tokens that a style sheet uses. A page may have any size of 1rem, so none is left. */
function tokens(css, used) {
  const block = (selector) => {
    const start = css.indexOf(`${selector} {`);
    if (start < 0) throw new Error(`no ${selector} in tokens.css`);
    return css.slice(css.indexOf("{", start) + 1, css.indexOf("}", start));
  };
  const names = new Set([...used.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name));
  const kept = (declarations) =>
    [...declarations.matchAll(/(--[\w-]+|color-scheme):[^;]+;/g)]
      .filter(([, name]) => name === "color-scheme" || names.has(name))
      .map(([declaration]) => declaration.replaceAll(/([\d.]+)rem/g, (_, n) => `${n * 16}px`))
      .join("");
  for (const name of names) {
    if (!css.includes(`${name}:`)) throw new Error(`no ${name} in tokens.css`);
  }
  return `.box{${kept(block(":root"))}}.box[data-theme=dark]{${kept(block(':root[data-theme="dark"]'))}}`;
}
