# Everything runs inside .venv; nothing but packages is fetched. `make help` lists the targets.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

# The stamp carries a checksum of pyproject.toml: unchanged metadata never reinstalls (whatever a
# checkout does to file times), changed metadata always does.
STAMP  := $(VENV)/.installed-$(shell cksum < pyproject.toml | cut -d' ' -f1)

.DEFAULT_GOAL := help
.PHONY: help setup test check format demo bench clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMP) ## create .venv and install vrpcore with all development tools (once)

$(STAMP):
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "vrpcore needs Python 3.11 or newer, \
	but $(PYTHON) is " + sys.version.split()[0] + "; choose another: make setup PYTHON=python3.12")'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo "installing vrpcore and its tools into $(VENV) (a few minutes the first time)"
	@$(PIP) install --editable '.[dev]'
	@rm -f $(VENV)/.installed-*
	@touch $@

test: $(STAMP) ## run the whole test suite
	$(BIN)/python -m pytest -q --hypothesis-profile=ci

check: $(STAMP) ## lint, format check, types, import layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP) ## rewrite the sources in the house format
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

demo: $(STAMP) ## plan the reference county; writes demo-output/
	$(BIN)/vrpcore demo --output demo-output

bench: $(STAMP) ## run the microbenchmarks
	$(BIN)/python -m pytest -q benchmarks/micro

clean: ## remove .venv, caches and outputs
	rm -rf $(VENV) demo-output build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks
	find vrpcore tests -name __pycache__ -type d -prune -exec rm -rf {} +
