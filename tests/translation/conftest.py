"""Fixtures for the tests of translation: real tiny packs, and the packs and engine of a desk."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from pack_builder import Recipe, build_pack

from dabir.translation.engine import Engine
from dabir.translation.packs import Packs


@pytest.fixture(scope="session")
def tiny_pack(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Build packs: `tiny_pack("fa", "en", version="2.0")` returns the file of a real pack; equal ones are built once."""
    built: dict[str, Path] = {}

    def build(*languages: str, **options: object) -> Path:
        recipe = Recipe(languages or ("fa", "en"), **options)
        if repr(recipe) not in built:
            name = f"{'_'.join(recipe.languages)}-{recipe.version}-{len(built)}.argosmodel"
            built[repr(recipe)] = build_pack(tmp_path_factory.mktemp("pack") / name, recipe)
        return built[repr(recipe)]

    return build


@pytest.fixture
def packs(tmp_path: Path) -> Packs:
    return Packs(tmp_path / "packs")


class Seconds:
    """A clock of seconds that goes only when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def engine(packs: Packs, seconds: Seconds) -> Iterator[Engine]:
    engine = Engine(packs, threads=2, idle_seconds=60, clock=seconds)
    yield engine
    engine.close()
