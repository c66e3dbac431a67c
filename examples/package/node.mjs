// Checks a scenario in which a name was misspelt, mends it, prints the command. In Node the engine is ready on import.
import * as composer from "cluster-composer";

const { document } = composer.scenarios().find(({ id }) => id === "redis-cluster-mode-enabled");
const { parameters } = document.resources[0];
parameters.CacheNodeTyp = parameters.CacheNodeType;
delete parameters.CacheNodeType;

let shown = document;
for (const { severity, message, fix } of composer.validate(document)) {
  if (severity !== "error") continue;
  console.error(`${severity}: ${message}`);
  if (fix) shown = fix.document;
}
console.log(composer.render(shown, "cli-sh"));
