// The texts of a configuration, without the app: the engine alone, loaded once for all elements of a page.
import { footer, make } from "./parts.js";

let engine;

/** The npm package's module beside `embed.js`, ready. */
function load(site) {
  engine ??= import(new URL("engine/index.js", site).href).then(async (composer) => {
    await composer.default();
    return composer;
  });
  return engine;
}

let n_views = 0;

/** A tab for each format, the text in color, a copy button, what is wrong. */
export class Output {
  #start;
  #link;
  #body = make("div", { className: "body" });
  #chosen;
  #shown;
  #said = false;
  #id = `cluster-composer-${++n_views}`;
  /** The wish that was uttered last: earlier ones may arrive later. */
  #latest = 0;

  constructor(start) {
    this.#start = start;
    this.#link = footer(start.site, start.fragment);
    this.#body.append(make("p", { className: "note", textContent: "Loading…" }));
    start.box.append(this.#body, this.#link);
    this.open(start.document ? { document: start.document } : { fragment: start.fragment });
  }

  stop() {
    this.#latest += 1;
  }

  theme() {}

  async open({ document: given, fragment }) {
    const wish = (this.#latest += 1);
    let composer;
    try {
      composer = await load(this.#start.site);
      if (wish !== this.#latest) return;
      const shown = given ?? composer.fromFragment(fragment);
      const formats = this.#formats(composer, shown);
      const diagnostics = composer.validate(shown);
      const link = composer.toFragment(shown);
      this.#shown = { composer, document: shown, formats, diagnostics };
      this.#chosen = formats.find(({ id }) => id === this.#chosen)?.id ?? formats[0].id;
      this.#link.show(link);
      this.#draw();
      this.#start.say(this.#said ? "change" : "ready", { document: shown, fragment: link, ...(this.#said && { diagnostics }) });
      this.#said = true;
    } catch (error) {
      if (wish !== this.#latest) return;
      const why = composer ? `This configuration cannot be shown: ${error.message}` : "The outputs could not be loaded.";
      this.#body.replaceChildren(make("p", { className: "note note--error", role: "alert", textContent: why }));
    }
  }

  /** The wanted formats in the wanted order; all that can carry the document where none is named. */
  #formats(composer, shown) {
    const all = composer.formats(shown);
    const wanted = this.#start.formats.map((id) => all.find((format) => format.id === id)).filter(Boolean);
    if (wanted.length > 0) return wanted;
    const available = all.filter((format) => format.available);
    return available.length > 0 ? available : all;
  }

  #draw() {
    const { formats, composer, document: shown, diagnostics } = this.#shown;
    const copy = make("button", { type: "button", className: "copy", textContent: "Copy" });
    const said = make("span", { className: "unseen" });
    for (const [name, value] of [["role", "status"]]) said.setAttribute(name, value);
    copy.dataset.action = "copy";
    const text = make("pre");
    const panel = make("div", { className: "panel", tabIndex: 0, id: `${this.#id}-panel` }, text);
    panel.setAttribute("role", "tabpanel");
    const tabs = formats.map(({ id, title }) => {
      const tab = make("button", { type: "button", className: "tab", textContent: title, id: `${this.#id}-${id}` });
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panel.id);
      tab.dataset.format = id;
      tab.addEventListener("click", () => choose(id));
      return tab;
    });
    const list = make("div", { className: "tabs" }, ...tabs);
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", "Formats");
    list.addEventListener("keydown", (event) => {
      const at = tabs.indexOf(event.target);
      const n = tabs.length;
      const to = { ArrowRight: (at + 1) % n, ArrowLeft: (at + n - 1) % n, Home: 0, End: n - 1 }[event.key];
      if (at < 0 || to === undefined) return;
      event.preventDefault();
      tabs[to].focus();
      choose(formats[to].id);
    });
    const choose = (id) => {
      this.#chosen = id;
      for (const tab of tabs) {
        const chosen = tab.dataset.format === id;
        tab.setAttribute("aria-selected", chosen);
        tab.tabIndex = chosen ? 0 : -1;
      }
      panel.setAttribute("aria-labelledby", `${this.#id}-${id}`);
      text.dataset.output = id;
      text.replaceChildren(...pieces(composer, shown, id));
      copy.textContent = "Copy";
      said.textContent = "";
    };
    copy.addEventListener("click", async () => {
      const done = await copied(text);
      copy.textContent = done ? "Copied" : "Copy";
      said.textContent = done ? "Copied to the clipboard" : "The text is selected: copy it by keyboard";
    });
    choose(this.#chosen);
    this.#body.replaceChildren(make("div", { className: "bar" }, list, copy, said), panel, ...problems(diagnostics));
  }
}

/** The text of a format, in color. */
function pieces(composer, shown, format) {
  return composer.spans(shown, format).map(([kind, text]) =>
    kind === "plain" ? text : make("span", { className: `token--${kind}`, textContent: text }),
  );
}

/** What is wrong, folded. */
function problems(diagnostics) {
  const named = [["error", "error", "errors"], ["warning", "warning", "warnings"], ["info", "note", "notes"]];
  const counts = named.flatMap(([severity, one, many]) => {
    const n = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return n === 0 ? [] : [`${n} ${n === 1 ? one : many}`];
  });
  if (counts.length === 0) return [];
  const items = diagnostics.slice(0, 100).map(({ code, severity, path, message }) => {
    const place = path ? [make("code", { textContent: path }), " "] : [];
    const item = make("li", {}, ...place, message);
    Object.assign(item.dataset, { diagnostic: code, severity });
    return item;
  });
  const summary = make("summary", { textContent: counts.join(", ") });
  return [make("details", { className: "problems" }, summary, make("ul", {}, ...items))];
}

/** Copies an element's text; selects it where the browser does not let scripts copy. */
async function copied(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(element);
    return false;
  }
}
