
# await_by COMMAND...: runs one of AWS's own waiters, again where it gave up early.
await_by() {
  local attempt
  for ((attempt = 0; attempt < 6; attempt++)); do
    if "$@" 2>"$composer_errors"; then return; fi
    if [[ $(<"$composer_errors") != *'Max attempts exceeded'* ]]; then break; fi
    say '  not yet'
  done
  cat "$composer_errors" >&2
  exit 1
}
