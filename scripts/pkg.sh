#!/usr/bin/env bash
# Builds the npm package in pkg/: the engine without the page, for browsers and for Node.
# Needs cargo with the wasm32 target, and wasm-bindgen and wasm-opt on PATH (`make pkg` sees to it).
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --quiet --lib --profile npm --target wasm32-unknown-unknown --features api
rm -rf pkg
mkdir pkg
wasm-bindgen --target web --no-typescript --out-dir pkg --out-name engine \
  target/wasm32-unknown-unknown/npm/cluster_composer.wasm
# Features by name: with all of them it writes what no browser reads yet.
wasm-opt -O3 --enable-bulk-memory --enable-multivalue --enable-mutable-globals \
  --enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext \
  pkg/engine_bg.wasm -o pkg/engine_bg.wasm
cp scripts/pkg/index.js scripts/pkg/documents.js scripts/pkg/index.d.ts scripts/pkg/README.md LICENSE-MIT LICENSE-APACHE pkg/
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
sed "s/@VERSION@/$version/" scripts/pkg/package.json > pkg/package.json
