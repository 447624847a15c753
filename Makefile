.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv

help: ## What can be done here
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV)/installed ## The Python environment in .venv

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --editable '.[dev]'
	touch $@

lint: setup ## Style, types, and who may import whom
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

generate: setup ## The CRD from the pydantic models
	$(VENV)/bin/python hack/generate_crds.py

cluster: ## A Kubernetes cluster, and its kubeconfig in build/kubeconfig; NODES=2 for a second node
	@$(PYTHON) hack/cluster up

cluster-down: ## Remove the cluster and all that it left on the machine
	@$(PYTHON) hack/cluster down

images: cluster ## Build the images and bring them into the cluster
	@$(PYTHON) hack/cluster build-images

demo: setup ## From nothing to a code graph that answers questions
	@hack/demo/demo.sh

demo-down: ## Remove what the demo installed; the cluster stays
	@hack/demo/down.sh

# The check-out over ssh is tested against a real server.
/usr/sbin/sshd:
	apt-get update --quiet --quiet
	apt-get -o DPkg::Lock::Timeout=300 install --quiet --yes --no-install-recommends openssh-server

# The rules for Prometheus are tested by its own tool: taken out of Debian's package, without the server.
$(VENV)/bin/promtool: | setup
	apt-get update --quiet --quiet
	folder=$$(mktemp --directory) && trap 'rm -r "$$folder"' EXIT && cd "$$folder" && \
		apt-get -o APT::Sandbox::User=root download --quiet --quiet prometheus && \
		dpkg-deb --fsys-tarfile prometheus_*.deb | tar --extract --file - ./usr/bin/promtool && \
		mv usr/bin/promtool "$(CURDIR)/$@"

test: setup lint | /usr/sbin/sshd $(VENV)/bin/promtool ## All tests: unit, languages, manifests, metrics, job, postgres, cluster
	$(VENV)/bin/pytest --numprocesses 2 --no-loadscope-reorder

# What it is compared with.
/usr/bin/ctags:
	apt-get update --quiet --quiet
	apt-get -o DPkg::Lock::Timeout=300 install --quiet --yes --no-install-recommends universal-ctags

bench: setup | /usr/bin/ctags ## The indexer's speed and memory beside its peers, to build/bench.json
	@PYTHONPATH=hack $(VENV)/bin/python -m bench.indexer

bench-operator: setup ## The operator's speed and size with 10,000 resources on simulated nodes, to build/bench-operator.json
	@PYTHONPATH=hack $(VENV)/bin/python -m bench.operator

fuzz: setup ## Mutated and endless code in every language, SECONDS_EACH=60 of it; LANGUAGES="go java"
	@PYTHONPATH=tests/support $(VENV)/bin/python hack/fuzz.py --seconds $(or $(SECONDS_EACH),60) $(LANGUAGES)

.PHONY: help setup lint generate cluster cluster-down images demo demo-down test bench bench-operator fuzz
