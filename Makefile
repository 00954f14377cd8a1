# Every target says in one line what it does: `make` prints them.
PYTHON ?= python3
PORT ?= 8000
STORE ?= sqlite
CUSTOMERS ?= 1000
AUTH ?= none
VENV := .venv
BIN := $(VENV)/bin

# Compiled modules are kept whatever the environment says: every process of a test run reads them.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test scale check format bench neo4j documents answers licences sbom vendor screenshots clean
.PHONY: fast-tests types contracts lint containers  # the parts of check

help:  ## print these targets
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/ready  ## make a demo bank, load it, derive its tags, serve them (PORT=, STORE=neo4j, CUSTOMERS=, AUTH=local)
	@PORT=$(PORT) STORE=$(STORE) CUSTOMERS=$(CUSTOMERS) AUTH=$(AUTH) PYTHON=$(BIN)/python sh demo.sh

test: $(VENV)/ready-dev  ## run every test, those on a real Neo4j included (in one process beside the others)
	$(BIN)/python -m service warm
	$(BIN)/python -m pytest -n auto --dist loadgroup

scale: $(VENV)/ready-dev  ## run what only size shows, an hour or more (GUANXI_SCALE=20000,100000)
	$(BIN)/python -m pytest -s scale

check: $(VENV)/ready-dev  ## format, lint, types, import contracts, containers, licences, fast tests, side by side
	@$(MAKE) --no-print-directory --jobs --keep-going fast-tests types contracts lint containers licences

fast-tests: $(VENV)/ready-dev
	$(BIN)/python -m pytest -q -n auto --dist worksteal --hypothesis-profile fast -m "not neo4j and not slow"

types: $(VENV)/ready-dev
	$(BIN)/mypy

contracts: $(VENV)/ready-dev
	$(BIN)/lint-imports

lint: $(VENV)/ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

containers: $(VENV)/ready-dev
	$(BIN)/hadolint Dockerfile
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec compose.yaml

format: $(VENV)/ready-dev  ## put the code in form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/ready-dev  ## measure, each figure against a peer in the same run
	$(BIN)/python -m bench

neo4j: $(VENV)/ready-dev  ## start a real Neo4j for a person, print its address, stop with Ctrl-C
	$(BIN)/python -m tests.neo4j

documents: $(VENV)/ready  ## write again the documents and query texts that are made from the code
	$(BIN)/python -m loaders.documents
	$(BIN)/python -m docs

answers: $(VENV)/ready-dev  ## ask the kept banks every question and write the answers' digests again
	$(BIN)/python -m tests.answers

licences: $(VENV)/ready-dev  ## print the licence of every package installed; fail where one may not be there
	$(BIN)/python -m tests.packaging.licences

sbom: $(VENV)/ready-dev  ## write what the image installs to build/guanxi.cdx.json, as CycloneDX has it
	$(BIN)/python -m tests.packaging.sbom

vendor:  ## fetch again the scripts that others made, as npm publishes them
	$(PYTHON) -m tests.packaging.vendored

screenshots: $(VENV)/ready-dev  ## make a picture of each page of the demo bank in build/screenshots
	$(BIN)/python -m tests.web.browser.screenshots

clean:  ## remove the virtual environment, the demo bank, compiled kernels and all else that was built
	rm -rf $(VENV) build dist demo rejects guanxi.db guanxi.db-wal guanxi.db-shm guanxi.reads.db*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/ready: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/ready-dev: requirements-dev.txt $(VENV)/ready
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@
