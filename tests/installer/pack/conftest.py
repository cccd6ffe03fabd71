"""Make the pipeline importable: it is no part of the installed program."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "installer"))

pytest.importorskip("numpy")


@pytest.fixture(scope="session")
def corpus_folder() -> Path:
    return ROOT / "resources" / "corpus"


@pytest.fixture(scope="session")
def pack_file() -> Path:
    from pack.package import file_name

    return ROOT / "resources" / "packs" / file_name()
