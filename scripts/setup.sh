#!/usr/bin/env bash
# Installs what is missing, at pinned versions, inside the project wherever the tool allows it.
#
# Usage: setup.sh GROUP...
#   page      what building the page and the package takes: wasm target, Trunk, wasm-bindgen, npm packages
#   python    .venv/ with requirements.txt
#   browser   Chromium with its driver, Firefox
#   shells    python, and the shells that commands are tried in
#   recipes   the documentation tools that examples/embed is built with
#   all       all of them
set -euo pipefail
cd "$(dirname "$0")/.."

WASM_BINDGEN=0.2.130 # the same as in Cargo.toml
TRUNK=0.21.14
MDBOOK=0.4.52

say() { printf '· %s\n' "$*" >&2; }
die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }

need_cargo() {
  has cargo || die "cargo is missing: install Rust from https://rustup.rs"
  has cc || die "a C compiler is missing: install gcc or clang (Debian: apt install build-essential)"
}

need_node() {
  { has node && has npm; } || die "Node.js 20 or later with npm is missing: https://nodejs.org"
  node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' ||
    die "Node.js $(node --version) is too old: 20 or later is needed"
}

need_python() {
  has python3 || die "Python 3.11 or later is missing: https://www.python.org"
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    die "$(python3 --version) is too old: 3.11 or later is needed"
}

wasm_target() {
  [ -d "$(rustc --print target-libdir --target wasm32-unknown-unknown)" ] && return
  has rustup || die "Rust's wasm32-unknown-unknown target is missing, and rustup to install it: https://rustup.rs"
  say "adding Rust's wasm32-unknown-unknown target"
  rustup target add wasm32-unknown-unknown >&2
}

# cargo_tool PROGRAM VERSION ARGUMENT... installs a program into .tools/cargo unless it is there in that version.
cargo_tool() {
  local program=$1 version=$2 found
  shift 2
  found=$(".tools/cargo/bin/$program" --version 2>/dev/null || true)
  [ "${found/ v/ }" = "$program $version" ] && return
  say "installing $program $version into .tools/ (once, some minutes)"
  cargo install --quiet --root .tools/cargo --version "$version" "$@" >&2
}

# stamped FOLDER FILE: was FOLDER made from this very FILE?
stamp_of() { cksum <"$1"; }
stamped() { [ "$(cat "$1/.stamp" 2>/dev/null)" = "$(stamp_of "$2")" ]; }

npm_packages() {
  stamped node_modules package-lock.json && return
  say "installing npm packages into node_modules/"
  npm ci --silent --no-audit --no-fund >&2
  stamp_of package-lock.json >node_modules/.stamp
}

# python_packages FOLDER FILE installs the packages that FILE lists into a virtual environment.
python_packages() {
  local folder=$1 file=$2
  stamped "$folder" "$file" && return
  say "installing Python packages into $folder/"
  [ -x "$folder/bin/python" ] || python3 -m venv "$folder" ||
    die "python3 cannot make a virtual environment (Debian: apt install python3-venv)"
  "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$file" >&2
  stamp_of "$file" >"$folder/.stamp"
}

# system PROGRAM=PACKAGE... installs the Debian packages whose program is missing.
system() {
  local pair missing=() programs=()
  for pair in "$@"; do
    has "${pair%%=*}" && continue
    programs+=("${pair%%=*}")
    missing+=("${pair#*=}")
  done
  [ "${#missing[@]}" -eq 0 ] && return
  local as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
  if ! has apt-get || { [ "$(id -u)" -ne 0 ] && ! sudo -n true 2>/dev/null; }; then
    die "missing: ${programs[*]}. Install them with your system's package manager (Debian: sudo apt install ${missing[*]})"
  fi
  say "installing ${missing[*]} with apt"
  "${as_root[@]}" apt-get update -qq </dev/null >&2
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq --yes --no-install-recommends "${missing[@]}" </dev/null >/dev/null
}

page() {
  need_cargo
  need_node
  wasm_target
  cargo_tool wasm-bindgen "$WASM_BINDGEN" wasm-bindgen-cli
  cargo_tool trunk "$TRUNK" --locked --no-default-features --features rustls trunk
  npm_packages
}

python() {
  need_python
  python_packages .venv requirements.txt
}

browser() {
  system chromium=chromium chromedriver=chromium-driver firefox-esr=firefox-esr
}

shells() {
  python
  system dash=dash zsh=zsh fish=fish shellcheck=shellcheck curl=curl
  # cmd.exe: the tests say so loudly when there is no wine.
  (system wine=wine x86_64-w64-mingw32-gcc=gcc-mingw-w64-x86-64) ||
    say "no wine: what cmd.exe does with our commands will not be tried"
}

recipes() {
  need_cargo
  need_python
  # Sphinx and the AWS CLI want different versions of docutils.
  python_packages .tools/recipes examples/embed/requirements.txt
  # Unoptimised: it builds one page, and is compiled in half the time.
  cargo_tool mdbook "$MDBOOK" --locked --debug --no-default-features mdbook
}

all() {
  page
  browser
  shells
  recipes
}

[ "$#" -gt 0 ] || die "usage: setup.sh page|python|browser|shells|recipes|all ..."
for group in "$@"; do
  case $group in
    page | python | browser | shells | recipes | all) "$group" ;;
    *) die "unknown group: $group" ;;
  esac
done
