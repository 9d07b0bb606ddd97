.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
IMAGES := gateway scenario-service ai-service plan-service search-service purge-job embedded
PACKAGES := common $(IMAGES)
TESTS := $(wildcard $(addsuffix /tests,$(PACKAGES))) $(wildcard tests)
BIN := .venv/bin

.PHONY: help
help: ## Print the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- Setting up: each step leaves a stamp and runs again only when what it installs from has changed.

.PHONY: setup
setup: .venv/.installed page servers ## Install what is missing: Python and Node packages, private servers for the tests

.venv/.installed: requirements/uv.txt requirements/dev.txt $(addsuffix /pyproject.toml,$(PACKAGES))
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed (make PYTHON=python3.11)")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/uv.txt
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --offline --no-deps --no-build-isolation $(addprefix --editable ./,$(PACKAGES))
	@touch $@

.PHONY: page
page: $(if $(wildcard frontend/package-lock.json),frontend/node_modules/.installed)

frontend/node_modules/.installed: frontend/package-lock.json frontend/package.json
	cd frontend && npm ci --no-audit --no-fund
	@touch $@

.PHONY: servers
servers:
	@scripts/servers.sh

# --- Trying it

.PHONY: demo
demo: .venv/.installed page ## Try it: everything in one process on http://localhost:3000
	cd frontend && npm run build
	$(BIN)/python -m embedded

.PHONY: demo-full
demo-full: setup ## The same on a private RabbitMQ and MariaDB, one process a service
	cd frontend && npm run build
	$(BIN)/python -m embedded.full

.PHONY: tour
tour: .venv/.installed ## Do the main job against the running demo and print the transcript
	@$(BIN)/python -m embedded.tour

# --- Working on it

.PHONY: test
test: setup ## Every check and every test, with the time of each part
	@scripts/test.sh

.PHONY: bench
bench: .venv/.installed servers ## Time commands on the real servers, beside the least that these can do
	@PYTHONPATH=tests $(BIN)/python -m bench

.PHONY: faults
faults: setup ## Every fault: processes killed, networks cut, queues filled, leases lost (about ten minutes)
	$(BIN)/python -m pytest tests/faults

.PHONY: screenshots
screenshots: .venv/.installed page ## The page's twelve main states, two sizes, two themes, into frontend/screenshots
	cd frontend && npm run build && npm run screenshots

.PHONY: check
check: .venv/.installed page ## The checks alone: lint, format, types, imports, generated files
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	@set -e; for tests in $(TESTS); do echo "$(BIN)/mypy $$tests"; MYPYPATH=$$tests $(BIN)/mypy $$tests; done
	$(BIN)/lint-imports
	$(BIN)/python scripts/event_documents.py --check
	cd frontend && npm run check

.PHONY: eval
eval: .venv/.installed ## Measure how well free text is understood, by intent (ARGS=--failures shows what is not)
	@$(BIN)/python -m ai_service.eval $(ARGS)

.PHONY: learn
learn: .venv/.installed ## Learn again what sentences ask for, from the open part of the evaluation set
	@$(BIN)/python -m ai_service.learn

.PHONY: format
format: .venv/.installed page ## Format and fix what can be fixed without a thought
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	cd frontend && npm run format

.PHONY: generate
generate: .venv/.installed page ## Rewrite what is generated: event documentation, page types, broker definitions
	$(BIN)/python scripts/event_documents.py
	$(BIN)/python -m assistant.bus.definitions > rabbitmq/definitions.json
	cd frontend && npm run generate

# --- Locks: one for development, one for what is common to the images and one for each image, two for building them. UPGRADE=--upgrade takes the newest versions.

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command 'make lock' $(UPGRADE) \
	--no-emit-package assistant-common $(addprefix --no-emit-package ,$(IMAGES))

