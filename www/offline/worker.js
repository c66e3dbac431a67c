// The service worker: the whole site offline, one version at a time.
//
// A version is installed as a whole and checked file by file, so that a deployment seen halfway is none.
// It waits until somebody asks for it (`register.js`) or no page of the version before is open. Should a
// page of an older version be open still, it goes on being served from what it was loaded with.

/** Every file of this version, with the beginning of its SHA-256 in hexadecimal. */
const FILES = __FILES__;
const HOME = registration.scope;
/** Caches belong to an origin, which may have several of these sites. */
const OURS = `cluster-composer ${HOME} `;
const CACHE = `${OURS}__VERSION__`;
/** Stands in a cache whose version has been in charge. */
const ACTIVE = `${HOME}.active`;
/** Which pages belong to which cache, where it is not this one: `{ id: name }`. */
const ELDERS = `${HOME}.elders`;
const AT_ONCE = 6;

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", ({ data }) => data === "switch" && skipWaiting());
addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(HOME)) event.respondWith(answer(event));
});

async function install() {
  const cache = await caches.open(CACHE);
  const names = Object.keys(FILES);
  const work = async () => {
    for (let name = names.pop(); name !== undefined; name = names.pop()) await keep(cache, name);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Takes a file from an older version if it has not changed since, else from the server. */
async function keep(cache, name) {
  const url = HOME + name;
  for (const other of [...(await ours()), undefined]) {
    const response = other ? await (await caches.open(other)).match(url) : await fetch(url, { cache: "no-cache" });
    if (!response?.ok) continue;
    const body = await response.arrayBuffer();
    if ((await digest(body)) !== FILES[name]) continue;
    const headers = new Headers(response.headers);
    // The body is unpacked, and what a server redirected is no answer to a visit.
    for (const header of ["content-encoding", "content-length"]) headers.delete(header);
    return cache.put(url, new Response(body, { headers }));
  }
  throw new Error(`${url} is not that of this version`);
}

async function digest(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body)).slice(0, 16);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function activate() {
  const elders = {};
  let first = true;
  const open = new Set((await clients.matchAll({ includeUncontrolled: true, type: "all" })).map(({ id }) => id));
  for (const name of await ours()) {
    const cache = await caches.open(name);
    if (name === CACHE || !(await cache.match(ACTIVE))) continue;
    first = false;
    // In the order in which versions came: the pages of the last one are all that no earlier one had.
    const before = await read(cache);
    for (const id of open) elders[id] = before[id] ?? name;
  }
  const cache = await caches.open(CACHE);
  await cache.put(ELDERS, new Response(JSON.stringify(elders)));
  await cache.put(ACTIVE, new Response());
  await sweep(elders);
  // Pages that came before any worker have what they need offline from now on.
  if (first) await clients.claim();
}

/** Removes the versions that no page is of. */
async function sweep(elders) {
  const needed = new Set([CACHE]);
  for (const [id, name] of Object.entries(elders)) if (await clients.get(id)) needed.add(name);
  for (const name of await ours()) {
    const waiting = name !== CACHE && !(await (await caches.open(name)).match(ACTIVE)) && registration.installing;
    if (!needed.has(name) && !waiting && !registration.waiting) await caches.delete(name);
  }
}

async function answer(event) {
  const { request, clientId } = event;
  const cache = await caches.open(CACHE);
  const elders = await read(cache);
  const visit = request.mode === "navigate";
  if (visit && Object.keys(elders).length > 0) event.waitUntil(sweep(elders));
  const own = !visit && elders[clientId];
  const from = own ? await caches.open(own) : cache;
  const path = request.url.replace(/[?#].*/, "");
  // Some hosts show `page.html` as `page`.
  for (const url of path.endsWith("/") ? [`${path}index.html`] : [path, `${path}.html`]) {
    const found = await from.match(url);
    if (found) return found;
  }
  return fetch(request);
}

const read = async (cache) => (await cache.match(ELDERS))?.json() ?? {};

const ours = async () => (await caches.keys()).filter((name) => name.startsWith(OURS));
