# What a person does here. `make` alone lists it.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:

# The first of these that runs and is new enough makes the environment; `make PYTHON=… setup` names another.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
  $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$name; break; }; done)
BIN := .venv/bin
READY := .venv/.ready

# Where the call names one, an environment of another Python is made anew.
WHICH := -c 'import sys; print(sys.base_prefix, sys.version)' 2>/dev/null
ifeq ($(origin PYTHON),command line)
ifneq ($(shell $(PYTHON) $(WHICH)),$(shell $(BIN)/python $(WHICH)))
$(READY): anew
endif
endif

COMPILE = $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-emit-find-links --no-annotate --no-header --no-config --quiet

.PHONY: anew help setup report reports test fuzz lint lab bench schedules lock docs gallery clean

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

setup: $(READY)  ## make .venv from requirements.lock (hashes checked)

$(READY): requirements.lock requirements-installer.lock pyproject.toml
	@[ -n "$(PYTHON)" ] && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || { echo "Python 3.11 or newer is needed; name one: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@version=$$($(PYTHON) --version); echo "[1/3] environment: .venv with $$version"
	@rm -f $(READY)
	@$(PYTHON) -m venv --clear .venv
	@echo "[2/3] packages: $$(grep -c '==' requirements.lock) pinned in requirements.lock, hashes checked"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-installer.lock \
	  && $(BIN)/uv pip install --quiet --no-config --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock \
	  || $(BIN)/python -m pip install --disable-pip-version-check --progress-bar off --require-hashes -r requirements.lock
	@echo "[3/3] kkpham itself, from src/"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

report: $(READY)  ## the yearly award summary and two provinces of 2023, from the raw facts
	@$(BIN)/kkpham run first

reports: $(READY)  ## the yearly plan of 2023, every province, in both languages; YEAR=2022 is another round
	@$(BIN)/kkpham run yearly --year $(or $(YEAR),2023)

test: $(READY)  ## everything that is tested
	@$(BIN)/python -m tests.run_all $(STRICT)

fuzz: $(READY)  ## the properties again on examples that nobody chose; takes long
	@HYPOTHESIS_PROFILE=thorough $(BIN)/python -m pytest -q -n 2 --hypothesis-seed=random $$(grep -rl "hypothesis import" tests)

lab: $(READY)  ## JupyterLab with the right kernel
	@$(BIN)/kkpham build
	@mkdir -p scratch
	@$(BIN)/jupyter labextension disable @jupyterlab/apputils-extension:announcements >/dev/null 2>&1 || true
	@# A kernel starts where its notebook lies: a data folder named from here is handed on whole.
	@[ -z "$${KKPHAM_DATA:-}" ] || export KKPHAM_DATA="$$(realpath -- "$$KKPHAM_DATA")"; \
	  $(BIN)/jupyter lab $$([ "$$(id -u)" = 0 ] && echo --allow-root || true) --ServerApp.root_dir=. --LabApp.default_url=/lab/tree/notebooks/explore.ipynb

lint: $(READY)  ## ruff and mypy alone
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

docs: $(READY)  ## write again what is made from the table schemas: dictionary, datapackages; and the pictures
	@$(BIN)/python -m kkpham_analysis.tables.dictionary
	@$(MAKE) --no-print-directory gallery

gallery: $(READY)  ## make again the pictures that the README and the docs show
	@$(BIN)/kkpham build
	@$(BIN)/python docs/make_pictures.py

bench: $(READY)  ## coverage and reports beside other ways; many minutes, FACTORS=1 REPORTS=8 is shorter
	@$(BIN)/kkpham build
	@# A promise that is broken ends with 1, behind the page that says so.
	@kept=0; \
	  $(BIN)/python -m benchmarks --factor $(or $(FACTORS),1 10 100) || kept=1; \
	  $(BIN)/python -m benchmarks.reports --reports $(or $(REPORTS),76) || kept=1; \
	  $(BIN)/python -m benchmarks.untouched || kept=1; \
	  $(BIN)/python -m benchmarks.scale || kept=1; \
	  $(BIN)/python -m benchmarks.page; \
	  exit $$kept

schedules: $(READY)  ## examples/schedule held against actionlint and Airflow 2 and 3, fetched into .schedules
	@$(BIN)/python -m tests.check_schedules

lock: $(READY)  ## pin every version again
	@$(COMPILE) --all-extras --group dev pyproject.toml -o requirements.lock
	@$(COMPILE) requirements-installer.in -o requirements-installer.lock

clean:  ## remove the environment, the tables and caches; the facts and the reports stay
	rm -rf .venv .schedules data/processed data/.processed-* .pytest_cache .mypy_cache .ruff_cache .hypothesis
