# One word for each chore. `make demo`, `make serve` and `make test` need nothing but Python 3.11 with venv.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo serve test lint types check bench train evaluate clean

demo: $(VENV)/.core
	@$(BIN)/mqa demo --out out

serve: $(VENV)/.service
	@$(BIN)/mqa serve

test: $(VENV)/.dev
	@PATH="$(CURDIR)/$(BIN):$$PATH" bash tests/run

lint: $(VENV)/.dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports

types: $(VENV)/.dev
	@$(BIN)/mypy

check: lint types test

bench: $(VENV)/.dev
	@$(BIN)/python benchmarks/speed.py
	@$(BIN)/python benchmarks/ledger.py 10000 100000

train: $(VENV)/.dev
	@$(BIN)/mqa train --out models/artefacts/default

evaluate: $(VENV)/.dev
	@$(BIN)/mqa evaluate

clean:
	rm -rf $(VENV) out build *.egg-info

$(VENV)/.venv:
	@echo "建立环境 $(VENV)……"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.core: $(VENV)/.venv pyproject.toml constraints.txt
	@echo "安装核心组件……"
	@$(PIP) --editable .
	@touch $@

$(VENV)/.service: $(VENV)/.core
	@echo "安装服务组件……"
	@$(PIP) --editable '.[service]'
	@touch $@

$(VENV)/.dev: $(VENV)/.service
	@echo "安装开发与测试组件……"
	@$(PIP) --editable '.[service,postgresql,train,encoder-train,notebooks,dev]'
	@touch $@
