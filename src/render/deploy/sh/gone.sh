
# gone ERROR COMMAND...: looks until the command fails with the error or answers nothing.
gone() {
  local look
  for ((look = 0; look < 240; look++)); do
    ask "$@"
    if [[ -z $composer_answer ]]; then return; fi
    say "  $composer_answer"
    sleep "${POLL_SECONDS:-15}"
  done
  fail 'it is not gone in time'
}
