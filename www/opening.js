// What a link holds, as a text for the moments in which the app is being loaded. It judges nothing and
// reads only the beginning: the app says what is wrong with a link.

/** So much of a document is shown, in lines and letters of each. */
const LINES = 40;
const WIDTH = 120;
/** So much of a compressed link is read, in letters. */
const ENOUGH = 8_000;

/** A line that may hold a secret, which a link ought not to: its value is not shown. */
const SECRET = /token|password|^ *AccessString .*[<>#!]|^ *[^ ]*  [[{]/i;

/** The requests of a fragment with their parameters, a line each; empty for what cannot be read. */
export async function outline(fragment) {
  try {
    const [, form, rest] = fragment.match(/^#([vz]1)\/(.*)$/s);
    const text = (form === "z1" ? await inflated(rest) : rest).replace(/^v1\//, "");
    const [region, ...requests] = text.split(/\/(.*)/s).slice(0, 2);
    const lines = requests[0].split(";").flatMap((request) => told(request, plain(region)));
    return lines.slice(0, LINES).join("\n");
  } catch {
    return "";
  }
}

function told(request, region) {
  const [name, query = ""] = request.split(/\?(.*)/s);
  // Parameters that are no object are one text of JSON.
  const [operation] = name.split("!");
  const pairs = query.split("&").filter(Boolean).map((pair) => pair.split(/!?=(.*)/s));
  const lines = pairs.map(([key, value]) => {
    const line = `  ${plain(key)}  ${plain(value)}`;
    return SECRET.test(line) ? `  ${plain(key)}  …` : line;
  });
  return [`${plain(operation)}  ${region}`, ...lines].map((line) => (line.length > WIDTH ? `${line.slice(0, WIDTH)}…` : line));
}

function plain(text = "") {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The beginning of what was deflated and written as base64url. */
async function inflated(text) {
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).pipeThrough(new TextDecoderStream());
  const reader = stream.getReader();
  let acc = "";
  while (acc.length < ENOUGH) {
    const { done, value } = await reader.read();
    if (done) return acc;
    acc += value;
  }
  await reader.cancel();
  return acc;
}
