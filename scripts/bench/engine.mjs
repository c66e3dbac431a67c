// The package in Node, against botocore's own validating and serializing of the same request.
//
// A document is measured thrice: one that was never seen before and differs from the last in every
// shard, one in which a single value changed since the last call, and the very same one again.
// Times are those of the fastest run, ours and botocore's, which a busy machine disturbs least.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { cluster, typical } from "./documents.mjs";

const RUNS = 41;
/** Runs that are not counted, in which Node compiles the engine in earnest. */
const WARM = 20;
/** Of botocore's time. */
const LIMIT = 1 / 20;

export async function engine(root) {
  const composer = await import(join(root, "pkg", "index.js"));
  const rows = [];
  /** Measures `work` on what `prepare` makes, which is not measured. */
  const time = (what, prepare, work) => {
    const times = [];
    for (let n = -WARM; n < RUNS; n += 1) {
      const document = prepare();
      const began = performance.now();
      work(document);
      if (n >= 0) times.push(performance.now() - began);
    }
    const value = Math.min(...times);
    rows.push({ what, value, unit: "ms" });
    return value;
  };
  let kind = 0;
  const fresh = (n) => () => cluster(n, (kind += 1));
  const edited = (n) => {
    const document = cluster(n);
    return () => {
      kind += 1;
      document.resources[0].parameters.NodeGroupConfiguration[n >> 1].ReplicaCount = kind % 2;
      return document;
    };
  };
  const again = (n) => {
    const document = cluster(n);
    return () => document;
  };
  const works = [
    ["validate", (document) => composer.validate(document)],
    [
      "validate and render",
      (document) => {
        composer.validate(document);
        composer.render(document, "cli-sh");
      },
    ],
  ];
  const ways = [
    ["never seen before", fresh],
    ["one value changed", edited],
    ["unchanged", again],
  ];

  time("validate and render, typical, never seen before", fresh(3), works[1][1]);
  time("validate and render, typical, one value changed", edited(3), works[1][1]);
  const measured = [];
  for (const [work, run] of works) {
    for (const [way, documents] of ways) {
      const [small, large] = [50, 500].map((n) => time(`${work}, ${n} shards, ${way}`, documents(n), run));
      measured.push([`${work}, ${way}`, small, large]);
    }
  }
  for (const { id } of composer.formats(typical)) {
    time(`render ${id}, 500 shards, never seen before`, fresh(500), (document) => composer.render(document, id));
  }

  const { parameters } = cluster(500).resources[0];
  const python = join(root, ".venv", "bin", "python");
  const theirs = Number(
    execFileSync(python, [join(root, "scripts", "bench", "botocore_time.py"), String(RUNS)], { input: JSON.stringify(parameters) }),
  );
  rows.push({ what: "botocore's validate and serialize, 500 shards", value: theirs, unit: "ms" });
  for (const [what, small, large] of measured) {
    rows.push({ what: `${what}: share of botocore's time`, value: large / theirs, unit: "×", limit: LIMIT });
    rows.push({ what: `${what}: growth from 50 to 500 shards`, value: large / small, unit: "×", limit: 12 });
  }
  return rows;
}
