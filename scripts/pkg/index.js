// The entry of the package: in Node the engine is ready on import, in a browser after `await init()`.
import { diagnostics, hold } from "./documents.js";
import * as engine from "./engine.js";

export { describe, fromFragment, operations, parse, read, scenarios, version } from "./engine.js";

const inNode = typeof process !== "undefined" && Boolean(process.versions?.node);

if (inNode) {
  // Bundlers for browsers leave this import alone; it is never reached there.
  const fs = await import(/* webpackIgnore: true */ /* @vite-ignore */ "node:fs");
  engine.initSync({ module: fs.readFileSync(new URL("./engine_bg.wasm", import.meta.url)) });
}

let ready;

/** Makes the engine ready. `source`: where its WebAssembly is, if not beside this file. */
export default function init(source) {
  if (inNode) {
    return Promise.resolve();
  }
  ready ??= engine.default(source === undefined ? undefined : { module_or_path: source }).then(() => undefined);
  return ready;
}

/** What `work` makes of the document that is held, made once. */
function once({ results }, key, work) {
  if (!results.has(key)) results.set(key, work());
  return results.get(key);
}

export function formats(document) {
  hold(document, "formats");
  return engine.formats();
}

export function validate(document) {
  const held = hold(document, "validate");
  return diagnostics(once(held, "validate", engine.validate), held.snapshot);
}

export function render(document, format, options) {
  const held = hold(document, "render");
  const reveal = Boolean(options?.revealSecrets);
  return once(held, `render ${reveal} ${format}`, () => engine.render(String(format), reveal));
}

export function spans(document, format) {
  const held = hold(document, "spans");
  // A list of their own for every caller.
  return once(held, `spans ${format}`, () => engine.spans(String(format))).map(([kind, text]) => [kind, text]);
}

export function toFragment(document) {
  return once(hold(document, "toFragment"), "toFragment", engine.toFragment);
}

export function policy(document, options) {
  hold(document, "policy");
  return engine.policy(Boolean(options?.teardown));
}

export function response(document, resource) {
  hold(document, "response");
  return engine.response(resource);
}
