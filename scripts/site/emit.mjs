// Files named by their content, loaded with integrity.
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes a file named by its content and says how to load it: the address, and the attributes that check it. */
export function emit(folder, name, extension, content) {
  const file = `${name}-${createHash("sha256").update(content).digest("hex").slice(0, 16)}.${extension}`;
  writeFileSync(join(folder, file), content);
  return { src: `./${file}`, integrity: integrity(content), checked: checked(content) };
}

export function integrity(content) {
  return `sha384-${createHash("sha384").update(content).digest("base64")}`;
}

/** The attributes that keep an element from loading anything but `content`. */
export function checked(content) {
  return `integrity="${integrity(content)}" crossorigin="anonymous"`;
}
