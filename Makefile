# What can be done here. `make` alone lists it.
#
# Needed: Python 3.11 or newer, make and git. Everything else is put into .venv, from lock files with hashes.

# The first Python on the path that is new enough, or the one you name: make site PYTHON=/path/to/python3
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)

VENV := .venv
BIN  := $(VENV)/bin
PIP  := $(BIN)/python -m pip --disable-pip-version-check
LOCKED := $(PIP) install -qq --only-binary :all: --require-hashes -r

# Options for a single run:  make site ATLAS_ARGS="--site-url ADDRESS"   make test PYTEST_ARGS="-k charts -x"
ATLAS_ARGS  ?=
PYTEST_ARGS ?=
PORT        ?= 8000

UV_COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--fork-strategy fewest --only-binary :all: --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header --no-config

# Folders and single files with Python in them, as far as they are there.
TYPED = $(foreach folder,generator tests tools,$(if $(shell find $(folder) -name '*.py' 2>/dev/null),$(folder))) \
	$(wildcard vendor/*.py benchmarks/*.py datapackage/*.py datapackage/*/*.py)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site test lint types fmt serve check links release written bench lighthouse lock vendor browser setup clean

help: ## list these targets
	@echo "usage: make TARGET"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(VENV)/site.stamp $(VENV)/project.stamp ## build the website into build/site
	@$(BIN)/python tools/browser.py > /dev/null || true # without one, the build says what that means
	$(BIN)/atlas build $(ATLAS_ARGS)

test: lint browser ## check style and types, then run all tests (PYTEST_ARGS="..." for some)
	ATLAS_CHROMIUM="$$($(BIN)/python tools/browser.py)" $(BIN)/python -m pytest $(PYTEST_ARGS)

lint: setup ## check style (ruff) and types (mypy)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(TYPED)

types: setup ## check types only
	$(BIN)/mypy $(TYPED)

fmt: setup ## mend style where a tool can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

serve: $(VENV)/site.stamp $(VENV)/project.stamp ## show the website on this machine, and every change in it (PORT=8000)
	@$(BIN)/python tools/browser.py > /dev/null || true # without one, the preview says what that means
	@$(BIN)/atlas serve --port $(PORT) $(ATLAS_ARGS)

check: $(VENV)/site.stamp $(VENV)/project.stamp ## check the data, tell what changes, and build the site
	$(BIN)/atlas check --build $(ATLAS_ARGS)

links: $(VENV)/site.stamp $(VENV)/project.stamp ## ask every web address in the data whether it still answers
	$(BIN)/atlas links $(ATLAS_ARGS)

release: $(VENV)/site.stamp $(VENV)/project.stamp ## keep the present version of the data for good, in releases/
	$(BIN)/atlas release $(ATLAS_ARGS)

written: setup ## renew what is written from the code: the house in CONTRIBUTING, examples of checks
	$(BIN)/python -m tools.house
	$(BIN)/python -m tools.examples

bench: setup ## measure what a build costs, and what readers wait for (into benchmarks/results.md)
	$(BIN)/python -m benchmarks.bench
	$(BIN)/python -m benchmarks.pages

lighthouse: setup ## let Lighthouse judge the pages (from npm, into benchmarks/results.md)
	$(BIN)/python -m benchmarks.lighthouse

lock: setup ## renew requirements*.lock to the newest versions that pyproject.toml allows
	$(UV_COMPILE) --upgrade --group dev --output-file requirements-dev.lock
	rm -f requirements.lock
	$(UV_COMPILE) --group build --constraint requirements-dev.lock --output-file requirements.lock
	@! grep -nE '://|--(find-links|index-url|extra-index-url)' requirements.lock requirements-dev.lock \
		|| { echo "An address got into a lock file (above): it must hold names, versions and hashes only." >&2; exit 1; }

vendor: setup ## renew the chart library and the typefaces in vendor/ (needs npm)
	$(BIN)/python -m vendor.renew

browser: setup ## find a Chromium for drawings and tests, or install one
	@$(BIN)/python tools/browser.py

setup: $(VENV)/dev.stamp $(VENV)/project.stamp ## make or renew .venv with everything for development

clean: ## remove what was built and the caches (not .venv)
	rm -rf build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find generator tests tools -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# .venv is made once, and made anew when the lock of what the site needs changes.
$(VENV)/site.stamp: requirements.lock
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer was found on the path. Install one, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is no Python 3.11 or newer." >&2; exit 1; }
	@echo "Setting up $(VENV) (once; a minute or so) ..."
	@"$(PYTHON)" -m venv --clear $(VENV) || { echo "$(PYTHON) could not make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(LOCKED) requirements.lock
	@touch $@

# The tools for development come on top of it, in the same versions.
$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/site.stamp
	@echo "Adding the tools for development ..."
	@$(LOCKED) requirements-dev.lock
	@touch $@

# The project itself, editable: .venv/bin/atlas runs the code in generator/.
$(VENV)/project.stamp: pyproject.toml $(VENV)/site.stamp
	@$(PIP) install -qq --no-index --no-deps --no-build-isolation --editable .
	@touch $@
