
# await STATUS COMMAND...: looks until the command answers with the status.
await() {
  local status=$1 look
  shift
  for ((look = 0; look < 240; look++)); do
    ask - "$@"
    case $composer_answer in
      "$status") return ;;
      *[Ff]ail*) fail "it is $composer_answer" ;;
    esac
    say "  ${composer_answer:-not there yet}"
    sleep "${POLL_SECONDS:-15}"
  done
  fail 'it did not get ready in time'
}
