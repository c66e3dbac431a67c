// The app in a frame. `frame.js` is at the other end of the messages.
import { footer } from "./parts.js";

/** The app in an embedded layout, as large as what it shows. */
export class Frame {
  #start;
  #frame;
  #link;
  #ready = false;
  /** What was to be opened before the app could. */
  #pending;
  #listen = (event) => this.#hear(event);

  constructor(start) {
    this.#start = start;
    const address = new URL(start.site);
    address.search = new URLSearchParams({
      embed: start.mode,
      theme: start.theme,
      host: location.origin,
      ...(start.formats.length > 0 && { formats: start.formats.join(" ") }),
    });
    address.hash = start.fragment;
    if (start.document) this.#pending = { document: start.document };
    const frame = document.createElement("iframe");
    frame.title = "Cluster Composer";
    frame.loading = "lazy";
    frame.allow = "clipboard-write";
    frame.src = address.href;
    this.#frame = frame;
    this.#link = footer(start.site, start.fragment);
    addEventListener("message", this.#listen);
    start.box.append(frame, this.#link);
  }

  stop() {
    removeEventListener("message", this.#listen);
  }

  theme(theme) {
    this.#send({ type: "theme", theme });
  }

  /** Shows a document or the configuration of a fragment. */
  open(what) {
    if (this.#ready) this.#send({ type: "open", ...what });
    else this.#pending = what;
  }

  #send(message) {
    // Only the app itself reads it: not what the frame may have been led to.
    this.#frame.contentWindow?.postMessage({ clusterComposer: 1, ...message }, this.#start.site.origin);
  }

  #hear({ data, source, origin }) {
    if (source !== this.#frame.contentWindow || origin !== this.#start.site.origin || data?.clusterComposer !== 1) return;
    const { type, height, document, fragment, diagnostics } = data;
    if (type === "size" && height > 0) {
      this.#frame.style.height = `${Math.ceil(height)}px`;
    } else if (type === "ready") {
      this.#ready = true;
      this.theme(this.#start.box.dataset.theme);
      this.#link.show(fragment);
      if (this.#pending) this.open(this.#pending);
      else this.#start.say("ready", { document, fragment });
      this.#pending = undefined;
    } else if (type === "change") {
      this.#link.show(fragment);
      this.#start.say("change", { document, fragment, diagnostics });
    }
  }
}
