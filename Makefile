# One word for each thing one does here. Needs only make, bash and Python 3.11 or newer; everything else is fetched.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo test test-sqlite test-postgres check format bench evaluate docs pictures styles clean
BIN := .venv/bin
# The smallest machine that we build for has two cores; a third worker computes while another waits for its browser.
# One core a process: three workers share the cores, and threads that wait for each other only spin.
PYTEST := env OPENBLAS_NUM_THREADS=1 $(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder
# These never open a database, so a second database can tell nothing new about them.
PURE := src/houvast/law src/houvast/language tests/laws tests/architecture
# What a page looks like does not depend on the database, so of the browser's tests PostgreSQL gets one whole journey.
ON_POSTGRES := -m "not one_database and (not browser or on_postgres)"

help: ## tell what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## run a fictional city on this machine and print its address
	@tools/bootstrap
	@$(BIN)/houvast demo

test: ## the whole suite on SQLite, in a real browser, then what uses a database on PostgreSQL
	@tools/bootstrap --dev
	@tools/install-test-needs
	@$(MAKE) --no-print-directory test-sqlite test-postgres

test-sqlite: ## the suite on SQLite only (after `make test` once)
	@tools/prepare-tests
	@echo "== The suite on SQLite" && env -u DATABASE_URL $(PYTEST)

test-postgres: ## the suite on PostgreSQL only, in a cluster of its own
	@tools/prepare-tests
	@echo "== The suite on PostgreSQL" && $(BIN)/python -m tools.with_postgres -- $(PYTEST) $(ON_POSTGRES) $(PURE:%=--ignore=%)

check: ## everything that needs no running program: format, types, stairs, texts, laws, docs, settings
	@tools/bootstrap --dev
	@tools/check

format: ## put code and templates in the house's form
	@tools/bootstrap --dev
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

styles: ## build the look again, after a change in src/houvast/ui/styles
	@tools/bootstrap --dev
	@$(BIN)/python src/houvast/ui/styles/build.py

bench: ## how fast it is on this machine, against a page that does nothing
	@tools/bootstrap --dev
	@tools/install-test-needs
	@$(BIN)/python -m bench
	@$(BIN)/python -m bench.load
	@$(BIN)/python -m bench.memory
	@$(BIN)/python -m bench.population --growth

evaluate: ## how well questions in own words are understood, on sets kept apart from what was learned
	@tools/bootstrap --dev
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tools.evaluate

docs: ## write the generated documents again
	@tools/bootstrap --dev
	@$(BIN)/python -m tools.generate_docs

pictures: ## take the pictures of the README again, from the demo
	@tools/bootstrap --dev
	@tools/install-test-needs
	@$(BIN)/python -m tools.pictures

clean: ## remove what was made here: the environment, the demo's data, caches
	rm -rf .venv .tools var build dist .mypy_cache .ruff_cache .import_linter_cache
