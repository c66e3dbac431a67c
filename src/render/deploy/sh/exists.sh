
# exists: says that it does, and in what it differs.
exists() {
  say "  exists already${composer_answer:+, with another ${composer_answer//[[:space:]]/, }}"
}
