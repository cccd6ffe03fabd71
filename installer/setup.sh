#!/bin/sh
# Makes .venv from nothing and installs the versions of a lock file into it, and Dabir itself.
# Needs Python 3.11 or newer with its venv module, and a package index that pip can reach; no compiler.
set -eu
lock=$1
python=${PYTHON:-python3}

fail() {
    echo "make setup: $*" >&2
    exit 1
}

command -v "$python" >/dev/null 2>&1 || fail "there is no $python. Install it with: sudo apt-get install python3 python3-venv"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "Dabir needs Python 3.11 or newer; $python is $("$python" -V 2>&1). Name another one with: make run PYTHON=python3.12"
"$python" -c 'import venv, ensurepip' 2>/dev/null ||
    fail "$python cannot make virtual environments. Install that with: sudo apt-get install python3-venv"

[ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null || "$python" -m venv --clear .venv

pip="env PIP_DISABLE_PIP_VERSION_CHECK=1 .venv/bin/python -m pip install --quiet --no-deps"
echo "Installing the libraries of $lock (about 300 MB, some minutes the first time) ..."
$pip --require-hashes --only-binary :all: -r "$lock" ||
    fail "the libraries could not be installed; the reason stands above. Check that a package index can be reached and try again."
$pip --no-build-isolation --editable .
.venv/bin/python -m dabir.system_libraries || true
