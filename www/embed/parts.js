// What both views have.

/** Makes an element with properties and children. */
export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** The line below: a link that opens the configuration in the app. `show` points it at another one. */
export function footer(site, fragment) {
  const link = make("a", { target: "_blank", rel: "noopener", textContent: "Open in Cluster Composer" });
  const line = make("p", { className: "foot" }, link);
  line.show = (shown) => (link.href = new URL(shown || ".", site).href);
  line.show(fragment);
  return line;
}
