// What crosses into the engine is what JSON.stringify makes of a document, whatever crossed before.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as composer from "../../pkg/index.js";

const cluster = (parameters) => ({ version: 1, resources: [{ operation: "CreateReplicationGroup", parameters }] });

/** The parameters as the engine has them; of a document that is told it afresh, and as text. */
const arrived = (document) => JSON.parse(composer.render(document, "json"));
const afresh = (document) => arrived({ toJSON: () => JSON.parse(JSON.stringify(document)) });

test("values arrive as JSON.stringify writes them", () => {
  class Group {
    Slots = "0-1";
    #hidden = 1;
    get inherited() {
      return this.#hidden;
    }
  }
  const odd = Object.defineProperty({ b: 1 }, "hidden", { value: 2, enumerable: false });
  const named = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2, "2": "b", "1": "a"}');
  for (const value of [
    undefined,
    () => 1,
    Symbol("x"),
    [undefined, () => 1, Symbol("x"), , 1],
    { a: undefined, b: 1 },
    NaN,
    [Infinity, -Infinity, -0, 1e21, 1e-7, 1.5, 2 ** 31, -(2 ** 31), 2 ** 53, 123456789012],
    new Date(0),
    new Map([[1, 2]]),
    new Group(),
    Object.create({ inherited: 1 }, { own: { value: 1, enumerable: true } }),
    Object.assign(Object.create(null), { a: 1 }),
    new String("text"),
    [new Number(5), new Boolean(false)],
    { toJSON: (key) => `from ${key}` },
    { toJSON: 5 },
    Object.assign([1], { toJSON: () => "list" }),
    odd,
    named,
    new Proxy({ a: [1] }, {}),
    new Proxy([1, 2], {}),
    Object.defineProperty({}, "got", { get: () => "got", enumerable: true }),
    { [Symbol("key")]: 1, key: "\u0000\u007f\u2028é🚀" },
    "x".repeat(100) + "é",
    { "é": "🚀".repeat(50) },
    [[], {}, [[]], [{}]],
    "",
  ]) {
    const document = cluster({ Tags: value, Port: 1 });
    const expected = JSON.stringify(JSON.parse(JSON.stringify(document)).resources[0].parameters);
    composer.formats(cluster({ Port: 1 }));
    // The json format writes members in the model's order.
    assert.deepEqual(arrived(document), JSON.parse(expected), expected);
    assert.deepEqual(arrived(document), JSON.parse(expected), "the same again");
  }
});

test("a document that changes between calls is seen as it is", () => {
  const groups = Array.from({ length: 20 }, (_, i) => ({ NodeGroupId: `${i}`, Slots: `${i}-${i}`, ReplicaAvailabilityZones: ["a", "b"] }));
  const document = cluster({ ReplicationGroupId: "orders", NodeGroupConfiguration: groups });
  const { parameters } = document.resources[0];
  let seed = 7;
  const below = (n) => (seed = (seed * 48271) % 2147483647) % n;
  const edits = [
    () => groups.splice(below(groups.length), 1),
    () => groups.splice(below(groups.length), 0, { Slots: `${below(99)}-9`, "x.y": below(3) }),
    () => groups.push(structuredClone(groups[0])),
    () => (groups[below(groups.length)].Slots = below(2) ? `${below(99)}` : below(99)),
    () => (groups[below(groups.length)].ReplicaAvailabilityZones = [`${below(9)}`]),
    () => delete groups[below(groups.length)].NodeGroupId,
    () => (groups[below(groups.length)] = null),
    () => groups.reverse(),
    () => (parameters[`Unknown${below(4)}`] = [below(5), { a: `é${below(5)}` }]),
    () => delete parameters[`Unknown${below(4)}`],
    () => (parameters.NodeGroupConfiguration = below(2) ? groups : [groups]),
    () => document.resources.push(structuredClone(document.resources[0])),
    () => document.resources.splice(1),
    () => (parameters.Port = below(2) ? undefined : below(9)),
    () => (groups[below(groups.length)] ??= {}),
  ];
  for (let n = 0; n < 400; n += 1) {
    try {
      edits[below(edits.length)]();
    } catch {
      // A group that is null takes no member.
    }
    const text = JSON.stringify(document);
    const found = composer.validate(document);
    const link = composer.toFragment(document);
    const text2 = { toJSON: () => JSON.parse(text) };
    assert.deepEqual(found, composer.validate(text2), text);
    assert.equal(link, composer.toFragment(text2));
    for (const { fix } of found) assert.ok(!fix || fix.document.resources.length > 0);
    assert.equal(JSON.stringify(document), text, "the input stays");
  }
});

