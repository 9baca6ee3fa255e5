# Two commands: `make run` and `make test`. Everything they need is installed by `make tools`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
LISTEN ?= 127.0.0.1:8080
CARGO ?= cargo
NPM := cd web && npm
# As the tests build it: with the whole workspace's features, so that nothing is compiled a second time for them.
BUILD := $(CARGO) build --workspace --bin cnc

.PHONY: help run test bench check web tools fmt lint unit web-test e2e fuzz sql generated merkle kills plans prices screens clean

help:
	@echo "make run    build, start on an embedded PostgreSQL with the demo companies, print address and sign-ins"
	@echo "make test   everything that proves it: formatting, lints, unit, integration, sweeps, web, end to end"
	@echo "make bench  measures it beside the bare database and FastAPI (half an hour)"
	@echo "make check  the quick inner loop: types, lints and unit tests of the Rust side"

tools:
	@scripts/tools.sh

web: tools web/dist/.built

web/node_modules/.installed: web/package-lock.json
	$(NPM) ci --ignore-scripts --no-audit --no-fund
	@touch $@

web/dist/.built: web/node_modules/.installed $(shell find web/src web/*.html web/*.ts -type f 2>/dev/null)
	$(NPM) run build
	@touch $@

run: web
	$(BUILD)
	CNC_LISTEN=$(LISTEN) target/debug/cnc serve --demo

check:
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets -q -- -D warnings
	$(CARGO) test --workspace -q --exclude itests

fmt:
	$(CARGO) fmt --all --check

lint:
	$(CARGO) clippy --workspace --all-targets -q -- -D warnings
	$(CARGO) xtask tidy

generated:
	$(CARGO) xtask sql --check
	$(CARGO) xtask schema --check
	scripts/documents.sh --check

unit:
	$(CARGO) test --workspace

web-test: web
	$(NPM) run lint
	$(NPM) test
	$(NPM) run budget

e2e: web
	$(BUILD)
	scripts/e2e.sh story offline.mock screens.spec screens-live deals.spec templates.spec

# Every screen in every look, under axe: the test has the main ones in two.
screens: web
	$(BUILD)
	CNC_SCREENS=all scripts/e2e.sh screens.spec

# The plan of every list and search at 100,000 rows of one company.
plans:
	$(CARGO) test --workspace --test it plans:: -- --ignored --nocapture

# The audit trail's roots, recomputed by somebody else's code.
merkle:
	$(BUILD)
	scripts/merkle.sh

# kill -9 of the server and of its PostgreSQL while people write: CNC_KILLS of them, 200 when not said.
kills:
	$(BUILD)
	scripts/kills.py

# The API against inputs made by somebody else's code.
fuzz:
	$(BUILD)
	scripts/fuzz.sh

# A hundred thousand random quotes, priced by an optimised pricing engine: a minute at most.
prices:
	$(CARGO) test -p quotes --lib --config 'profile.dev.package.quotes.opt-level=3' --config 'profile.dev.package.kernel.opt-level=3' \
	  quo_1_a_hundred_thousand -- --ignored --nocapture

bench:
	$(CARGO) build --release -p app
	bench/run.sh

test: tools web fmt lint generated unit plans web-test e2e merkle
	CNC_FUZZ_EXAMPLES=1 $(MAKE) fuzz
	CNC_KILLS=6 $(MAKE) kills
	@echo "everything passed"

clean:
	$(CARGO) clean
	rm -rf web/dist web/node_modules
