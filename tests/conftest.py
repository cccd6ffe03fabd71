"""Fixtures shared by all tests: a desk in a folder of its own, a clock that stands still, a signer."""

import functools
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from dabir.app import open_desk
from dabir.approval.sealing import Cost
from dabir.settings import Places

# A workstation's screen: Qt's own offscreen one is 800 by 800, smaller than the window may become.
if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    screens = Path(__file__).parent / "data" / "offscreen.json"
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"

# A test must not fail because the machine is busy.
settings.register_profile("dabir", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("dabir")

PASSPHRASE = "correct horse battery"


class Clock:
    """A clock that goes only when it is told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **duration: float) -> None:
        self.now += timedelta(**duration)


@pytest.fixture(autouse=True)
def cheap_keys(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make keys that are quick to unlock: half a second a key is meant for guessers. tests/approval has the real ones."""
    if "approval" not in request.path.parts:
        monkeypatch.setattr("dabir.approval.keys.Cost", functools.partial(Cost, n=2**10, p=1))


@pytest.fixture(autouse=True)
def clean_screen(request: pytest.FixtureRequest) -> Iterator[None]:
    """Take off the screen what a test left there: it would take the mouse from the windows of later tests."""
    yield
    if {"gui", "ui"} & set(request.path.parts):
        from PySide6.QtWidgets import QApplication

        for widget in QApplication.topLevelWidgets():
            widget.hide()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def desk(home, clock):
    """A whole desk on a fresh home folder, closed at the end."""
    workflow = open_desk(Places(home), clock)
    yield workflow
    workflow.close()


@pytest.fixture
def signer(desk):
    """An editor of that desk, with the key unlocked."""
    desk.editors.enroll("Leyla", PASSPHRASE)
    return desk.editors.unlock("Leyla", PASSPHRASE)