test("what was answered is the caller's own", () => {
  const document = cluster({ ReplicationGroupId: "orders", CacheParameterGroup: "x", Port: "6379" });
  const expected = structuredClone(composer.validate(document));
  const found = composer.validate(document);
  for (const diagnostic of found) {
    diagnostic.message = "mine";
    if (diagnostic.fix) diagnostic.fix.document.resources[0].parameters.Port = "mine";
  }
  found.length = 0;
  assert.deepEqual(composer.validate(document), expected);
  assert.equal(composer.formats(document).pop().id === composer.formats(document).shift().id, false);
  assert.ok(expected.some(({ fix }) => fix !== undefined));
});

test("fixed documents are whole, also of documents that are no plain values", () => {
  const parameters = JSON.parse('{"ReplicationGroupId": "orders", "Prot": 6379, "__proto__": {"a": [1.5, 1e3, null, true, "é"]}, "Tags": [{"Key": "a", "Value": "b"}]}');
  const document = cluster(parameters);
  for (const asked of [document, { toJSON: () => document }]) {
    const { fix } = composer.validate(asked).find(({ code }) => code === "M003") ?? {};
    assert.ok(fix);
    const fixed = JSON.stringify(fix.document.resources[0].parameters);
    assert.equal(fixed, JSON.stringify(parameters).replace("Prot", "Port"));
  }
});

test("an error leaves nothing behind", () => {
  const good = cluster({ ReplicationGroupId: "orders" });
  const expected = composer.render(good, "json");
  const cyclic = cluster({});
  cyclic.resources[0].parameters.Tags = [cyclic];
  let deep = 1;
  for (let n = 0; n < 1000; n += 1) deep = [deep];
  const thrower = Object.defineProperty({}, "resources", {
    enumerable: true,
    get() {
      throw new RangeError("no resources today");
    },
  });
  for (const [bad, expectedError] of [
    [cyclic, /render: document: it cannot be written as JSON: .*circular/],
    [cluster({ Tags: deep }), /render: document: recursion limit/],
    [thrower, /render: document: it cannot be written as JSON: no resources today/],
    [cluster({ Engine: "a\ud83d" }), /lone surrogate/],
    [cluster({ "\udc00": ["\ud83d", "\ude80"] }), /lone surrogate/],
    [cluster({ Port: 1n }), /render: document: it cannot be written as JSON: .*BigInt/],
    [{ resources: [1] }, /render: resources\[0\]: expected an object/],
    [null, /render: document: expected an object/],
  ]) {
    assert.equal(composer.render(good, "json"), expected);
    assert.throws(() => composer.render(bad, "json"), expectedError);
    assert.throws(() => composer.render(bad, "json"), expectedError, "and once more");
    assert.equal(composer.render(good, "json"), expected);
  }
});

test("a getter that calls us does not confuse us", () => {
  const other = cluster({ ReplicationGroupId: "other", Tags: [{ Key: "a", Value: "b" }] });
  const document = cluster({ ReplicationGroupId: "orders", Tags: [{ Key: "c" }], Port: 1 });
  const { parameters } = document.resources[0];
  composer.formats(document);
  let now = 1;
  Object.defineProperty(parameters, "Port", {
    enumerable: true,
    get() {
      composer.formats(other);
      return now;
    },
  });
  for (now of [1, 2, 3]) assert.deepEqual(arrived(document), afresh(document));
});
