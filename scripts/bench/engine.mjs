// The package in Node, against botocore's own validating and serializing of the same request.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { cluster, typical } from "./documents.mjs";
import { median } from "./statistics.mjs";

const RUNS = 15;
/** Runs that are not counted, in which Node compiles the engine in earnest. */
const WARM = 5;

export async function engine(root) {
  const composer = await import(join(root, "pkg", "index.js"));
  const rows = [];
  const time = (what, work) => {
    for (let n = 0; n < WARM; n += 1) work();
    const times = Array.from({ length: RUNS }, () => {
      const began = performance.now();
      work();
      return performance.now() - began;
    });
    const value = median(times);
    rows.push({ what, value, unit: "ms" });
    return value;
  };
  const both = (document) => () => {
    composer.validate(document);
    composer.render(document, "cli-sh");
  };
  time("validate and render, typical", both(typical));
  const small = time("validate and render, 50 shards", both(cluster(50)));
  const large = time("validate and render, 500 shards", both(cluster(500)));
  rows.push({ what: "growth from 50 to 500 shards", value: large / small, unit: "×", limit: 12 });
  for (const { id } of composer.formats(typical)) time(`render ${id}, 500 shards`, () => composer.render(cluster(500), id));

  const { parameters } = cluster(500).resources[0];
  const python = join(root, ".venv", "bin", "python");
  const theirs = Number(
    execFileSync(python, [join(root, "scripts", "bench", "botocore_time.py"), String(RUNS)], { input: JSON.stringify(parameters) }),
  );
  rows.push({ what: "botocore's validate and serialize, 500 shards", value: theirs, unit: "ms" });
  rows.push({ what: "validate and render as a share of botocore's time", value: large / theirs, unit: "×", limit: 1 / 20 });
  return rows;
}
