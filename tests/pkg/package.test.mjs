// The npm package as its users see it: the built pkg/ imported by name in Node.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as composer from "../../pkg/index.js";

const cluster = (parameters, extra = {}) => ({
  version: 1,
  region: "us-west-2",
  resources: [{ service: "elasticache", operation: "CreateReplicationGroup", parameters }],
  ...extra,
});
const orders = { ReplicationGroupId: "orders", ReplicationGroupDescription: "Orders" };

test("every operation of both services is listed and described", () => {
  const all = composer.operations();
  assert.equal(all.filter((o) => o.service === "elasticache").length, 77);
  assert.equal(all.filter((o) => o.service === "dsql").length, 16);
  for (const { service, operation, title, summary, protocol } of all) {
    assert.ok(title && summary, operation);
    assert.equal(protocol, service === "dsql" ? "rest-json" : "query");
    assert.ok(Array.isArray(composer.describe(service, operation).members), operation);
  }
});

test("a description has constraints, secrets, help and nested shapes", () => {
  const { members } = composer.describe("elasticache", "CreateReplicationGroup");
  const member = (name) => members.find((m) => m.name === name);
  assert.equal(member("ReplicationGroupId").required, true);
  assert.equal(member("AuthToken").secret, true);
  assert.ok(member("ReplicationGroupId").help.length > 10);
  assert.match(member("ReplicationGroupId").docs, /^https:\/\/docs\.aws\.amazon\.com\//);
  assert.deepEqual(member("NetworkType").enum, ["ipv4", "ipv6", "dual_stack"]);
  const group = member("NodeGroupConfiguration").item;
  assert.equal(group.type, "structure");
  assert.equal(group.members.find((m) => m.name === "NodeGroupId").pattern, "\\d+");
  assert.equal("pattern" in member("Engine"), false, "absent instead of null");
});

test("scenarios are documents without errors, and every format renders them", () => {
  const scenarios = composer.scenarios();
  assert.ok(scenarios.length >= 14);
  for (const { id, document } of scenarios) {
    assert.deepEqual(composer.validate(document).filter((d) => d.severity === "error"), [], id);
    for (const { id: format, available } of composer.formats(document)) {
      const text = composer.render(document, format);
      assert.ok(!available || text.length > 0, `${id} ${format}`);
    }
    assert.deepEqual(composer.fromFragment(composer.toFragment(document)), document, id);
  }
});

test("the formats of requests come first, those of deployments and facts follow", () => {
  const ids = composer.formats(cluster(orders)).map((f) => f.id);
  assert.deepEqual(ids.slice(0, 7), ["cli-sh", "cli-cmd", "cli-powershell", "boto3", "api", "curl", "json"]);
  const scripts = ["deploy", "teardown"].flatMap((what) => ["sh", "cmd", "powershell", "boto3"].map((form) => `${what}-${form}`));
  assert.deepEqual(ids.slice(7), [...scripts, "iam", "responses"]);
});

test("a diagnostic has a place, a reason and a fix that helps", () => {
  const document = cluster({ ...orders, CacheParameterGroup: "default.valkey8" });
  const found = composer.validate(document).find((d) => d.code === "M003");
  assert.equal(found.path, "CacheParameterGroup");
  assert.equal(found.severity, "error");
  assert.equal(found.resource, 0);
  assert.ok(found.message && found.why && found.source.startsWith("https://"));
  assert.equal(found.fix.document.resources[0].parameters.CacheParameterGroupName, "default.valkey8");
  assert.equal(composer.validate(found.fix.document).some((d) => d.code === "M003"), false);
  assert.deepEqual(document, cluster({ ...orders, CacheParameterGroup: "default.valkey8" }), "the input stays");
});

test("hundreds of fixes of a large document cost little", () => {
  const groups = Array.from({ length: 500 }, (_, i) => ({ NodeGroupId: String(i + 1).padStart(4, "0"), Slot: "0-1" }));
  const found = composer.validate(cluster({ ...orders, NodeGroupConfiguration: groups })).filter((d) => d.code === "M003");
  assert.equal(found.length, 500);
  const [first, second] = found.map((d) => d.fix.document.resources[0].parameters.NodeGroupConfiguration);
  assert.equal(first[0].Slots, "0-1");
  assert.equal(first[1].Slot, "0-1");
  assert.equal(first[7], second[7], "what fixes do not reach is shared");
});

test("a document that is wrong everywhere still renders", () => {
  const wrong = cluster({ ReplicationGroupId: 5, NumNodeGroups: "three", Nonsense: [null, { a: 1.5 }], Tags: "x" });
  for (const { id } of composer.formats(wrong)) {
    assert.ok(composer.render(wrong, id).length > 0, id);
  }
});

test("secrets stay out of outputs and links unless asked for", () => {
  const document = cluster({ ...orders, AuthToken: "hunter2hunter2hunter2" });
  for (const { id } of composer.formats(document).filter((f) => f.id !== "json")) {
    assert.ok(!composer.render(document, id).includes("hunter2"), id);
  }
  assert.ok(composer.render(document, "cli-sh", { revealSecrets: true }).includes("hunter2"));
  assert.ok(!composer.toFragment(document).includes("hunter2"));
  assert.ok(!JSON.stringify(composer.validate(cluster({ ...orders, AuthToken: "hunter2" })).map((d) => d.message)).includes("hunter2"));
});

test("what cannot be read throws an Error that names what and where", () => {
  const lone = "\ud800";
  for (const [call, expected] of [
    [() => composer.validate(undefined), /validate: document: expected an object/],
    [() => composer.validate("text"), /validate: document: expected an object/],
    [() => composer.render({ resources: 1 }, "json"), /render: resources: expected a list/],
    [() => composer.render({ resources: [{ operation: 1 }] }, "json"), /resources\[0\]\.operation: expected text/],
    [() => composer.render(cluster({}), "yaml"), /render: there is no format “yaml”/],
    [() => composer.describe("elasticache", "Nope"), /describe: .* no operation “Nope”/],
    [() => composer.describe("s3", "Nope"), /describe: there is no service “s3”/],
    [() => composer.fromFragment("#v2/x"), /fromFragment: .*newer version/],
    [() => composer.validate(cluster({ ...orders, Engine: lone })), /validate: document: .*surrogate/],
    [() => composer.toFragment({ resources: [{ operation: "A", parameters: { a: 1n } }] }), /toFragment: document: /],
  ]) {
    assert.throws(call, (error) => error instanceof Error && expected.test(error.message), expected.source);
  }
  const circular = cluster(orders);
  circular.self = circular;
  assert.throws(() => composer.validate(circular), /validate: document: /);
  assert.throws(
    () => composer.parse('{\n  "resources": [}'),
    (error) => error.line === 2 && error.column > 10 && /parse: line 2/.test(error.message),
  );
});

test("spans are the text in pieces of known kinds", () => {
  const document = cluster({ ...orders, AuthToken: { $env: "TOKEN" }, NumNodeGroups: 3 });
  for (const { id } of composer.formats(document)) {
    const spans = composer.spans(document, id);
    assert.equal(spans.map(([, text]) => text).join(""), composer.render(document, id), id);
    spans.slice(1).forEach(([kind], i) => assert.notEqual(kind, spans[i][0], `${id}: neighbors of one kind are one`));
  }
  assert.ok(composer.spans(document, "cli-sh").some(([kind, text]) => kind === "name" && text === "--num-node-groups"));
});

test("read says what the text was and what was left out of it, with the place", () => {
  const text = "aws elasticache create-user \\\n  --user-id app --nonsense";
  const { document, form, notes } = composer.read(text);
  assert.deepEqual(document, composer.parse(text));
  assert.match(form, /AWS CLI/);
  assert.deepEqual(notes.map(({ line, column }) => [line, column]), [[2, 17]]);
  assert.match(notes[0].message, /--nonsense/);
  assert.throws(
    () => composer.read('{"resources": [}'),
    (error) => error.line === 1 && /read: line 1/.test(error.message),
  );
});

test("parse reads documents, parameters and links", () => {
  const document = cluster(orders);
  assert.deepEqual(composer.parse(JSON.stringify(document)), document);
  assert.deepEqual(composer.parse("https://example.com/x/" + composer.toFragment(document)), document);
  assert.deepEqual(composer.parse(composer.render(document, "json"), { region: "us-west-2" }), document);
});

test("one megabyte of text and ten thousand items are answered", () => {
  const long = cluster({ ...orders, ReplicationGroupDescription: "x".repeat(1_000_000) });
  const many = cluster({ ...orders, SecurityGroupIds: Array.from({ length: 10_000 }, (_, i) => `sg-${i}`) });
  for (const document of [long, many]) {
    assert.ok(Array.isArray(composer.validate(document)));
    for (const { id } of composer.formats(document)) {
      assert.ok(composer.render(document, id).length > 100, id);
    }
  }
});

test("versions say what the engine was made from", () => {
  const { version, services } = composer.version();
  assert.match(version, /^\d+\.\d+\.\d+$/);
  assert.match(services.elasticache.model, /^botocore \d/);
  assert.match(services.dsql.catalog, /^\d{4}-\d{2}/);
});

test("init is a promise in Node too", async () => {
  assert.equal(await composer.default(), undefined);
});

test("a policy lets the request through and says why", () => {
  const { policy, reasons } = composer.policy(cluster({ ...orders, Tags: [{ Key: "env", Value: "dev" }] }));
  assert.equal(policy.Version, "2012-10-17");
  assert.deepEqual(policy.Statement[0].Action, ["elasticache:CreateReplicationGroup"]);
  assert.ok(policy.Statement[0].Resource.includes("arn:aws:elasticache:us-west-2:*:replicationgroup:orders"));
  assert.deepEqual(reasons.map((r) => r.sid), policy.Statement.map((s) => s.Sid));
  const actions = (options) => composer.policy(cluster(orders), options).policy.Statement.flatMap((s) => s.Action);
  assert.equal(actions().includes("elasticache:DeleteReplicationGroup"), false);
  assert.ok(actions({ teardown: true }).includes("elasticache:DeleteReplicationGroup"));
  assert.ok(reasons.every((r) => r.reason.length > 10 && r.source.startsWith("https://docs.aws.amazon.com/")));
});

test("an expected response has the request's values, advice for errors, and states", () => {
  const { example, errors, states } = composer.response(cluster(orders), 0);
  assert.equal(example.ReplicationGroup.Description, "Orders");
  assert.deepEqual(states, ["creating", "available"]);
  assert.ok(errors.some((e) => e.code === "ReplicationGroupAlreadyExists" && e.status === 400 && e.advice.length > 20));
  assert.throws(() => composer.response(cluster(orders), 7), /resource 7 is no request/);
});
