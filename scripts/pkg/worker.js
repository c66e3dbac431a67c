// The engine on a thread of its own, for texts that take a while. Of the site only, not of the package.
import init, { read } from "./index.js";

const ready = init();

addEventListener("message", async ({ data: { id, text, options } }) => {
  try {
    await ready;
    const { document, form, notes } = read(text, options);
    postMessage({ id, document: JSON.stringify(document), form, notes });
  } catch ({ message, line, column }) {
    postMessage({ id, message, line, column });
  }
});
