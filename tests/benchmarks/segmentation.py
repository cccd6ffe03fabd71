"""Benchmark of the segmenter: speed as a ratio to sentencex alone in the same run, and F1 over the gold boundaries.

    python tests/benchmarks/segmentation.py [--rounds N]

Prints one JSON object. `read_gold` and `score` are what the tests measure with, too.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import sentencex

from dabir.translation.segmenter import Segmenter

ROOT = Path(__file__).parents[2]
LISTS = ROOT / "resources" / "segmentation"
GOLD = ROOT / "tests" / "data" / "segmentation" / "gold.tsv"

_ESCAPE = re.compile(r"\\(n|r|u[0-9a-f]{4})")
_MARKER = re.compile(r"( ?[⏎◇] ?)")


@dataclass(frozen=True, slots=True)
class GoldParagraph:
    """A paragraph with the places (one past the last character) where its sentences end, but for the last."""

    line: int
    language: str
    part: str
    text: str
    required: frozenset[int]
    optional: frozenset[int]


@dataclass(slots=True)
class Count:
    """True, false and missed boundaries."""

    true: int = 0
    false: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.true / (2 * self.true + self.false + self.missed)


def read_gold(path: Path = GOLD) -> list[GoldParagraph]:
    """Read the gold file; its own head describes the format."""
    paragraphs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        language, part, marked = line.split("\t")
        text = ""
        places: dict[str, set[int]] = {"⏎": set(), "◇": set()}
        for piece in _MARKER.split(_ESCAPE.sub(_unescaped, marked)):
            if piece.strip() in places:
                places[piece.strip()].add(len(text))
                text += " " if " " in piece else ""
            else:
                text += piece
        paragraphs.append(GoldParagraph(number, language, part, text, frozenset(places["⏎"]), frozenset(places["◇"])))
    return paragraphs


def _unescaped(escape: re.Match[str]) -> str:
    return {"n": "\n", "r": "\r"}.get(escape[1]) or chr(int(escape[1][1:], 16))


def ends_by(segmenter: Segmenter) -> Callable[[GoldParagraph], set[int]]:
    """Return the boundaries of our segmenter, as gold counts them."""
    return lambda gold: {segment.end for segment in segmenter.split(gold.text, gold.language)[:-1]}


def ends_by_sentencex(gold: GoldParagraph) -> set[int]:
    """Return the boundaries of sentencex alone, as gold counts them."""
    ends = set()
    place = 0
    for piece in sentencex.segment(gold.language, gold.text):
        place += len(piece)
        if gold.text[:place].strip() and gold.text[place:].strip():
            ends.add(len(gold.text[:place].rstrip()))
    return ends


def score(gold: Iterable[GoldParagraph], ends: Callable[[GoldParagraph], set[int]]) -> dict[str, Count]:
    """Count boundaries by language, and under "all" in total; optional places are not counted."""
    counts: dict[str, Count] = defaultdict(Count)
    for paragraph in gold:
        found = ends(paragraph) - paragraph.optional
        for key in (paragraph.language, "all"):
            counts[key].true += len(found & paragraph.required)
            counts[key].false += len(found - paragraph.required)
            counts[key].missed += len(paragraph.required - found)
    return dict(counts)


def _characters_a_second(split: Callable[[str, str], object], work: list[tuple[str, str]], rounds: int) -> float:
    best = float("inf")
    for _ in range(rounds):
        began = time.perf_counter()
        for language, text in work:
            split(text, language)
        best = min(best, time.perf_counter() - began)
    return sum(len(text) for _, text in work) / best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="runs of which the fastest counts")
    rounds = parser.parse_args().rounds
    segmenter = Segmenter(LISTS)
    gold = read_gold()
    paragraphs = [(paragraph.language, paragraph.text) for paragraph in gold]
    languages = sorted({language for language, _ in paragraphs})
    long = [
        (code, " ".join(text for language, text in paragraphs * 20 if language == code)[:100_000])
        for code in languages
    ]
    rates = {}
    for name, work in (("paragraphs", paragraphs * 5), ("long", long)):
        bare = _characters_a_second(lambda text, language: sentencex.segment(language, text), work, rounds)
        ours = _characters_a_second(segmenter.split, work, rounds)
        rates[name] = {
            "ours_chars_per_s": round(ours),
            "sentencex_chars_per_s": round(bare),
            "ratio": round(ours / bare, 4),
        }
    f1 = {
        name: {key: round(count.f1, 4) for key, count in sorted(score(gold, ends).items())}
        for name, ends in (("ours", ends_by(segmenter)), ("sentencex", ends_by_sentencex))
    }
    workload = {
        "paragraphs": len(paragraphs) * 5,
        "paragraph_characters": sum(len(text) for _, text in paragraphs) * 5,
        "long_texts": {code: len(text) for code, text in long},
        "gold_boundaries": sum(len(paragraph.required) for paragraph in gold),
        "rounds": rounds,
    }
    versions = {name: version(name) for name in ("dabir", "sentencex")} | {
        "python": platform.python_version(),
        "machine": platform.machine(),
    }
    report = {"benchmark": "segmentation", "speed": rates, "f1": f1, "workload": workload, "versions": versions}
    sys.stdout.write(json.dumps(report) + "\n")


if __name__ == "__main__":
    main()
