#!/usr/bin/env bash
# Coverage-guided fuzzing of everything that reads text, with libFuzzer and the stable toolchain.
#
# Usage: fuzz.sh SECONDS [TARGET...]
#
# Each target begins with tests/fixtures/corpus/TARGET.json and runs so many seconds. It fails on a panic, on an input
# that takes 10 seconds and on more than 256 MB of memory; the input is then in fuzz/artifacts. What covers more
# is kept in fuzz/corpus; `fuzz.sh minimize` makes the fixtures of it anew.
set -euo pipefail
cd "$(dirname "$0")/.."
targets=(link cli_sh cli_cmd cli_powershell python request data)
# Larger inputs are for the growth tests; fixtures are to stay readable.
kept=1200

export RUSTFLAGS="-Ccodegen-units=1 -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares"
# A target, so that the flags are not those of build scripts.
host=$(rustc -vV | sed -n 's/^host: //p')
cargo build -q --release --bins --manifest-path fuzz/Cargo.toml --target "$host"
program=fuzz/target/$host/release

for target in "${targets[@]}"; do
  mkdir -p "fuzz/corpus/$target" fuzz/artifacts
  python3 scripts/fuzz_corpus.py unpack "tests/fixtures/corpus/$target.json" "fuzz/corpus/$target"
done

if [ "${1:-}" = minimize ]; then
  for target in "${targets[@]}"; do
    rm -rf "fuzz/minimized/$target"
    mkdir -p "fuzz/minimized/$target"
    "$program/$target" -merge=1 -max_len=$kept "fuzz/minimized/$target" "fuzz/corpus/$target" 2>/dev/null
    python3 scripts/fuzz_corpus.py pack "tests/fixtures/corpus/$target.json" "fuzz/minimized/$target"
  done
  exit
fi

seconds=${1:-60}
shift || true
[ $# -gt 0 ] || set -- "${targets[@]}"
for target in "$@"; do
  echo "· $target, $seconds seconds"
  "$program/$target" -max_total_time="$seconds" -rss_limit_mb=256 -timeout=10 -max_len=4096 -verbosity=0 \
    -print_final_stats=1 -artifact_prefix="fuzz/artifacts/$target-" "fuzz/corpus/$target" 2>&1 | grep -vE '^(INFO|WARNING: Failed to find)'
done