.PHONY: lock
lock: .venv/.installed ## Resolve the Python dependencies again (UPGRADE=--upgrade for the newest)
	$(LOCK) --group pyproject.toml:uv --output-file requirements/uv.txt
	$(LOCK) --constraint requirements/uv.txt --group pyproject.toml:dev $(addsuffix /pyproject.toml,$(PACKAGES)) --output-file requirements/dev.txt
	@set -e; for group in build reload; do \
		echo "lock requirements/$$group.txt"; \
		$(LOCK) --constraint requirements/dev.txt --group pyproject.toml:$$group --output-file requirements/$$group.txt; \
	done
	@set -e; for image in $(PACKAGES); do \
		echo "lock requirements/$$image.txt"; \
		$(LOCK) --constraint requirements/dev.txt $$image/pyproject.toml --output-file requirements/$$image.txt; \
	done

# --- Containers: podman-compose or docker compose, whichever is there (COMPOSE names another). scripts/containers.sh
# holds what the targets do.

CONTAINERS := scripts/containers.sh

.PHONY: up
up: ## Start everything in containers, and wait until it works
	@$(CONTAINERS) up

.PHONY: dev
dev: ## The same for developers: services and page follow the sources
	@$(CONTAINERS) dev

.PHONY: down
down: ## Stop the containers; the data is kept
	@$(CONTAINERS) down

.PHONY: wipe
wipe: ## Stop the containers and remove their data
	@$(CONTAINERS) wipe

.PHONY: logs
logs: ## The logs of all containers, or s=ai-service; since=10m; id=… of a command; on a terminal, goes on
	@$(CONTAINERS) logs "$(s)" "$(since)" "$(id)"

.PHONY: ps
ps: ## Containers, and what the gateway's /health says of the whole
	@$(CONTAINERS) ps

.PHONY: restart
restart: ## Restart one, with the present settings: s=plan-service
	@$(CONTAINERS) restart $(s)

.PHONY: scale
scale: ## Run several copies of one: s=scenario-service n=3
	@$(CONTAINERS) scale $(s) $(n)

.PHONY: shell
shell: ## A shell in one: s=gateway; the database's own for s=db
	@$(CONTAINERS) shell $(s)

.PHONY: images
images: ## Build the images and print their sizes
	@$(CONTAINERS) images

.PHONY: upgrade
upgrade: ## Replace the running containers by the present sources, one service after the other
	@$(CONTAINERS) upgrade

.PHONY: backup
backup: ## Save the database to var/backups, or to file=…
	@$(CONTAINERS) backup $(file)

.PHONY: restore
restore: ## Replace the database by a backup: file=…
	@$(CONTAINERS) restore $(file)

.PHONY: test-compose
test-compose: .venv/.installed ## Try all of the above for real, in containers of its own; left out without podman
	@$(BIN)/python scripts/test_compose.py

# --- Operations: in the containers, or on the servers that DATABASE_URL and RABBITMQ_URL name when these are set.

.PHONY: migrate
migrate: $(if $(DATABASE_URL),.venv/.installed) ## Bring tables, database users and examples up to date (with DATABASE_URL: DB_PASS too)
	@$(if $(DATABASE_URL),$(BIN)/python -m scenario_service.prepare,$(CONTAINERS) migrate)

.PHONY: seed
seed: $(if $(DATABASE_URL),.venv/.installed) ## Fill an empty database with the five example scenarios
	@$(if $(DATABASE_URL),$(BIN)/python -m scenario_service.seed,$(CONTAINERS) seed)

.PHONY: purge
purge: $(if $(DATABASE_URL),.venv/.installed) ## Delete now what is over its time
	@$(if $(DATABASE_URL),$(BIN)/python -m purge_job --once,$(CONTAINERS) purge)

.PHONY: dead
dead: $(if $(RABBITMQ_URL),.venv/.installed) ## Read the dead letters; ARGS=replay sends them again, ARGS=discard removes the unreadable
	@$(if $(RABBITMQ_URL),$(BIN)/python -m assistant.runtime.dead,$(CONTAINERS) dead) $(ARGS)

.PHONY: clean
clean: ## Remove everything that was installed, built or written by a run
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage* htmlcov var
	rm -rf frontend/node_modules frontend/dist frontend/test-results frontend/playwright-report frontend/screenshots
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
