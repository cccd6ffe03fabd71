"""What an adapted pack says of itself: version, metadata.json, model card."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from dabir.training.verdict import Figures
from dabir.translation.confidence import Calibration
from dabir.translation.packs import Pack

#: The adapted pack stands beside the bundled one, which comes back to use when it is removed.
SUFFIX: Final = "-desk"
_HEADING: Final = "## Adapted to a desk"


@dataclass(frozen=True, slots=True)
class Renewal:
    """An adaptation, as the new pack tells it.

    Attributes:
        base: the bundled pack.
        version: of the new pack.
        date: of the adaptation.
        units: confirmed units learned from, kept apart to know when to stop, and kept apart to judge.
        epochs: passes over the units.
        minutes: the training took.
        figures: what was measured.
        calibration: fitted on drafts of the adapted model.
    """

    base: Pack
    version: str
    date: datetime
    units: tuple[int, int, int]
    epochs: int
    minutes: float
    figures: Figures
    calibration: Calibration


def code_of(base: str) -> str:
    """Return the code of the adapted pack of a bundled one."""
    return f"{base}{SUFFIX}"


def next_version(base: str, adapted: str) -> str:
    """Return the version after the one of the bundled pack and that of the pack adapted from it before.

    Args:
        base: version of the bundled pack, "0.2".
        adapted: version of the adapted pack there is, "0.2.1"; "" where there is none.
    """
    before = adapted.removeprefix(f"{base}.") if adapted.startswith(f"{base}.") else ""
    return f"{base}.{int(before) + 1 if before.isdecimal() else 1}"


def metadata(before: Mapping[str, Any], renewal: Renewal) -> bytes:
    """Return the metadata.json of the new pack.

    Args:
        before: that of the bundled pack.
        renewal: the adaptation.
    """
    base, figures, known = renewal.base, renewal.figures, renewal.calibration
    learned, development, held_out = renewal.units
    values = {
        **before,
        "package_version": renewal.version,
        "code": code_of(base.info.name),
        "name": f"{base.name_for_people}, adapted to this desk",
        "confidence": {"weights": known.weights, "low": known.low},
        "adapted": {
            "from": {"code": base.info.name, "version": base.info.version, "sha256": base.info.sha256},
            "date": renewal.date.isoformat(),
            "units": {"learned": learned, "development": development, "held_out": held_out},
            "chrf": {
                "held_out": [round(figures.own_before, 2), round(figures.own_after, 2)],
                "corpus": [round(figure, 2) for figure in figures.corpus or ()],
            },
        },
    }
    return json.dumps(values, ensure_ascii=False, indent=2).encode()


def card(before: str, renewal: Renewal) -> str:
    """Return the model card of the bundled pack with a section on the adaptation."""
    base, figures = renewal.base, renewal.figures
    learned, development, held_out = renewal.units
    known, kept = figures.corpus or (math.nan, math.nan)
    return f"""{before.rstrip()}

{_HEADING}

Version {renewal.version} is version {base.info.version} (SHA-256 {base.info.sha256 or "unknown"}), whose training was
continued on {renewal.date.date()} for {renewal.epochs} epochs, {renewal.minutes:.0f} minutes, on the desk's own
confirmed units: {learned} to learn from, {development} to know when to stop, {held_out} to judge; half of each batch
were sentences of the bundled corpus. What stands above tells of version {base.info.version}.

| chrF, beam 2 | before | after |
| --- | ---: | ---: |
| confirmed units kept apart | {figures.own_before:.1f} | {figures.own_after:.1f} |
| development part of the bundled corpus | {known:.1f} | {kept:.1f} |

The confidence of its drafts was fitted anew, on both development parts.
"""
