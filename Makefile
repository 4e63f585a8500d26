# Everything runs inside .venv; nothing but packages is fetched. `make help` lists the targets.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

# The stamp carries a checksum of pyproject.toml: unchanged metadata never reinstalls (whatever a
# checkout does to file times), changed metadata always does.
STAMP  := $(VENV)/.installed-$(shell cksum < pyproject.toml | cut -d' ' -f1)

# The native engine is compiled in build/, its Python module put into the source tree.
CXX_COMPILER := $(shell command -v "$${CXX:-c++}" || command -v g++ || command -v clang++)
CPP     = $(shell find cpp -name '*.[ch]pp')
CMAKE  := $(BIN)/cmake
CONFIGURE = $(CMAKE) --fresh -S . -G Ninja -D CMAKE_MAKE_PROGRAM=$(abspath $(BIN)/ninja) \
	-D CMAKE_CXX_COMPILER=$(CXX_COMPILER) -D Python_EXECUTABLE=$(abspath $(BIN)/python) \
	-D VRPCORE_TESTS=ON -D VRPCORE_WERROR=ON

.DEFAULT_GOAL := help
.PHONY: help setup build browser test check sanitize format docs demo bench counties clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMP) build ## create .venv and install vrpcore with all development tools (once)

$(STAMP):
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "vrpcore needs Python 3.11 or newer, \
	but $(PYTHON) is " + sys.version.split()[0] + "; choose another: make setup PYTHON=python3.12")'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo "installing vrpcore and its tools into $(VENV) (a few minutes the first time)"
	@$(PIP) install --config-settings=wheel.cmake=false --editable '.[dev]' # `build` compiles
	@rm -f $(VENV)/.installed-*
	@touch $@

ifneq ($(CXX_COMPILER),)
build: build/release/build.ninja ## compile what changed in the native engine
	@$(CMAKE) --build build/release
else
build: $(STAMP)
	@echo "no C++ compiler found: vrpcore works without its native engine (Debian: apt install g++)"
endif

build/release/build.ninja: $(STAMP)
	@$(CONFIGURE) -B build/release -D VRPCORE_INPLACE=ON --log-level=NOTICE

build/sanitize/build.ninja: $(STAMP)
	@$(CONFIGURE) -B build/sanitize -D VRPCORE_SANITIZE=ON --log-level=NOTICE

# As root, or through sudo. Where it cannot be, the browser tests skip by name.
ROOT := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)

browser: ## install Chromium for the tests of the HTML report, if there is none (Debian)
	@command -v chromium >/dev/null \
	|| { $(ROOT) apt-get -q update && $(ROOT) apt-get -q -o DPkg::Lock::Timeout=300 install --yes \
		--no-install-recommends chromium; } \
	|| echo "Chromium cannot be installed here: the tests that need a browser will skip"

test: build ## run the whole test suite
	$(BIN)/python -m pytest -q --hypothesis-profile=ci

check: build ## lint, format check, types, import layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/clang-format --dry-run --Werror $(CPP)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

sanitize: build/sanitize/build.ninja ## run the native engine under AddressSanitizer and UndefinedBehaviorSanitizer
	@$(CMAKE) --build build/sanitize --target vrpcore_tests _core _paths
	build/sanitize/cpp/vrpcore_tests
	.ci/sanitized-pytest $(BIN)/python $(CXX_COMPILER)

format: $(STAMP) ## rewrite the sources in the house format
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .
	$(BIN)/clang-format -i $(CPP)

# Sphinx and its 40 packages are installed by the first `make docs`, not by `make setup`.
$(VENV)/.docs: $(STAMP)
	@$(PIP) install --config-settings=wheel.cmake=false --editable '.[dev,docs]'
	@touch $@

# All pages anew (-E -a): they follow the code, of which Sphinx knows nothing.
docs: build $(VENV)/.docs ## build the documentation (build/docs/index.html), tutorials run; warnings are errors
	$(BIN)/python -m sphinx -E -a -W --keep-going --quiet -d build/doctrees docs build/docs

demo: build ## plan the reference county; writes demo-output/
	$(BIN)/vrpcore demo --output demo-output

bench: build ## run the microbenchmarks
	$(BIN)/python -m pytest -q benchmarks/micro

# Once more for the same time, or longer: make counties TIME=300 ROUNDS=3 OPTIONS='--from-best day-800-ample-0'
TIME   ?= 60
ROUNDS ?= 1
counties: build ## look for better plans of the benchmark counties (TIME=60 seconds each, ROUNDS=1)
	$(BIN)/python -m benchmarks.counties update --time-limit $(TIME) --rounds $(ROUNDS) $(OPTIONS)

clean: ## remove .venv, caches and outputs
	rm -rf $(VENV) demo-output build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks
	find vrpcore tests -name __pycache__ -type d -prune -exec rm -rf {} +
	find vrpcore -name '*.so' -delete
