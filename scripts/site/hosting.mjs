// What hosts are told: headers where a host takes them from a file, the page for what is not there.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A name with a hash never changes its content. */
const HASHED = /-[0-9a-f]{12,16}(_bg)?\.\w+$/;

/** Every file of the site, as its path. */
export function files(site) {
  const found = readdirSync(site, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = found.map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(site.length));
  return paths.map((path) => path.replaceAll("\\", "/").replace(/^\//, "")).sort();
}

/** `_headers` for Netlify and Cloudflare Pages, `.htaccess` for Apache. */
export function writeHeaders(site, policy) {
  const always = {
    "Content-Security-Policy": policy,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    // Pages elsewhere load the custom element and its engine.
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
  };
  const forever = "public, max-age=31536000, immutable";
  const lines = Object.entries(always).map(([name, value]) => `  ${name}: ${value}\n`);
  // Only these two: hosts join the values of a header that several patterns name.
  const hashed = files(site).filter((path) => HASHED.test(path));
  const cached = hashed.map((path) => `\n/${path}\n  Cache-Control: ${forever}\n`);
  writeFileSync(join(site, "_headers"), `/*\n${lines.join("")}${cached.join("")}`);
  const set = Object.entries(always).map(([name, value]) => `  Header set ${name} "${value}"\n`);
  writeFileSync(
    join(site, ".htaccess"),
    `AddType application/wasm .wasm
AddType application/manifest+json .webmanifest
AddType text/javascript .js
<IfModule mod_headers.c>
${set.join("")}  Header set Cache-Control "no-cache"
  <FilesMatch "-[0-9a-f]{12,16}(_bg)?\\.\\w+$">
    Header set Cache-Control "${forever}"
  </FilesMatch>
</IfModule>
`,
  );
}

/** `404.html`, which holds its style and script itself. Gives the policy with exactly these allowed as well. */
export function writeNotFound(site, policy) {
  const html = readFileSync("www/site/404.html", "utf8");
  const own = (name) => {
    const [, text] = html.match(new RegExp(`<${name}[^>]*>([^]*?)</${name}>`));
    return `${name}-src 'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  };
  const allowed = ["script", "style"].reduce((all, name) => all.replace(`${name}-src`, own(name)), policy);
  const meta = `<meta http-equiv="Content-Security-Policy" content="${allowed}">`;
  writeFileSync(join(site, "404.html"), html.replace(/(<meta charset[^>]*>)/, `$1\n    ${meta}`));
  return allowed;
}
