
if [[ ${1-} != --yes ]]; then
  read -r -p 'Remove all of this? Type yes: ' composer_reply || composer_reply=''
  if [[ $composer_reply != yes ]]; then
    composer_status=2
    fail 'nothing was removed'
  fi
fi
