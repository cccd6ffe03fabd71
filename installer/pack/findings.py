"""What the card tells beside scores: where the pack is weak, and what its levers and its corpus are worth."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dabir.training.corpus import DIRECTIONS
from pack.uses import Use
from pack.weak_spots import FEWEST, Spot

STUDY = "study.json"
"""Beside the pack: the results of `study.py`, a list. The card has what it says where it is there."""

_ALL = "all of the corpus"
_CURVE = ("an eighth of the corpus", "a quarter of the corpus", "half of the corpus", _ALL)


@dataclass(frozen=True, slots=True)
class Trial:
    """A training of the study, or another way of searching with the model of one.

    Attributes:
        variant: what was changed.
        chrf: mean of the directions on the development part, 0 to 100.
        sentences: sentences it was trained on; 0 for a way of searching.
        steps: its steps; 0 for a way of searching.
        names: share of names kept; None for a way of searching.
        directions: chrF by direction ("fa-en").
    """

    variant: str
    chrf: float
    sentences: int
    steps: int
    names: float | None
    directions: Mapping[str, float]


def read_study(file: Path) -> tuple[Trial, ...]:
    """Return the trials of a study; none where the file is not there.

    Raises:
        ValueError: it is no list of results.
    """
    if not file.exists():
        return ()
    try:
        rows: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
        return tuple(
            Trial(
                str(row["variant"]),
                float(row["chrf"]),
                int(row.get("sentences", 0)),
                int(row.get("steps", 0)),
                float(row["names"]) if "names" in row else None,
                {str(name): float(chrf) for name, chrf in row.get("directions", {}).items()},
            )
            for row in rows
        )
    except (KeyError, TypeError, AttributeError) as error:
        msg = f"{file} has no results of the study ({error!r}); write them anew with study.py, or remove it"
        raise ValueError(msg) from error


def weak_spots(spots: Sequence[Spot]) -> str:
    """Return the section on domains and constructions as Markdown."""
    tables = [
        f"{title}:\n\n{_by_direction(name, ((spot.name, spot.sentences, spot.mean, spot.chrf) for spot in some))}"
        for title, name, some in (
            ("By domain, which is a file of the corpus", "domain", [spot for spot in spots if spot.by == "domain"]),
            (
                "By construction, as the English sentence shows it",
                "construction",
                [spot for spot in spots if spot.by == "construction"],
            ),
        )
    ]
    introduction = (
        "## Where it is weak\n\nchrF of the held-out sentences, the weakest first; kinds with fewer than "
        f"{FEWEST} sentences are left out."
    )
    return "\n\n".join([introduction, *tables])


def study(trials: Sequence[Trial]) -> str:
    """Return the section on the learning curve and the levers as Markdown; "" where nothing was tried."""
    if not trials:
        return ""
    curve = [one for name in _CURVE for one in trials if one.variant == name]
    levers = [one for one in trials if one not in curve]
    introduction = (
        "## What the corpus and the levers are worth\n\n"
        "Each scored on the development part. The trainings of the learning curve are as long as the pack's, those\n"
        "of the levers are short: they tell what helps early. What hides something from the model, as dropout does,\n"
        "costs a short training points that a long one wins back. Names of CLDR count as sentences here."
    )
    parts = [introduction]
    if curve:
        rows = ((one.variant, one.sentences, one.chrf, one.directions) for one in curve)
        parts.append(f"Learning curve, chrF:\n\n{_by_direction('trained on', rows)}")
    if levers:
        parts.append(f"Levers, one changed at a time:\n\n{_levers(levers)}")
    return "\n\n".join(parts)


def engine_work(some: Sequence[Use]) -> str:
    """Return the section on what the program does around the model as Markdown; "" where it was not tried."""
    if not some:
        return ""
    rows = [
        "| the same model, used otherwise | chrF | the program's own way | figures kept | names kept | own way |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    rows += [
        f"| {one.name} | {one.chrf:.1f} | {one.own:.1f} | {one.figures:.1%} | {one.names:.1%} | {one.own_names:.1%} |"
        for one in some
    ]
    introduction = "## What the program adds\n\nOn the development part, means of the directions."
    return "\n\n".join([introduction, "\n".join(rows)])


def _levers(trials: Sequence[Trial]) -> str:
    """Return a table of trials with their distance from the one that has all levers.

    That is the first. It comes once more where other trials were as long as one another, but shorter or longer.
    """
    first = trials[0]
    rows = ["| change | steps | chrF | difference | names kept |", "| --- | ---: | ---: | ---: | ---: |"]
    for one in trials:
        steps, names = f"{one.steps:,}" if one.steps else "", "" if one.names is None else f"{one.names:.0%}"
        first = one if one.variant == first.variant else first
        gain = f"{one.chrf - first.chrf:+.1f}" if one is not first else ""
        rows.append(f"| {one.variant} | {steps} | {one.chrf:.1f} | {gain} | {names} |")
    return "\n".join(rows)


def _by_direction(first: str, rows: Iterable[tuple[str, int, float, Mapping[str, float]]]) -> str:
    names = [f"{source} → {target}" for source, target in DIRECTIONS]
    lines = [
        f"| {first} | sentences | mean | {' | '.join(names)} |",
        f"| --- |{' ---: |' * (len(names) + 2)}",
    ]
    for name, sentences, mean, scores in rows:
        cells = [f"{scores[f'{source}-{target}']:.1f}" for source, target in DIRECTIONS]
        lines.append(f"| {name.replace('_', ' ')} | {sentences} | {mean:.1f} | {' | '.join(cells)} |")
    return "\n".join(lines)
