"""What the tests of training work with: the bundled corpus and the bundled pack, unpacked."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(Path(__file__).parent), str(ROOT / "tests")]


@pytest.fixture(scope="session")
def corpus_folder() -> Path:
    return ROOT / "resources" / "corpus"


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the bundled pack, for reading only."""
    (file,) = (ROOT / "resources" / "packs").glob("*.argosmodel")
    place = tmp_path_factory.mktemp("bundled")
    with zipfile.ZipFile(file) as archive:
        archive.extractall(place)
    (folder,) = place.iterdir()
    return folder
