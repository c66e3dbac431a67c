set -euo pipefail
export AWS_PAGER=''

composer_answer=''
composer_errors=$(mktemp)
trap 'rm -f "$composer_errors"' EXIT

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "error: $*"
  exit "${composer_status:-1}"
}

# ask ERROR COMMAND...: what the command answers; nothing if it fails with that error.
ask() {
  local missing=$1
  shift
  if composer_answer=$("$@" 2>"$composer_errors"); then
    if [[ $composer_answer == None ]]; then composer_answer=''; fi
  elif [[ $(<"$composer_errors") == *"($missing)"* ]]; then
    composer_answer=''
  else
    cat "$composer_errors" >&2
    exit 1
  fi
}
