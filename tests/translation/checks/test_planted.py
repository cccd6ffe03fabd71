"""Planted errors are found and good translations left alone: the quick form of the report, with its seed.

The goals themselves are the report's business; here is a margin below them, for 200 segments are few.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import dabir
from dabir.translation.checks import CHECKS

_REPORT = Path(__file__).parents[2] / "benchmarks" / "checks"
_PLAIN = (
    "digit-changed",
    "currency-swapped",
    "country-swapped",
    "source-copied",
    "address-changed",
    "word-looped",
    "bidi-broken",
    "term-forbidden",
)


@pytest.fixture(scope="module")
def report():
    command = [sys.executable, str(_REPORT), "--quick", "--seed", "2026"]
    environment = {**os.environ, "PYTHONPATH": str(Path(dabir.__file__).parents[1])}
    ran = subprocess.run(command, stdout=subprocess.PIPE, check=True, encoding="utf-8", env=environment)
    return json.loads(ran.stdout)


def test_every_kind_of_error_is_planted_in_all_directions(report):
    assert sum(kind["segments"] for kind in report["planted"].values()) == 200
    assert {len(kind["recall_by_direction"]) for kind in report["planted"].values()} == {6}


@pytest.mark.parametrize("goal", ["numbers", "dates", "left-over source"])
def test_nine_of_ten_planted_errors_are_found(report, goal):
    assert report["goals"][goal]["recall"] >= 0.9


def test_omissions_are_found_down_to_what_good_translations_vary_by(report):
    assert report["goals"]["omissions"]["recall"] >= 0.9
    assert report["planted"]["sentence-dropped"]["recall"] >= 0.95
    assert report["planted"]["half-dropped"]["recall"] >= 0.85


@pytest.mark.parametrize("kind", _PLAIN)
def test_plain_errors_are_never_missed(report, kind):
    assert report["planted"][kind]["recall"] == 1


def test_good_translations_are_left_alone(report):
    assert report["false_alarms"]["pairs"] == 600
    assert report["false_alarms"]["with_alarms"] < 0.04


def test_each_check_is_timed(report):
    assert set(report["speed"]["share_by_check"]) == set(CHECKS)
