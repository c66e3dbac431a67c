#!/usr/bin/env bash
# Builds the npm package in pkg/: the engine without the page, for browsers and for Node.
# Needs cargo with the wasm32 target, and wasm-bindgen and wasm-opt on PATH (`make pkg` sees to it).
set -euo pipefail
cd "$(dirname "$0")/.."

rm -rf pkg
bash scripts/engine.sh pkg npm -O3
cp scripts/pkg/index.js scripts/pkg/documents.js scripts/pkg/index.d.ts scripts/pkg/README.md LICENSE-MIT LICENSE-APACHE pkg/
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
sed "s/@VERSION@/$version/" scripts/pkg/package.json > pkg/package.json

# What a user downloads, file by file.
for file in index.js documents.js engine.js engine_bg.wasm index.d.ts; do
  printf '%-16s %9d bytes, %9d brotli\n' "$file" "$(wc -c <"pkg/$file")" \
    "$(node -e 'process.stdout.write(String(require("node:zlib").brotliCompressSync(require("node:fs").readFileSync(process.argv[1])).length))' "pkg/$file")"
done >&2
