#!/usr/bin/env bash
# Builds the static site into dist/. Called by `make build`, which has set up the tools.
set -euo pipefail
cd "$(dirname "$0")/.."

# The page is as old as the moment its build began: what is edited meanwhile is built the next time.
mkdir -p target
touch target/page-began
# Trunk refuses NO_COLOR=1.
env -u NO_COLOR trunk build --release --quiet
touch -r target/page-began dist/index.html
echo "built dist/: $(du -sh dist | cut -f1), $(find dist -type f | wc -l) files" >&2
