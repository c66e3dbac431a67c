// Lighthouse's scores on a phone, of the first view and of a document that is opened by a link.
// The site is served compressed, as a web server does; three runs each, of which the median counts.
import { join } from "node:path";
import lighthouse from "lighthouse";
import { serve } from "../serve.mjs";
import { launch } from "./browser.mjs";
import { typical } from "./documents.mjs";
import { median } from "./statistics.mjs";

const RUNS = 3;
const LIMITS = { performance: 98, accessibility: 100, "best-practices": 100 };

export async function scores(root) {
  const { toFragment } = await import(join(root, "pkg", "index.js"));
  const site = await serve(join(root, "dist"), { compressed: true });
  try {
    return [
      ...(await audited(site.url, "first view")),
      ...(await audited(`${site.url}${toFragment(typical)}`, "link to a document")),
    ];
  } finally {
    await site.close();
  }
}

async function audited(url, name) {
  const runs = [];
  const failed = new Set();
  for (let run = 0; run < RUNS; run += 1) {
    const port = 9300 + ((process.pid + run) % 600);
    const browser = await launch(`--remote-debugging-port=${port}`);
    try {
      const { lhr } = await lighthouse(url, { port, logLevel: "error", onlyCategories: Object.keys(LIMITS) });
      runs.push(lhr);
      for (const category of Object.values(lhr.categories)) {
        for (const { id, weight } of category.auditRefs) if (weight > 0 && lhr.audits[id].score < 0.9) failed.add(id);
      }
    } finally {
      await browser.close();
    }
  }
  if (failed.size > 0) console.error(`lighthouse, ${name}: ${[...failed].join(", ")}`);
  const milliseconds = (audit) => median(runs.map((lhr) => lhr.audits[audit].numericValue));
  return [
    ...Object.entries(LIMITS).map(([category, least]) => ({
      what: `Lighthouse, phone, ${name}: ${category}`,
      value: Math.round(100 * median(runs.map((lhr) => lhr.categories[category].score))),
      unit: "of 100",
      least,
    })),
    { what: `Lighthouse, phone, ${name}: largest contentful paint`, value: milliseconds("largest-contentful-paint"), unit: "ms" },
    { what: `Lighthouse, phone, ${name}: blocked`, value: milliseconds("total-blocking-time"), unit: "ms" },
  ];
}
