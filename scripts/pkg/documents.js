// How documents cross into the engine and diagnostics out of it.
//
// The engine keeps the document of the last call, and so do we, as a snapshot: plain nodes that
// nobody else can change. Each call compares the document with the snapshot, value by value, and
// sends only what differs, as a tape of numbers beside the bytes of all texts (src/api/tape.rs).
// What was said about a document that did not change is remembered.
//
// A document means what JSON.stringify makes of it. What is no plain value crosses as that text.
import * as engine from "./engine.js";

// The tape's words. After LIST come its length and its items, after MAP its names and their values,
// after OBJECT its length and names with values; within a list or object that also the snapshot has
// at this place, KEEP takes over `n` children from `at`, and CHANGED goes on with the one at `at`.
const NULL = 0;
const FALSE = 1;
const TRUE = 2;
const INTEGER = 3;
const NUMBER = 4;
const TEXT = 5;
const LIST = 6;
const MAP = 7;
const NAMES = 8;
const KEEP = 9;
const CHANGED = 10;
const OBJECT = 11;

/** Deeper documents cross as text, whose reader says how deep is too deep; so do cycles. */
const DEEPEST = 100;

/** Thrown where a value is not plain. */
const FOREIGN = Symbol("foreign");

/** The names of an object's members, one for all objects that look alike. */
class Names {
  /** Its number on the tape of a call. */
  id = 0;
  call = 0;
  places;

  constructor(list) {
    this.list = list;
  }

  /** Where a name stands, -1 where it does not. */
  at(name) {
    this.places ??= new Map(this.list.map((known, place) => [known, place]));
    return this.places.get(name) ?? -1;
  }

  are(list) {
    const { length } = this.list;
    if (length !== list.length) return false;
    for (let i = 0; i < length; i += 1) if (this.list[i] !== list[i]) return false;
    return true;
  }
}

/** The snapshot of an object. That of a list is an array of snapshots, that of a leaf the leaf. */
class Members {
  constructor(names, values) {
    this.names = names;
    this.values = values;
  }
}

/** What the engine holds; `comparable` where `snapshot` is all that there was to see. */
let state = { snapshot: undefined, comparable: false, results: new Map() };

/** Makes the engine hold a document. `name` is the function that was called, for errors. */
export function hold(document, name) {
  const before = state;
  const old = before.comparable ? before.snapshot : undefined;
  let snapshot;
  try {
    snapshot = snap(document, old, undefined, 0);
  } catch {
    return holdText(document, name);
  }
  if (old !== undefined && snapshot === old && state === before) return before;
  // A getter of the document may have called us.
  const base = state === before ? old : undefined;
  state = { snapshot: undefined, comparable: false, results: new Map() };
  let written;
  try {
    written = write(snapshot, base);
  } catch (error) {
    if (error === FOREIGN) return holdText(document, name);
    throw error;
  }
  engine.hold(name, tape.subarray(0, used), written);
  state = { snapshot, comparable: true, results: new Map() };
  return state;
}

function holdText(document, name) {
  let text;
  try {
    text = JSON.stringify(document);
  } catch (error) {
    throw new Error(`${name}: document: it cannot be written as JSON: ${error?.message ?? error}`);
  }
  // So it says of undefined, functions and symbols.
  if (text === undefined) throw new Error(`${name}: document: expected an object, found undefined`);
  state = { snapshot: undefined, comparable: false, results: new Map() };
  engine.holdText(name, text);
  state = { ...state, snapshot: snap(JSON.parse(text), undefined, undefined, -Infinity) };
  return state;
}

/** The snapshot of a value: `old` itself where nothing differs. `like` is a snapshot that may look alike. */
function snap(value, old, like, depth) {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      // As JSON has it; there is no -0 in it either.
      return Number.isFinite(value) ? value + 0 : null;
    case "object":
      break;
    default:
      throw FOREIGN;
  }
  if (value === null) return null;
  if (depth > DEEPEST || typeof value.toJSON === "function") throw FOREIGN;
  return Array.isArray(value) ? snapList(value, old, depth) : snapObject(value, old, like, depth);
}

function snapList(list, old, depth) {
  const base = Array.isArray(old) ? old : undefined;
  const { length } = list;
  let items = base?.length === length ? undefined : [];
  let like;
  for (let i = 0; i < length; i += 1) {
    const was = base?.[i];
    const item = snap(list[i], was, like, depth + 1);
    like = item;
    if (items !== undefined) items.push(item);
    else if (item !== was) {
      items = base.slice(0, i);
      items.push(item);
    }
  }
  return items ?? base;
}

function snapObject(object, old, like, depth) {
  const prototype = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && (prototype !== null || JSON.isRawJSON?.(object))) throw FOREIGN;
  const list = Object.keys(object);
  const base = old instanceof Members ? old : undefined;
  let names;
  if (base?.names.are(list)) names = base.names;
  else if (like instanceof Members && like.names.are(list)) names = like.names;
  else names = new Names(list);
  const alike = names === base?.names;
  let values = alike ? undefined : [];
  for (let i = 0; i < list.length; i += 1) {
    const place = alike ? i : (base?.names.at(list[i]) ?? -1);
    const was = place < 0 ? undefined : base.values[place];
    const value = snap(object[list[i]], was, undefined, depth + 1);
    if (values !== undefined) values.push(value);
    else if (value !== was) {
      values = base.values.slice(0, i);
      values.push(value);
    }
  }
  return values === undefined ? base : new Members(names, values);
}

// What is being written.
let tape = new Int32Array(4096);
let used = 0;
let texts = "";
/** Whether all texts are taken for ASCII, which has a byte for every unit. Most documents are. */
let ascii = true;
let bytes = new Uint8Array(16_384);
let call = 0;
let nNames = 0;
const encoder = new TextEncoder();

