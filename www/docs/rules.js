// The page of rules: shows those that have all the words that are typed.
const form = document.querySelector(".filter");
const field = form.querySelector("input");
const said = form.querySelector("output");
const rules = [...document.querySelectorAll(".rule")].map((element) => ({
  element,
  link: document.querySelector(`.index [data-rule="${element.id}"]`),
  // Examples name many parameters that their rule is not about.
  text: [...element.querySelectorAll("h3, p, dd")].map((part) => part.textContent.toLowerCase()).join("\n"),
}));

form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
field.addEventListener("input", filter);
addEventListener("hashchange", reveal);
filter();

function filter() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const { element, link, text } of rules) {
    const hidden = !words.every((word) => text.includes(word));
    element.hidden = hidden;
    link.hidden = hidden;
    found += hidden ? 0 : 1;
  }
  for (const section of document.querySelectorAll("main section")) {
    section.hidden = !section.querySelector(".rule:not([hidden])");
  }
  said.textContent = words.length === 0 ? `${rules.length} rules` : `${found} of ${rules.length} rules`;
}

/** A link to a rule leads there also when the filter hides it. */
function reveal() {
  const target = document.getElementById(location.hash.slice(1));
  if (!target?.hidden) return;
  field.value = "";
  filter();
  target.scrollIntoView();
}
