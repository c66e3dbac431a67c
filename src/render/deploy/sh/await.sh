
# await STATUS COMMAND...: looks until the command answers with the status, or with one of several.
await() {
  local status=$1 look
  shift
  for ((look = 0; look < 240; look++)); do
    ask - "$@"
    if [[ -n $composer_answer && " $status " == *" $composer_answer "* ]]; then return; fi
    if [[ $composer_answer == *[Ff]ail* ]]; then fail "it is $composer_answer"; fi
    say "  ${composer_answer:-not there yet}"
    sleep "${POLL_SECONDS:-15}"
  done
  fail 'it did not get ready in time'
}
