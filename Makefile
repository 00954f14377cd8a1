# Every target, with one line on what it does: `make` prints them.
PYTHON ?= python3
PORT ?= 8000
STORE ?= sqlite
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test check format bench neo4j catalogue clean

help:  ## print the targets
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/ready: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/ready-dev: requirements-dev.txt $(VENV)/ready
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

clean:  ## remove the virtual environment, the demo bank and everything built
	rm -rf $(VENV) build demo rejects guanxi.db guanxi.db-wal guanxi.db-shm
