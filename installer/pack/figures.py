"""Figures: substitute them for training, and tell whether a translation kept them.

Substitution gives the sentence another figure, consistently in all three languages.
A small corpus holds each number a few times only; with fresh digits at every pass the model learns to copy figures
instead of remembering them. `masked` puts placeholders in their place instead, as the program does for the pack.
This module must never change a number in one language alone.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence

from dabir.training.corpus import LANGUAGES, Triple
from dabir.training.marking import mark
from dabir.training.spelling import TO_ASCII, TO_PERSIAN
from dabir.translation.placeholders import find

_RUN = re.compile(r"[0-9۰-۹]+")
_SMALL = 1


def _runs(text: str) -> list[str]:
    return [match.group().translate(TO_ASCII) for match in _RUN.finditer(text)]


def shared_runs(triple: Triple) -> tuple[str, ...]:
    """Return the digit runs (ASCII digits) that occur equally often in all three languages."""
    counts = [_runs(triple.text(language)) for language in LANGUAGES]
    return tuple(
        sorted(run for run in set(counts[0]) if counts[0].count(run) == counts[1].count(run) == counts[2].count(run))
    )


def _other(run: str, chance: random.Random) -> str:
    """Return another number of the same shape: as many digits, no new leading zero, a year stays near its century."""
    if len(run) == 4 and run[:2] in {"13", "14", "19", "20"}:
        return run[:2] + f"{chance.randrange(100):02d}"
    first = run[0] if run[0] == "0" else str(chance.randint(1, 9))
    return first + "".join(str(chance.randrange(10)) for _ in run[1:])


def substitute(triple: Triple, chance: random.Random) -> Triple:
    """Return the triple with every number shared by the three languages replaced, each by the same other number.

    A single-digit number keeps its value: "1 ton" and "2 tons" differ in grammar, and ordinals in suffix. For the
    same reason a run followed by an English ordinal suffix is left alone.
    """
    renamed = {
        run: _other(run, chance)
        for run in shared_runs(triple)
        if len(run) > _SMALL and not re.search(rf"(?<!\d){run}(st|nd|rd|th)\b", triple.en)
    }
    if not renamed:
        return triple

    def replaced(text: str) -> str:
        def swap(match: re.Match[str]) -> str:
            run = match.group()
            new = renamed.get(run.translate(TO_ASCII))
            if new is None:
                return run
            return new if run.isascii() else new.translate(TO_PERSIAN)

        return _RUN.sub(swap, text)

    return Triple(replaced(triple.fa), replaced(triple.az), replaced(triple.en), triple.story)


def masked(triple: Triple, source: str, chance: random.Random) -> Triple:
    """Return the triple with placeholders for the figures that its three sentences share (see `mark`)."""
    texts = mark({code: triple.text(code) for code in LANGUAGES}, source, chance)
    return Triple(*(texts[code] for code in LANGUAGES), triple.story)


def _values(text: str, language: str) -> Counter[tuple[str, str]]:
    return Counter(figure.value for *_, figure in find(text, language))


def figures_kept(
    sources: Sequence[str], outputs: Sequence[str], references: Sequence[str], languages: tuple[str, str]
) -> float:
    """Return the share of sentences whose figures of two digits or more all stand in the output, by value.

    Only sentences count whose reference keeps all figures of the source: what a person wrote otherwise is no error.
    """
    kept = []
    for source, output, reference in zip(sources, outputs, references, strict=True):
        figures = _values(source, languages[0])
        if figures and figures <= _values(reference, languages[1]):
            kept.append(figures <= _values(output, languages[1]))
    return sum(kept) / max(1, len(kept))
