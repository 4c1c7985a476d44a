# Two commands for a newcomer: `make demo`, then `make test`. README.md tells the rest.
PYTHON ?= python3
SAMPLE := statements/2026-03-22-water
TESTS ?= tests

export PYTHON
unexport PYTHONPATH PYTHONHOME
.NOTPARALLEL:
.PHONY: help demo test lint tools bench lock clean runtime development

help:
	@echo 'make demo   install what is missing, then render $(SAMPLE) into build/'
	@echo 'make test   the same with what tests need, then run them (TESTS=tests/test_x.py for one)'
	@echo 'make lint   ruff and mypy'
	@echo 'make tools  what the tests ask for besides: poppler, veraPDF, Node.js, dictionaries, fonts'
	@echo 'make bench  what the text layer costs, and what four readers find'
	@echo 'make lock   renew the lock files'
	@echo 'make clean  remove all that these commands made here'

demo: runtime
	.venv/bin/python render.py $(SAMPLE)/statement.md -o build
	@echo 'The PDFs:' && ls -1 $(CURDIR)/build/$(notdir $(SAMPLE)).*.pdf

# On a laptop the tests of a tool that cannot be had are skipped; in CI it must be there.
test: development
	@setup/tools.sh || test -z "$$CI"
	.venv/bin/python -m pytest $(TESTS)

lint: development
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy

tools:
	@setup/tools.sh

runtime:
	@setup/environment.sh requirements.lock

development:
	@setup/environment.sh requirements-dev.lock

bench: development
	.venv/bin/python benchmarks/text_layer.py
	.venv/bin/python benchmarks/recall.py

lock: development
	@setup/lock.sh

clean:
	rm -rf .venv .tools build dist