/** Writes a snapshot relative to another, and returns the bytes of its texts. */
function write(snapshot, base) {
  for (ascii = true; ; ascii = false) {
    used = 0;
    texts = "";
    nNames = 0;
    call += 1;
    emit(snapshot, base);
    const written = encoded();
    if (!ascii || written.length === texts.length) return written;
  }
}

function put(number) {
  if (used === tape.length) {
    const larger = new Int32Array(used * 2);
    larger.set(tape);
    tape = larger;
  }
  tape[used] = number;
  used += 1;
}

/** Appends a text and how many bytes it has. */
function putText(text) {
  texts += text;
  put(ascii ? text.length : byteLength(text));
}

/** How many bytes a text has in UTF-8. */
function byteLength(text) {
  let size = 0;
  for (const character of text) {
    const code = character.codePointAt(0);
    // Half a character is none.
    if (code >= 0xd800 && code <= 0xdfff) throw FOREIGN;
    size += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return size;
}

/** The bytes of all texts. */
function encoded() {
  if (texts.length * 3 > bytes.length) bytes = new Uint8Array(texts.length * 6);
  return bytes.subarray(0, encoder.encodeInto(texts, bytes).written);
}

/** Writes a node; `base` is what the snapshot has in its place, where that is to be referred to. */
function emit(node, base) {
  switch (typeof node) {
    case "string":
      put(TEXT);
      return putText(node);
    case "boolean":
      return put(node ? TRUE : FALSE);
    case "number":
      if ((node | 0) === node) {
        put(INTEGER);
        return put(node);
      }
      put(NUMBER);
      return putText(String(node));
    default:
  }
  if (node === null) return put(NULL);
  if (Array.isArray(node)) {
    put(LIST);
    put(node.length);
    const known = Array.isArray(base) ? base : [];
    for (let i = 0; i < node.length; i += 1) {
      const run = i < known.length ? same(node, known, i) : 0;
      if (run > 0) {
        keep(i, run);
        i += run - 1;
      } else emitChild(node[i], known, i < known.length ? i : -1);
    }
    return;
  }
  emitNames(node.names);
  const known = base instanceof Members ? base : undefined;
  const alike = known?.names === node.names;
  const { values } = node;
  for (let i = 0; i < values.length; i += 1) {
    const place = alike ? i : (known?.names.at(node.names.list[i]) ?? -1);
    if (place < 0 || known.values[place] !== values[i]) emitChild(values[i], known?.values, place);
    else if (alike) {
      const run = same(values, known.values, i);
      keep(i, run);
      i += run - 1;
    } else keep(place, 1);
  }
}

/** How many nodes from `from` on are those of the snapshot. */
function same(nodes, known, from) {
  let to = from;
  while (to < nodes.length && to < known.length && nodes[to] === known[to]) to += 1;
  return to - from;
}

function keep(at, run) {
  put(KEEP);
  put(at);
  put(run);
}

function emitChild(node, known, place) {
  const was = place < 0 ? undefined : known[place];
  const nested = typeof node === "object" && node !== null && typeof was === "object" && was !== null;
  if (nested) {
    put(CHANGED);
    put(place);
  }
  emit(node, nested ? was : undefined);
}

function emitNames(names) {
  if (names.call !== call) {
    names.call = call;
    names.id = nNames;
    nNames += 1;
    put(NAMES);
    put(names.list.length);
    for (const name of names.list) putText(name);
  }
  put(MAP);
  put(names.id);
}

/** The diagnostics that the engine wrote, as objects of their own; fixed documents share what they have in common. */
export function diagnostics([words, text], snapshot) {
  let at = 0;
  let read = 0;
  const number = () => words[at++];
  const string = () => text.slice(read, (read += words[at++]));
  const copies = new Map();
  const copy = (node) => {
    if (typeof node !== "object" || node === null) return node;
    const known = copies.get(node);
    if (known !== undefined) return known;
    const made = Array.isArray(node) ? node.map(copy) : {};
    if (node instanceof Members) node.names.list.forEach((name, i) => set(made, name, copy(node.values[i])));
    copies.set(node, made);
    return made;
  };
  const children = (node) => (node instanceof Members ? node.values : node);
  const value = (base) => {
    switch (number()) {
      case NULL:
        return null;
      case FALSE:
        return false;
      case TRUE:
        return true;
      case INTEGER:
        return number();
      case NUMBER:
        return Number(string());
      case TEXT:
        return string();
      case KEEP: {
        const place = number();
        at += 1;
        return copy(children(base)[place]);
      }
      case CHANGED:
        return value(children(base)[number()]);
      case LIST: {
        const length = number();
        const list = [];
        while (list.length < length) {
          if (words[at] !== KEEP) list.push(value(base));
          else {
            const known = children(base);
            const [from, run] = [words[at + 1], words[at + 2]];
            at += 3;
            for (let i = from; i < from + run; i += 1) list.push(copy(known[i]));
          }
        }
        return list;
      }
      default: {
        const object = {};
        for (let left = number(); left > 0; left -= 1) set(object, string(), value(base));
        return object;
      }
    }
  };
  const rules = Array.from({ length: number() }, () => ({ code: string(), rule: string(), severity: string(), why: string(), source: string() }));
  return Array.from({ length: number() }, () => {
    const { code, rule, severity, why, source } = rules[number()];
    const found = { code, rule, severity, resource: number(), path: string(), message: string(), why, source };
    if (number() === TRUE) found.fix = { title: string(), document: value(snapshot) };
    return found;
  });
}

/** Sets a member, whatever its name. */
function set(object, name, value) {
  if (name === "__proto__") Object.defineProperty(object, name, { value, configurable: true, enumerable: true, writable: true });
  else object[name] = value;
}
