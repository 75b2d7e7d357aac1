# make run    the whole desk on this machine, at http://127.0.0.1:3000
# make test   every test but the next, browser stories included
# make test-deployed   stories on the deployed stack, in an emulator of AWS (Linux)
# make build  every function as Lambda runs it (ARCH=arm64 or x86_64)
# make deploy all of it into an AWS account; docs/operations.md
# make bench  units, prices, times and cold starts; see docs/benchmarks.md
# They install what is missing or say exactly what to install. Needed: Rust 1.95 or newer, Node 20.19 or newer, make.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PORT ?= 3000
FRESH ?=
SEED ?= 1
TICKETS ?= 1000
PARTS ?=
# The template's parameter Architecture says the same. `sam build` hands it on to the targets below.
export ARCH ?= arm64

# The one in PATH, or the one that .ci/run installs.
SAM ?= $(shell command -v sam || echo "$${XDG_CACHE_HOME:-$$HOME/.cache}/guichet/venv/bin/sam")

web_sources := $(shell find web -name node_modules -prune -o -name dist -prune -o -type f -print 2>/dev/null)

.PHONY: help run test test-rust test-web test-browser test-deployed soak bench lint fmt openapi tools build deploy setup replay

help: ## What there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: tools web/dist/index.html ## The whole desk on this machine (PORT=3000, FRESH=1 starts over)
	PORT=$(PORT) FRESH=$(FRESH) cargo run -p guichet-local

test: test-rust test-web test-browser ## Every test but test-deployed

test-rust: tools web/dist/index.html
	cargo test --workspace --quiet

test-web: web/node_modules/.package-lock.json
	cd web && npm test

test-browser: tools web/dist/index.html tests/browser/node_modules/.package-lock.json
	cargo test --workspace --quiet --no-run
	cd tests/browser && CHROMIUM="$$(../../infra/chromium)" npx playwright test

test-deployed: tools ## Stories on the stack as `sam deploy` deploys it, in an emulator of AWS (Linux)
	tests/deployed/run

soak: ## Many tickets at once under faults (SEED=1, TICKETS=1000)
	SOAK_SEED=$(SEED) SOAK_TICKETS=$(TICKETS) cargo test --workspace --test e2e many_at_once

build: tools ## Every function for Lambda, in .aws-sam/build (ARCH=arm64 or x86_64)
	SAM_CLI_TELEMETRY=0 $(SAM) build --parameter-overrides Architecture=$(ARCH)

# What `sam build` calls for each function of the template.
build-%Function:
	infra/cloud/build $* "$(ARTIFACTS_DIR)"

deploy: web/dist/index.html ## Build, deploy with questions the first time, upload the web
	infra/cloud/deploy

setup: ## Write teams, form and agents into a deployed desk (DESK=desk.json)
	infra/cloud/setup.mjs "$(DESK)"

replay: ## Do again what a deployed desk has set aside
	infra/cloud/replay.mjs

bench: tools ## Units, prices, times and cold starts (PARTS="units price host cold deciding sweep" chooses)
	case "$(PARTS)" in ""|*cold*) cargo build --release --target "$$(rustc -vV | sed -n 's/^host: //p')" $(addprefix -p guichet-,$(notdir $(wildcard functions/*)));; esac
	case "$(PARTS)" in ""|*deciding*) cargo bench --profile bench-host -p guichet-domain --bench deciding;; esac
	cargo run --profile bench-host -p guichet-bench -- $(PARTS)

lint: web/node_modules/.package-lock.json tests/browser/node_modules/.package-lock.json ## Formatter, clippy, TypeScript
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	cd web && npm run --silent check
	cd tests/browser && npx tsc

fmt: ## Format the Rust code
	cargo fmt --all

openapi: ## Write docs/openapi.json from the code, and the web's types from it
	UPDATE_SNAPSHOTS=1 cargo test --quiet -p guichet-tests --test openapi
	cd web && npm run --silent generate

tools:
	@command -v cargo >/dev/null || { echo "Rust is missing: install it from https://rustup.rs (1.95 or newer)." >&2; exit 1; }
	@command -v npm >/dev/null || { echo "Node is missing: install Node.js 20.19 or newer from https://nodejs.org." >&2; exit 1; }

web/node_modules/.package-lock.json: web/package-lock.json
	cd web && npm ci --no-audit --no-fund
	@touch $@

tests/browser/node_modules/.package-lock.json: tests/browser/package-lock.json
	cd tests/browser && npm ci --no-audit --no-fund
	@touch $@

web/dist/index.html: web/node_modules/.package-lock.json $(web_sources)
	cd web && npm run --silent build
	@touch $@
