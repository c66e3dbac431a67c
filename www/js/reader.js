// Reads texts with the engine beside the page, on a thread of its own: it is loaded with the first text, and a long
// text holds nothing up.

let worker;
let last = 0;
let waiting;

function start() {
  const started = new Worker(new URL("engine/worker.js", document.baseURI), { type: "module" });
  started.onmessage = ({ data }) => {
    if (data.id === last) settle(data);
  };
  started.onerror = () => {
    stop();
    settle({ message: "the part of this page that reads texts could not be loaded" });
  };
  return started;
}

function stop() {
  worker?.terminate();
  worker = undefined;
}

function settle(answer) {
  const done = waiting;
  waiting = undefined;
  done?.(JSON.stringify(answer));
}

/**
 * Resolves to JSON: `{ document, form, notes }` of what was understood (`document` again as JSON), or
 * `{ message, line, column }` of what was not. A text that comes before the last one is read replaces it.
 */
export function read(text) {
  if (waiting) {
    stop();
    settle({ message: "replaced" });
  }
  last += 1;
  worker ??= start();
  return new Promise((done) => {
    waiting = done;
    worker.postMessage({ id: last, text });
  });
}
