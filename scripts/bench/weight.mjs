// What the first view loads, file by file.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

export async function weight(root) {
  const dist = join(root, "dist");
  const html = readFileSync(join(dist, "index.html"), "utf8");
  const first = readdirSync(dist).filter((file) => file === "index.html" || html.includes(`./${file}`));
  const rows = first.map((file) => ({ what: `${file}, brotli`, value: compressed(join(dist, file)) / 1000, unit: "kB" }));
  const total = rows.reduce((sum, { value }) => sum + value, 0);
  rows.push({ what: "everything the first view loads, brotli", value: total, unit: "kB", limit: 200 });
  rows.push({ what: "package: engine_bg.wasm, brotli", value: compressed(join(root, "pkg", "engine_bg.wasm")) / 1000, unit: "kB" });
  return rows;
}

function compressed(path) {
  return brotliCompressSync(readFileSync(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}
