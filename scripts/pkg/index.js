// The entry of the package: in Node the engine is ready on import, in a browser after `await init()`.
import load, { initSync } from "./engine.js";

export {
  describe,
  formats,
  fromFragment,
  operations,
  parse,
  policy,
  render,
  response,
  scenarios,
  toFragment,
  validate,
  version,
} from "./engine.js";

const inNode = typeof process !== "undefined" && Boolean(process.versions?.node);

if (inNode) {
  // Bundlers for browsers leave this import alone; it is never reached there.
  const fs = await import(/* webpackIgnore: true */ /* @vite-ignore */ "node:fs");
  initSync({ module: fs.readFileSync(new URL("./engine_bg.wasm", import.meta.url)) });
}

let ready;

/** Makes the engine ready. `source`: where its WebAssembly is, if not beside this file. */
export default function init(source) {
  if (inNode) {
    return Promise.resolve();
  }
  ready ??= load(source === undefined ? undefined : { module_or_path: source }).then(() => undefined);
  return ready;
}
