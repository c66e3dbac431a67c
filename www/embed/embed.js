// `<cluster-composer>`: a configuration in any page. Served as `embed.js` beside the app.
//
// Modes full and compact show a frame of the app; output shows its texts alone, without a frame.
// What stands inside the element is for readers without scripts, and its first link may carry the configuration.
import { Frame } from "./frame-view.js";
import { Output } from "./output-view.js";
import { followTheme } from "./theme.js";
import { SHEET } from "./style.js";

/** Where the app is: the folder of this file. */
const site = new URL("./", import.meta.url);
const MODES = { full: Frame, compact: Frame, output: Output };
/** What is passed on to the view when attributes change, several at once. */
const ATTRIBUTES = ["config", "formats", "mode", "theme"];

class ClusterComposer extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  #root = this.attachShadow({ mode: "open" });
  #view;
  #theme;
  #stale = new Set();
  /** The latest document, as the view said or somebody set. */
  #document;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [SHEET];
  }

  connectedCallback() {
    // A document set before the element was known to the browser stands in the way of the property.
    if (Object.hasOwn(this, "document")) {
      const { document } = this;
      delete this.document;
      this.document = document;
    }
    this.#show();
  }

  disconnectedCallback() {
    this.#theme?.stop();
    this.#view?.stop();
    this.#view = undefined;
  }

  attributeChangedCallback(name, before, now) {
    if (!this.#view || before === now) return;
    if (this.#stale.size === 0) queueMicrotask(() => this.#refresh());
    this.#stale.add(name);
  }

  /** The document that is shown: a copy, undefined until it is known. Setting it shows another one. */
  get document() {
    return this.#document && structuredClone(this.#document);
  }

  set document(document) {
    if (typeof document !== "object" || document === null) throw new TypeError("document: expected an object");
    this.#document = structuredClone(document);
    this.#view?.open({ document: this.#document });
  }

  #refresh() {
    const changed = new Set(this.#stale);
    this.#stale.clear();
    if (!this.#view) return;
    if (changed.has("mode") || changed.has("formats")) {
      if (changed.has("config")) this.#document = undefined;
      return this.#show();
    }
    if (changed.has("theme")) this.#follow();
    if (changed.has("config")) {
      this.#document = undefined;
      this.#view.open({ fragment: this.#fragment() });
    }
  }

  #show() {
    this.#theme?.stop();
    this.#view?.stop();
    const name = this.#mode();
    const box = document.createElement("div");
    box.className = "box";
    box.dataset.mode = name;
    this.#root.replaceChildren(box);
    const start = {
      site,
      box,
      mode: name,
      formats: (this.getAttribute("formats") ?? "").split(/[\s,]+/).filter(Boolean),
      fragment: this.#fragment(),
      document: this.#document,
      theme: "light",
      say: (type, detail) => this.#say(type, detail),
    };
    this.#follow((theme) => (start.theme = box.dataset.theme = theme));
    this.#view = new MODES[name](start);
  }

  #follow(first) {
    this.#theme?.stop();
    this.#theme = followTheme(this, (theme) => {
      first?.(theme);
      const box = this.#root.firstElementChild;
      box.dataset.theme = theme;
      this.#view?.theme(theme);
    });
  }

  #say(type, detail) {
    this.#document = detail.document;
    // Listeners get copies: what they do to theirs changes nothing here.
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail: structuredClone(detail) }));
  }

  #mode() {
    const name = (this.getAttribute("mode") ?? "").toLowerCase();
    return Object.hasOwn(MODES, name) ? name : "compact";
  }

  /** The configuration as a fragment with its `#`: the attribute, or else what the first link inside carries. */
  #fragment() {
    const text = this.getAttribute("config") ?? this.querySelector("a[href*='#']")?.getAttribute("href") ?? "";
    return text && `#${text.slice(text.indexOf("#") + 1)}`;
  }
}

customElements.get("cluster-composer") ?? customElements.define("cluster-composer", ClusterComposer);
