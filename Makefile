# Every command sets up what it lacks, says what it does, and is safe to run twice.
# Tools, packages and their versions: scripts/setup.sh.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.NOTPARALLEL:

PORT ?= 8080
SETUP := bash scripts/setup.sh
export PATH := $(CURDIR)/.tools/cargo/bin:$(CURDIR)/node_modules/.bin:$(PATH)

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: serve
serve: build ## build what changed and serve the page on http://127.0.0.1:8080/ (PORT= changes it)
	@node scripts/serve.mjs dist $(PORT)

# What the page is made of. Folders are listed too, so that a removed file counts as a change.
PAGE := index.html Trunk.toml Cargo.toml Cargo.lock rust-toolchain.toml package-lock.json \
	scripts/page.sh scripts/finish.mjs scripts/engine.sh scripts/site-engine.mjs $(wildcard scripts/site/*.mjs) $(shell find src www scripts/pkg -not -name '.*' 2>/dev/null)

.PHONY: build
build: dist/index.html ## the static site in dist/

dist/index.html: $(PAGE)
	@$(SETUP) page
	@bash scripts/page.sh

.PHONY: pkg
pkg: ## the npm package in pkg/
	@$(SETUP) page
	@bash scripts/pkg.sh

.PHONY: model
model: ## src/model/generated from the pinned botocore
	@$(SETUP) python
	@.venv/bin/python scripts/model.py

.PHONY: catalog
catalog: ## src/catalog/generated from its dated sources
	@$(SETUP) python
	@.venv/bin/python scripts/catalog.py

.PHONY: bench
bench: build pkg ## engine and page benchmarks, also written to target/bench.json
	@$(SETUP) python browser
	@node scripts/bench/bench.mjs

.PHONY: test
test: ## every test; a group alone: test-lint, -native, -pkg, -oracle, -wasm, -e2e
	@$(SETUP) all
	@python3 scripts/test.py

.PHONY: test-lint test-native
test-lint test-native: test-%:
	@$(SETUP) python
	@python3 scripts/test.py $*

.PHONY: test-pkg
test-pkg:
	@$(SETUP) page
	@python3 scripts/test.py pkg

.PHONY: test-oracle
test-oracle:
	@$(SETUP) shells
	@python3 scripts/test.py oracle

.PHONY: test-wasm test-e2e
test-wasm test-e2e: test-%:
	@$(SETUP) page browser recipes
	@python3 scripts/test.py $*

FUZZ_SECONDS ?= 60
FUZZ_TARGETS ?=

.PHONY: fuzz
fuzz: ## coverage-guided fuzzing of every reader (FUZZ_SECONDS=60 for each, FUZZ_TARGETS= for some)
	@bash scripts/fuzz.sh $(FUZZ_SECONDS) $(FUZZ_TARGETS)

.PHONY: clean
clean: ## remove what was built, keep the tools
	rm -rf dist pkg target
