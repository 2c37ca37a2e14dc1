# Pagerate. `make run` and `make test` do everything on a machine with Python 3.11 and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= 2
# Each commit waits for the disk: databases of tests are in memory, where there is room.
MEMORY := $(shell test -w /dev/shm && df -Pk /dev/shm | awk 'NR == 2 && $$4 > 4000000 {print "/dev/shm"}')
PYTEST := $(if $(MEMORY),PYTEST_DEBUG_TEMPROOT=$(MEMORY)) $(BIN)/pytest
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup run dev test test-all coverage mutation bench check format browser words lock clean

help: ## list the targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## install everything into .venv (then: .venv/bin/pagerate --help)

$(READY): requirements-uv.lock requirements-dev.lock pyproject.toml
	@echo "Setting up $(VENV), once."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.11 setup"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --require-hashes --only-binary :all: -r requirements-uv.lock
	@$(BIN)/uv pip sync -q --compile-bytecode --python $(BIN)/python --require-hashes requirements-dev.lock
	@$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q app reports migrations
	@touch $@

run: $(READY) ## migrate the database and serve on 127.0.0.1:8000
	@$(BIN)/pagerate serve --host $(HOST) --port $(PORT)

dev: $(READY) ## the same, reloading on every change
	@$(BIN)/pagerate serve --host $(HOST) --port $(PORT) --reload

test: $(READY) check browser ## lint, types, import contracts and the whole default suite
	@$(PYTEST) -n $(WORKERS) -m "not long"

test-all: $(READY) check browser ## the default suite and the long counts
	@PAGERATE_WHOLE_BROWSER=yes $(PYTEST) -n $(WORKERS)

check: $(READY) ## lint, format, types, import contracts
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check -q
	@$(BIN)/mypy
	@$(BIN)/lint-imports

coverage: $(READY) ## branch coverage of reports by its own tests; fails under 100 per cent
	@$(BIN)/coverage run -m pytest -m "not long" tests/reports tests/house/test_examples.py
	@$(BIN)/coverage report

mutation: $(READY) ## change the measures and see whether a test minds; fails under 90 per cent (MEASURES=all)
	@$(BIN)/python tests/mutation/run.py --workers $(WORKERS) $(MEASURES)

bench: $(READY) ## ratios, measured in one run each
	@for file in tests/bench/bench_*.py; do $(BIN)/python $$file || exit 1; done

format: $(READY) ## format and mend what ruff can mend
	@$(BIN)/ruff check --fix -q || true
	@$(BIN)/ruff format -q

words: $(READY) ## collect messages into the catalogues
	@$(BIN)/pybabel -q extract -F app/locale/babel.cfg --ignore-dirs __pycache__ -k N_ -k words -k plural:1,2 --no-location --omit-header --sort-output -o app/locale/messages.pot app reports
	@$(BIN)/pybabel -q update --no-fuzzy-matching -l es -i app/locale/messages.pot -o app/locale/es/LC_MESSAGES/messages.po

lock: $(READY) ## resolve the locks again (then read the difference)
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade --extra postgres pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade -c requirements.lock --extra postgres --extra dev pyproject.toml -o requirements-dev.lock
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade tests/oracles/requirements.in -o tests/oracles/requirements.lock

clean: ## remove the virtual environment and caches
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage mutants .oracles .lighthouse

# The browser tests drive Debian's chromium, or its headless shell. They are installed here only where that cannot surprise anyone:
# as root in a container, or under CI. Elsewhere the command is printed and those tests are named as not run.
CHROMIUM_PACKAGES := chromium chromium-headless-shell fonts-dejavu-core
browser:
	@command -v chromium >/dev/null && command -v chromium-headless-shell >/dev/null && exit 0; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && { [ -n "$$CI" ] || [ -e /.dockerenv ] || [ -e /run/.containerenv ]; }; then \
	  echo "Installing chromium for the browser tests."; \
	  apt-get -q -o DPkg::Lock::Timeout=600 update >/dev/null && \
	  apt-get -q -o DPkg::Lock::Timeout=600 install -y --no-install-recommends $(CHROMIUM_PACKAGES) >/dev/null || \
	  echo "chromium and its headless shell could not be installed: the browser tests take longer, or are named as not run."; \
	else \
	  echo "chromium or its headless shell is missing: the browser tests take longer, or are named as not run. To install them:"; \
	  echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $(CHROMIUM_PACKAGES)"; \
	fi
