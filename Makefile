# Needs make and a python3 of 3.11 or newer with venv; everything else goes into .venv.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
unexport PYTHONHOME PYTHONPATH VIRTUAL_ENV PIP_USER PIP_TARGET PIP_PREFIX
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
PIP := $(PY) -m pip --quiet install --constraint constraints.txt
JOBS ?= 2
ARGS ?=

# The first python3 that is new enough; PYTHON=… chooses another one.
define find_python
python=; for one in $(PYTHON) python3 python3.11 python3.12 python3.13 python3.14; do \
  if "$$one" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
  then python=$$one; break; fi; \
done; \
[ -n "$$python" ] || { echo "make: no python3 of 3.11 or newer was found; install one" >&2; exit 1; }
endef

help: ## list these targets
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/\1 \2/p' Makefile | while read -r name what; do \
	  printf '  make %-12s %s\n' "$$name" "$$what"; done

run: $(VENV)/run.stamp ## open the explorer on your own store (ARGS="--demo" to try it)
	@$(BIN)/proxytui $(ARGS)

test: check ## check, then run every test
	@$(PY) -m pytest -n $(JOBS) $(ARGS)

check: $(VENV)/dev.stamp ## style, types, import contracts, generated docs
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check --quiet .
	@$(PY) -m mypy
	@$(BIN)/lint-imports --no-cache --no-logo > $(VENV)/imports.log \
	  || { cat $(VENV)/imports.log; exit 1; }
	@$(PY) tools/docs.py --check

faults: $(VENV)/dev.stamp ## kill, cut, fill and spoil: the tests of what must not be lost
	@$(PY) -m pytest -n $(JOBS) tests/faults $(ARGS)

floors: $(VENV)/dev.stamp ## install the oldest versions that pyproject.toml admits and try them; fetches packages
	@$(PY) tools/floors.py

bench: $(VENV)/dev.stamp ## measure against the floors; writes tests/bench/results.md
	@$(PY) tests/bench/run.py $(ARGS)

bench-20k: $(VENV)/dev.stamp ## the same for a made store of 20,000 actors; takes a while
	@$(PY) tests/bench/run_20k.py $(ARGS)

bench-server: $(VENV)/dev.stamp ## the same for a store on a server behind a slow net; needs PostgreSQL
	@$(PY) tests/bench/run_server.py

bench-reading: $(VENV)/dev.stamp ## the same for the keys that scroll a long text
	@$(PY) tests/bench/reading_keys.py $(ARGS)

bench-suggest: $(VENV)/dev.stamp ## score the suggestions on annotated sentences: ARGS="[--engine MODULE:CALLABLE] [--documents FOLDER]"
	@$(PY) tests/bench/suggest.py $(ARGS)

screenshots: $(VENV)/dev.stamp ## make the pictures anew from the program and the bundled data
	@$(PY) tools/pictures.py
	@$(PY) tools/journey.py

pictures-all: $(VENV)/dev.stamp ## every view and window at three sizes in five themes, into build/pictures
	@$(PY) tools/pictures.py --all $(ARGS)

data: $(VENV)/dev.stamp ## make the bundled data set anew from its parts in tools/dataset
	@$(PY) tools/data.py

docs: $(VENV)/dev.stamp ## write the generated pages and tables anew
	@$(PY) tools/docs.py

site: $(VENV)/site.stamp ## the documentation as a site in build/site; fetches what makes it
	@$(PY) tools/docs.py
	@NO_MKDOCS_2_WARNING=1 $(PY) -m mkdocs --quiet build --strict --clean

clean: ## remove the virtual environment, caches and built files
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find proxytui tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

# A moved checkout or an upgraded Python leaves an environment that doesn't run: it is made anew.
# Setup is done again when a pin, a dependency or the place of the checkout changes.
$(VENV)/place: FORCE
	@if [ -e $@ ] && [ "$$(cat $@)" = "$(CURDIR)" ] && $(PY) -c 'import pip' 2>/dev/null; then \
	  exit 0; \
	fi; \
	$(find_python); \
	echo "Setting up $(VENV) with $$python …"; \
	"$$python" -m venv --clear $(VENV) || { \
	  echo "make: $$python can't make a virtual environment; install its venv package" >&2; \
	  exit 1; }; \
	printf '%s\n' "$(CURDIR)" > $@

$(VENV)/run.stamp: $(VENV)/place pyproject.toml constraints.txt
	@$(PIP) hatchling
	@$(PIP) --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/place pyproject.toml constraints.txt
	@$(PIP) hatchling
	@$(PIP) --no-build-isolation --editable '.[dev]'
	@touch $@ $(VENV)/run.stamp

$(VENV)/site.stamp: $(VENV)/dev.stamp
	@$(PIP) --no-build-isolation --editable '.[docs]'
	@touch $@

.PHONY: help run test check faults floors bench bench-20k bench-server bench-reading bench-suggest screenshots data docs site pictures-all clean FORCE
