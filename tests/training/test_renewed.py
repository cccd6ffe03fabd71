from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import packaging.version
import pytest

from dabir.domain.segment import PackInfo
from dabir.training import renewed
from dabir.training.verdict import Figures
from dabir.translation import metadata
from dabir.translation.confidence import Calibration
from dabir.translation.packs import Pack

INFO = PackInfo("translate-fa-az-en-news", "0.2", "ab" * 32, bundled=True)
BASE = Pack(INFO, Path("pack"), (("fa", "az"),), "Persian, Azerbaijani, English", "GPL-3.0-or-later", 1, None)
FIGURES = Figures(78, 35.64, 61.2, 14.0, 1.5, corpus=(40.33, 39.9))
RENEWAL = renewed.Renewal(
    BASE,
    "0.2.1",
    datetime(2026, 11, 25, tzinfo=UTC),
    (371, 51, 78),
    epochs=8,
    minutes=4.4,
    figures=FIGURES,
    calibration=Calibration((0.1, 0.2, 0.3, 0.4, 0.5, 0.6), 0.3),
)
BEFORE = {
    "package_version": "0.2",
    "type": "translate",
    "code": INFO.name,
    "languages": [{"code": "fa", "name": "Persian"}, {"code": "az", "name": "Azerbaijani"}],
    "target_prefixes": {"fa": "__fa__", "az": "__az__"},
    "bundled": True,
    "placeholders": "figures",
    "corpus_sha256": "cd" * 32,
    "confidence": {"weights": [0, 0, 0, 0, 0, 0], "low": 0},
}


@pytest.mark.parametrize(
    ("base", "adapted", "version"),
    [
        ("0.2", "", "0.2.1"),
        ("0.2", "0.2.1", "0.2.2"),
        ("0.2", "0.2.9", "0.2.10"),
        ("0.3", "0.2.4", "0.3.1"),
        ("0.2.1", "0.2.1.3", "0.2.1.4"),
        ("0.2", "0.20.1", "0.2.1"),
    ],
)
def test_each_adaptation_counts_on_from_the_version_of_the_bundled_pack(base, adapted, version) -> None:
    assert renewed.next_version(base, adapted) == version
    assert packaging.version.parse(version) > packaging.version.parse(base)


def test_metadata_name_what_was_adapted_from_and_what_came_of_it() -> None:
    data = renewed.metadata(BEFORE, RENEWAL)
    says = metadata.parse(data, "pack")
    assert (says.code, says.version, says.bundled) == (f"{INFO.name}-desk", "0.2.1", True)
    assert says.calibration == RENEWAL.calibration
    assert says.placeholders
    assert json.loads(data)["adapted"] == {
        "from": {"code": INFO.name, "version": "0.2", "sha256": "ab" * 32},
        "date": "2026-11-25T00:00:00+00:00",
        "units": {"learned": 371, "development": 51, "held_out": 78},
        "chrf": {"held_out": [35.64, 61.2], "corpus": [40.33, 39.9]},
    }
    assert json.loads(data)["corpus_sha256"] == "cd" * 32


def test_card_keeps_what_it_said_and_gains_a_section() -> None:
    told = renewed.card("# The pack\n\nA draft.\n", RENEWAL)
    assert told.startswith("# The pack\n\nA draft.\n\n## Adapted to a desk\n")
    for part in ("0.2.1", "ab" * 32, "2026-11-25", "371", "35.6 | 61.2", "40.3 | 39.9"):
        assert part in told
