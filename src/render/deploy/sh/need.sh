
# need NAME...: ends the script unless the environment has all of these variables.
need() {
  local composer_name composer_missing=''
  for composer_name in "$@"; do
    if [[ -z ${!composer_name-} ]]; then composer_missing+=" $composer_name"; fi
  done
  if [[ -n $composer_missing ]]; then
    composer_status=2
    fail "not set in the environment:$composer_missing"
  fi
}
