#!/usr/bin/env bash
# engine.sh OUT PROFILE [-O3|-Oz]: the engine without the page, as an ES module and its WebAssembly, for the
# package and for the site. Without the last argument the WebAssembly stays as it was compiled.
# Needs cargo with the wasm32 target, and wasm-bindgen and wasm-opt on PATH.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$1 profile=$2 level=${3:-}
target=wasm32-unknown-unknown
folder=$profile
[ "$profile" != dev ] || folder=debug

# Only here a library of WebAssembly is wanted: with `crate-type` in Cargo.toml the page's build would link one too.
cargo rustc --quiet --locked --lib --crate-type cdylib --profile "$profile" --target $target --features api
mkdir -p "$out"
wasm-bindgen --target web --no-typescript --out-dir "$out" --out-name engine target/$target/$folder/cluster_composer.wasm
if [ -n "$level" ]; then
  # Features by name: with all of them it writes what no browser reads yet.
  wasm-opt "$level" --enable-bulk-memory --enable-multivalue --enable-mutable-globals \
    --enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext \
    "$out/engine_bg.wasm" -o "$out/engine_bg.wasm"
fi
