# Rujukan: needs python3 (3.11 or newer), make and a package index; everything else is put into .venv.
# `make PYTHON=python3.12 ...` names another Python; `make run FAST=1` counts ten seconds for an hour.

PYTHON ?= python3
BIN := .venv/bin
PYTEST := $(BIN)/pytest
# A file of tests stays in one process, so that its server and its database are started once.
PARALLEL ?= -n 2 --dist loadfile --durations=10 --durations-min=2

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench chaos-messages nightly lock

help: ## Say what can be asked for
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s  %s\n", $$1, $$2 }' Makefile

setup: .venv/ready ## Make .venv as uv.lock says (nothing if it is there already)

.venv/ready: uv.lock pyproject.toml scripts/setup.py
	@$(PYTHON) scripts/setup.py

run: setup ## Start everything in one terminal (FAST=1: ten seconds count as an hour)
	@exec $(BIN)/rujukan up $(if $(FAST),--fast)

test: setup ## Run the tests
	@$(PYTEST) $(PARALLEL)

check: setup ## What CI runs: format, lint, types, import contracts, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/lint-imports --no-cache
	$(PYTEST) $(PARALLEL)

bench: setup ## Measure against the floor; prints one table and writes JSON
	@$(BIN)/python -m bench

COUNT ?= 3000
SEED ?= 1
SHARE ?= 30
KILLS ?= 40

chaos-messages: setup ## Messages under every fault, processes killed (COUNT=3000 SEED=1 SHARE=30 KILLS=40 PARTS=...)
	@$(BIN)/python -m bench.chaos $(PARTS) --count $(COUNT) --seed $(SEED) --share $(SHARE) --kills $(KILLS)

nightly: setup ## The long searches: 2,000 runs of the state machines
	@$(PYTEST) $(PARALLEL) --hypothesis-profile=nightly

lock: setup ## Pin packages anew after a change of pyproject.toml (UPGRADE=1: newest of all)
	@$(BIN)/python scripts/lock.py $(if $(UPGRADE),--upgrade)
