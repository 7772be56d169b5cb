# Every target does the set-up it needs from nothing: Python 3.11, make and the package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run
DEV := $(VENV)/.dev
TESTS ?= tests

# Processes that the tests start compile the modules once, not each time.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: chat test lint types check soak bench draw lock clean
.DEFAULT_GOAL := chat

$(RUN): requirements/run.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements/dev.txt $(RUN)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

chat: $(RUN)  ## Talk to Poised in this terminal
	@$(BIN)/poised chat

test: $(DEV)  ## The whole suite, scaled counts, at most twelve minutes of processor time
	$(BIN)/python -m pytest $(TESTS) -q -n 2 --dist worksteal
	@echo "left out here, run by .ci/run: parts that need npm or a network namespace (local_slack, telemelya)"

lint: $(DEV)  ## Style of the source, soundness of content and flows
	$(BIN)/ruff check .
	$(BIN)/poised lint
	$(BIN)/poised draw --check

types: $(DEV)
	$(BIN)/mypy

check: lint types test  ## All that must hold before a commit

soak: $(DEV)  ## The full figures that closing notes quote
	$(BIN)/python -m pytest $(TESTS) -q -m soak --timeout 3600

bench: $(DEV)  ## What a turn costs, beside the machine's own limit
	$(BIN)/python -m benchmarks

draw: $(DEV)
	$(BIN)/poised draw

COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --no-annotate

lock: $(DEV)  ## Pin every dependency with hashes, no addresses: one resolution, what runs is part of what tests
	$(COMPILE) --extra test -o requirements/dev.txt pyproject.toml requirements/build.in
	$(COMPILE) -c requirements/dev.txt --extra reader -o requirements/run.txt pyproject.toml requirements/build.in

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
