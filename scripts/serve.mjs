// A static file server for the loopback interface.
// From the command line: serve.mjs FOLDER PORT
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".md": "text/markdown; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".xml": "application/xml",
};

// A name with a hash never changes its content.
const HASHED = /-[0-9a-f]{12,16}(_bg)?\.\w+$/;

/**
 * Starts a server of `folder` under the path `base`; port 0 takes a free one. Resolves to `{ url, close }`.
 * `onrequest` hears the path of every request; `headers` come with every file. `compressed` sends brotli to who
 * takes it, as sites do that are measured.
 */
export async function serve(
  folder,
  { port = 0, base = "/", onrequest = () => {}, headers = {}, compressed = false } = {},
) {
  const root = resolve(folder);
  const packed = compressed ? new Map() : undefined;
  const server = createServer((request, response) => {
    onrequest(new URL(request.url, "http://localhost").pathname);
    answer(root, base, headers, request, response, packed).catch((error) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(`${error.message}\n`);
    });
  });
  await new Promise((done, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", done);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}${base}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

async function answer(root, base, more, request, response, packed) {
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405);
  const file = locate(root, base, request.url);
  const about = file && (await stat(file).catch(() => null));
  if (!about) return refuse(response, 404);
  if (about.isDirectory()) {
    // Relative links of a folder's page need the slash at its end.
    return response.writeHead(301, { location: `${request.url.replace(/[?#].*/, "")}/` }).end();
  }
  const tag = `"${createHash("sha256").update(await readFile(file)).digest("hex").slice(0, 32)}"`;
  const headers = {
    ...more,
    "content-type": TYPES[extname(file)] ?? "application/octet-stream",
    "cache-control": HASHED.test(file) ? "public, max-age=31536000, immutable" : "no-cache",
    "x-content-type-options": "nosniff",
    // Pages elsewhere load the custom element and its engine.
    "access-control-allow-origin": "*",
    etag: tag,
  };
  if (request.headers["if-none-match"] === tag) return response.writeHead(304, headers).end();
  if (packed && request.headers["accept-encoding"]?.includes("br")) {
    if (!packed.has(tag)) packed.set(tag, brotliCompressSync(await readFile(file)));
    const body = packed.get(tag);
    response.writeHead(200, { ...headers, "content-encoding": "br", "content-length": body.length });
    return response.end(request.method === "HEAD" ? undefined : body);
  }
  response.writeHead(200, { ...headers, "content-length": about.size });
  if (request.method === "HEAD") return response.end();
  createReadStream(file).pipe(response);
}

/** The file a request means, or null when it is outside of the folder. */
function locate(root, base, url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, "http://localhost").pathname);
  } catch {
    return null;
  }
  if (!path.startsWith(base) || path.includes("\0")) return null;
  path = path.slice(base.length);
  const file = join(root, normalize(path === "" || path.endsWith("/") ? `${path}index.html` : path));
  return file.startsWith(root + sep) ? file : null;
}

function refuse(response, status) {
  response.writeHead(status, { "content-type": "text/plain" }).end(`${status}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, port] = process.argv.slice(2);
  try {
    const { url } = await serve(folder, { port: Number(port) });
    console.log(`Cluster Composer is at ${url} (Ctrl-C ends it)`);
  } catch (error) {
    const why = error.code === "EADDRINUSE" ? `port ${port} is taken: try make serve PORT=8081` : error.message;
    console.error(`error: ${why}`);
    process.exit(1);
  }
}
