// For a bundler that gives a file's address for an imported `.wasm`.
import * as composer from "cluster-composer";
import engine from "cluster-composer/engine_bg.wasm";

await composer.default(new URL(engine, import.meta.url));
const document = composer.fromFragment(location.hash);
globalThis.document.body.textContent = composer.render(document, "boto3");
