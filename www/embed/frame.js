// The app's end of the messages between it and the page that shows it in a frame (`frame-view.js` is the other).
//
// It talks to one window, its parent, of the one origin that the address names.
// The page around learns what is composed in the frame, nothing else: an embedded app keeps nothing and reads nothing that was kept.
const wanted = new URLSearchParams(location.search);
const framed = window.parent !== window;
/** What the parent calls itself; a file or a sandbox has no origin. */
const host = wanted.get("host");

let started = false;
let latest = 0;

/** The embedded layout, where one is asked for: "full" or "compact". */
export function mode() {
  return { full: "full", compact: "compact" }[wanted.get("embed")];
}

/** A parameter of the address. */
export function parameter(name) {
  return wanted.get(name) ?? undefined;
}

/** Listens to the page around: `onopen("fragment" | "document", text)`, `ontheme(theme)`. */
export function connect(onopen, ontheme) {
  addEventListener("message", ({ data, source, origin }) => {
    if (!framed || source !== window.parent || origin !== host || data?.clusterComposer !== 1) return;
    const { type, document, fragment, theme } = data;
    if (type === "theme" && (theme === "light" || theme === "dark")) ontheme(theme);
    else if (type === "open" && typeof fragment === "string") onopen("fragment", fragment);
    else if (type === "open" && document) onopen("document", JSON.stringify(document));
  });
  const { body } = window.document;
  new ResizeObserver(() => send({ type: "size", height: body.getBoundingClientRect().height })).observe(body);
}

/** Tells the page around that the document is another one: its JSON, its link. */
export async function changed(text, fragment) {
  if (!framed) return;
  const serial = (latest += 1);
  const document = JSON.parse(text);
  if (!started) {
    started = true;
    return send({ type: "ready", document, fragment });
  }
  // The app's problems are for its own eyes; the package's have the promised form.
  const composer = await import(new URL("engine/index.js", window.document.baseURI).href);
  await composer.default();
  if (serial === latest) send({ type: "change", document, fragment, diagnostics: composer.validate(document) });
}

function send(message) {
  if (!framed || !host) return;
  window.parent.postMessage({ clusterComposer: 1, ...message }, host === "null" ? "*" : host);
}
