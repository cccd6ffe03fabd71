# Dabir. `make run` opens the window, `make test` runs the whole test suite; both set up what they need.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --no-deps --require-hashes --quiet

.PHONY: setup run test test-training fuzz lint lock pack pictures clean

setup: .venv/.installed

run: .venv/.installed
	@$(BIN)/dabir

test: .venv/.installed-tests
	$(BIN)/python -m pytest -n auto --dist loadfile

# What needs Torch: the pipeline of the bundled pack, and `dabir packs adapt`. Some minutes on two cores.
test-training: .venv/.installed-tests .venv/.installed-training
	$(BIN)/python -m pytest tests/training tests/installer/pack

# For the night: so many damaged samples into each wire parser, on two cores. Stopped, it goes on where it was.
FUZZ ?= 200000
fuzz: .venv/.installed-tests
	PYTHONPATH=desktop:tests $(BIN)/python -W ignore -m wire.fuzzing --inputs $(FUZZ)

lint: .venv/.installed-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.venv/.installed: installer/lock.txt pyproject.toml installer/setup.sh
	@PYTHON="$(PYTHON)" sh installer/setup.sh installer/lock.txt
	@touch $@

.venv/.installed-tests: .venv/.installed installer/lock-test.txt
	@PYTHON="$(PYTHON)" sh installer/setup.sh installer/lock-test.txt
	@touch $@

.venv/.installed-training: .venv/.installed-tests pyproject.toml
	$(BIN)/python -m pip install --quiet --group pack
	@touch $@

# For maintainers: after a change of dependencies in pyproject.toml (needs uv).
lock:
	uv pip compile pyproject.toml installer/build-requirements.txt --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet -o installer/lock.txt
	uv pip compile pyproject.toml installer/build-requirements.txt --extra test --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet -c installer/lock.txt \
	  -o installer/lock-test.txt

# The bundled pack, from its corpus: hours on two cores. Stopped, it goes on from its checkpoint; with more epochs it
# goes on from where it had begun to cool.
EPOCHS ?= 40
pack: .venv-pack/.installed
	.venv-pack/bin/python installer/pack/build.py --epochs $(EPOCHS)

.venv-pack/.installed: pyproject.toml
	$(PYTHON) -m venv .venv-pack
	.venv-pack/bin/python -m pip install --quiet --upgrade pip
	.venv-pack/bin/python -m pip install --quiet --group pack
	@touch $@

# For maintainers: the pictures of the window in README.md.
pictures: .venv/.installed
	QT_QPA_PLATFORM=offscreen $(BIN)/python installer/pictures.py

clean:
	rm -rf .venv .venv-pack build dist
