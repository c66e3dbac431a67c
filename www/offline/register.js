// Makes the site work offline, and offers a new version of it when there is one.
//
// Nothing happens until the page has long been usable: what the first view loads is not held up.
// A page in somebody's frame leaves the browser alone.

/** Waits after everything was loaded, in milliseconds. */
const PATIENCE = 5_000;

const framed = window.parent !== window;
const sparing = navigator.connection?.saveData === true;
if (navigator.serviceWorker && !framed && !sparing) {
  const soon = () => setTimeout(() => (globalThis.requestIdleCallback ?? setTimeout)(register), PATIENCE);
  if (document.readyState === "complete") soon();
  else addEventListener("load", soon);
}

async function register() {
  const container = navigator.serviceWorker;
  let registration;
  try {
    registration = await container.register(new URL("./sw.js", import.meta.url), { updateViaCache: "none" });
  } catch {
    // Storage may be switched off: then the site is there as long as its server is.
    return;
  }
  let asked = false;
  let controlled = Boolean(container.controller);
  const ready = () => {
    const { waiting } = registration;
    // Without a controller it is the first version, which replaces nothing.
    if (!waiting || !container.controller) return;
    offer("A new version is ready.", () => {
      asked = true;
      waiting.postMessage("switch");
    });
  };
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing.addEventListener("statechange", () => installing.state === "installed" && ready());
  });
  container.addEventListener("controllerchange", () => {
    if (asked) location.reload();
    // The first version comes into a page that is of it already.
    else if (controlled) offer("A new version was chosen in another tab.", () => location.reload());
    controlled = true;
  });
  document.addEventListener("visibilitychange", () => {
    // Offline there is nothing new.
    if (document.visibilityState === "visible") registration.update().catch(() => {});
  });
  ready();
}

let region;

/** A line at the bottom of the page, until it is put away. */
function offer(text, onreload) {
  region?.remove();
  region = make("div", "update");
  region.setAttribute("role", "status");
  document.body.append(region);
  const reload = make("button", "update__button", "Reload");
  const later = make("button", "update__button update__button--quiet", "Later");
  reload.addEventListener("click", onreload);
  later.addEventListener("click", () => region.remove());
  // What is put into a region that is there already is announced.
  requestAnimationFrame(() => region.append(make("span", "", text), reload, later));
}

function make(name, className, text = "") {
  const element = Object.assign(document.createElement(name), { className, textContent: text });
  if (name === "button") element.type = "button";
  return element;
}
