// Runs before the first paint. Who comes without a link and without a document of last time sees the
// first view as plain HTML; the app is loaded with the first thing that is touched, draws the same
// view in its place, and gets what was done meanwhile. Who follows a link reads what it holds until the
// app is there.
//
// APP and WASM are put in when the site is built: `{ src, integrity }`.

import { outline } from "./opening.js";

const root = document.documentElement;
const BUTTONS = "button, a, input";

/** What is still to be done once the app is there: numbers of buttons to click, a key to press. */
const clicks = [];
let key;
/** A text that was pasted where no field takes it. */
let pasted;
/** The control that has the focus, and its number. */
let focused;
let top = 0;
/** What has been asked of the app: nothing, its files, to start. */
let state = "plain";
let script;
/** Resolves once what a link holds is to be seen: the app keeps the browser busy for a while. */
let readable;

// In a frame of another page nothing that was kept here matters.
const asked = new URLSearchParams(location.search);
const embedded = ["full", "compact"].includes(asked.get("embed"));
const theme = embedded ? asked.get("theme") : stored("cluster-composer.theme");
if (theme) root.dataset.theme = theme;

const listeners = {
  pointermove: load,
  pointerdown: load,
  touchstart: load,
  wheel: load,
  dragenter: load,
  paste({ target, clipboardData }) {
    if (!target.closest?.("input")) pasted = clipboardData?.getData("text/plain");
    load();
  },
  hashchange: () => linked() && load(),
  scroll() {
    top = scrollY;
    load();
  },
  focusin({ target }) {
    const at = controls().indexOf(target);
    focused = at < 0 ? undefined : { at, target };
    load();
  },
  keydown(event) {
    load();
    const command = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    if (!command && (event.key !== "?" || event.target.matches("input"))) return;
    event.preventDefault();
    key = event;
  },
  keypress({ key: letter }) {
    const field = focused?.target;
    // The app is being drawn and the focus has nowhere to be.
    if (field?.selectionStart == null || field.isConnected || letter.length > 1) return;
    field.setRangeText(letter, field.selectionStart, field.selectionEnd, "end");
  },
  click(event) {
    load();
    const button = event.target.closest?.("button");
    if (!button) return;
    clicks.push(controls().indexOf(button));
    document.body.setAttribute("aria-busy", "true");
  },
};
for (const [event, listener] of Object.entries(listeners)) {
  addEventListener(event, listener, { capture: true, passive: event !== "keydown" });
}

const drawn = new MutationObserver(() => {
  if (!document.body?.hasAttribute("data-app")) return;
  drawn.disconnect();
  takeOver();
});
drawn.observe(root, { subtree: true, attributeFilter: ["data-app"] });
addEventListener("app-failed", sorry);

if (embedded || linked() || stored("cluster-composer.document") || stored("cluster-composer.crash")) {
  root.dataset.opening = "";
  readable = new Promise((done) => {
    addEventListener("DOMContentLoaded", () => preview().then(done));
  });
  load();
}
addEventListener("DOMContentLoaded", () => {
  if ("opening" in root.dataset) return;
  const button = document.querySelector("[data-action=theme]");
  if (button && theme) button.lastChild.textContent = `: ${theme}`;
  document.body.setAttribute("data-ready", "");
});

/** The first thing to read is what was asked for. */
async function preview() {
  const text = !embedded && linked() ? await outline(location.hash) : "";
  if (!text || !("opening" in root.dataset)) return;
  const shown = document.createElement("main");
  shown.className = "opening";
  const [title, words] = ["h1", "pre"].map((name) => shown.appendChild(document.createElement(name)));
  title.textContent = "Cluster Composer is opening";
  words.textContent = text;
  document.body.append(shown);
  // Out of sight there are no frames.
  await Promise.race([new Promise((done) => requestAnimationFrame(() => setTimeout(done))), new Promise((done) => setTimeout(done, 100))]);
}

function linked() {
  return /^#[vz]\d+\//.test(location.hash);
}

function stored(name) {
  try {
    return embedded ? null : localStorage.getItem(name);
  } catch {
    // Forbidden: then nothing was kept.
    return null;
  }
}

function controls() {
  return [...document.body.querySelectorAll(BUTTONS)];
}

function load() {
  if (state !== "plain") return;
  state = "loading";
  const wasm = element("link", { rel: "preload", as: "fetch", type: "application/wasm", href: WASM.src, integrity: WASM.integrity });
  wasm.onload = wasm.onerror = () => wasm.remove();
  if (script) return start();
  script = element("script", { type: "module", src: APP.src, integrity: APP.integrity });
  script.onload = start;
  script.onerror = () => {
    script.remove();
    script = undefined;
    sorry();
  };
}

/** The script is there: it answers by `data-app`, or by an event when the rest cannot be loaded. */
async function start() {
  await readable;
  dispatchEvent(new Event("app-start"));
}

function element(name, attributes) {
  const made = Object.assign(document.createElement(name), attributes, { crossOrigin: "anonymous" });
  document.head.append(made);
  return made;
}

/** The app could not be loaded: the next touch tries again. */
function sorry() {
  state = "plain";
  clicks.length = 0;
  key = undefined;
  pasted = undefined;
  delete root.dataset.opening;
  document.querySelector(".opening")?.remove();
  document.body.removeAttribute("aria-busy");
  const alert = document.querySelector("[role=alert]");
  if (alert) alert.innerHTML = '<div class="notice"><p class="notice__text">The rest of this page could not be loaded. Check the connection and try again.</p></div>';
}

async function takeOver() {
  for (const [event, listener] of Object.entries(listeners)) removeEventListener(event, listener, { capture: true });
  delete root.dataset.opening;
  document.body.removeAttribute("aria-busy");
  scrollTo(0, top);
  const now = controls();
  const again = focused && now[focused.at];
  if (again) {
    again.focus({ preventScroll: true });
    const { value, selectionStart, selectionEnd } = focused.target;
    if (value) {
      again.value = value;
      again.setSelectionRange(selectionStart, selectionEnd);
      again.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  }
  if (key) {
    const { ctrlKey, metaKey, shiftKey, code } = key;
    const options = { key: key.key, code, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true };
    (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", options));
  }
  if (pasted) {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }
  for (const button of clicks.map((at) => now[at])) {
    if (button?.isConnected) button.click();
    // A click may change the page before the next one.
    await new Promise((done) => setTimeout(done));
  }
}
