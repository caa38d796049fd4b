# Everything that a person or CI runs. Each target installs what it needs into .venv.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
JOBS ?= auto
UVC = $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header
SOURCES := $(shell find caunoi -name '*.py' -o -name '*.po' -o -name '*.css' -o -name '*.js' 2>/dev/null)

.PHONY: setup run test soak coverage check fmt messages bench lock clean help

help:
	@sed -n 's/^## //p' Makefile

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Cầu Nối needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

# The locks are whole, so nothing is resolved again: pip would take the newest release where a package asks for another with
# an extra ("coverage[toml]"), and then refuse it for having no hash.
$(VENV)/.base: requirements/base.txt pyproject.toml | $(BIN)/python
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements/base.txt
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.messages: $(VENV)/.base $(SOURCES)
	@$(BIN)/python -m caunoi.core.messages compile
	@$(BIN)/python -m compileall -q caunoi
	@touch $@

## make setup      install into .venv and compile the translations
setup: $(VENV)/.base $(VENV)/.messages

## make run        migrate, load the demonstration, serve on http://localhost:8000 (PORT=… for another)
run: setup
	@$(BIN)/caunoi start --demo --port $(PORT)

## make test       the whole suite; says what it skips and why
test: $(VENV)/.dev $(VENV)/.messages
	$(BIN)/pytest -n $(JOBS) --dist loadgroup $(ARGS)

## make coverage   the suite without the journeys in a browser, measured: fails under 95 %, or where actions, queries or
##                 permissions have a gap; compiled loops run as plain Python there, for coverage sees no machine code
coverage: $(VENV)/.dev $(VENV)/.messages
	@mkdir -p .cache
	NUMBA_DISABLE_JIT=1 $(BIN)/pytest -n $(JOBS) --dist loadgroup --cov --cov-report= --cov-report=json:.cache/coverage.json -m "not browser" $(ARGS)
	$(BIN)/python .ci/coverage_gate.py .cache/coverage.json

## make soak       the property tests of the synthesis with other examples each time, thousands of them (EXAMPLES=…)
soak: $(VENV)/.dev $(VENV)/.messages
	CAUNOI_EXAMPLES=$(or $(EXAMPLES),5000) NUMBA_DISABLE_JIT=1 $(BIN)/pytest -n $(JOBS) -m "not slow" tests/synthesis $(ARGS)

## make check      every linter
check: $(VENV)/.dev $(VENV)/.messages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djhtml --tabwidth 2 --check caunoi
	DJANGO_SETTINGS_MODULE=caunoi.config.settings_test $(BIN)/caunoi makemigrations --check --dry-run
	$(BIN)/python -m caunoi.core.messages check

## make fmt        format code and templates
fmt: $(VENV)/.dev
	$(BIN)/ruff check --fix-only -q .
	$(BIN)/ruff format -q .
	$(BIN)/djhtml --tabwidth 2 caunoi

## make messages   add new messages to the translation files
messages: $(VENV)/.dev
	$(BIN)/python -m caunoi.core.messages extract

# The peers of benchmarks/opinions.py, which drag in a gigabyte: apart from everything else.
$(VENV)/peers/.done: requirements/peers.txt | $(BIN)/python
	$(PYTHON) -m venv $(VENV)/peers
	$(VENV)/peers/bin/pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements/peers.txt
	@touch $@

## make bench      every benchmark, beside a peer's figure in the same run
bench: $(VENV)/.dev $(VENV)/.messages $(VENV)/peers/.done
	@for script in benchmarks/*.py benchmarks/rollup/__main__.py; do echo "== $$script"; PYTHONPATH=. $(BIN)/python $$script || exit 1; done

## make lock       compile the locked requirements again
lock: $(VENV)/.dev
	$(UVC) pyproject.toml -o requirements/base.txt
	$(UVC) --extra dev pyproject.toml -c requirements/base.txt -o requirements/dev.txt
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["peers"], sep="\n")' | $(UVC) - -o requirements/peers.txt

clean:
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache
