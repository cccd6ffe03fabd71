"""Where the pack is weakest: chrF by domain and by construction, so that the corpus can grow where it helps most.

    python installer/pack/weak_spots.py --work build/pack

Scores the exported model of a work folder on the held-out part. A domain is a file of the corpus; constructions are
told by the English sentence.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

if __package__ in {None, ""}:  # run as a file: make the packages importable, and these modules not top-level ones
    sys.path[0] = str(Path(__file__).resolve().parents[1])
    sys.path.insert(1, str(Path(__file__).resolve().parents[2] / "desktop"))

from sacrebleu.metrics.chrf import CHRF

from dabir.training.corpus import DIRECTIONS, Triple, read_corpus, split
from pack.score import Engine

ROOT: Final = Path(__file__).resolve().parents[2]
FEWEST: Final = 20
"""Fewer sentences give no score worth printing."""

CONSTRUCTIONS: Final[dict[str, Callable[[str], bool]]] = {
    "up to 6 words": lambda text: len(text.split()) <= 6,
    "7 to 14 words": lambda text: 7 <= len(text.split()) <= 14,
    "15 to 24 words": lambda text: 15 <= len(text.split()) <= 24,
    "25 words and more": lambda text: len(text.split()) >= 25,
    "headlines (no full stop)": lambda text: text[-1] not in ".?!\"'\u201d",
    "quotations": lambda text: bool(re.search('["\u201c]', text)),
    "questions": lambda text: text.endswith("?"),
    "negations": lambda text: bool(
        re.search(r"\b(not|no|never|nor|without|nobody|nothing)\b|n't\b", text, re.IGNORECASE)
    ),
    "conditions and concessions": lambda text: bool(
        re.search(r"\b(if|unless|although|though|despite)\b", text, re.IGNORECASE)
    ),
    "relative clauses": lambda text: bool(re.search(r"\b(who|whose|which|whom)\b", text)),
    "passives": lambda text: bool(re.search(r"\b(was|were|been|being|be)\s+\w+(ed|en)\b", text)),
    "figures": lambda text: any(character.isdigit() for character in text),
    "two names and more": lambda text: len(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", text)) >= 2,
}


def domains(corpus: Path) -> dict[str, str]:
    """Return the domain of each English sentence: the name of the first file it stands in."""
    found: dict[str, str] = {}
    for path in sorted(corpus.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            found.setdefault(line.split("\t")[-1].strip(), path.stem)
    return found


@dataclass(frozen=True, slots=True)
class Spot:
    """How well a part of the sentences comes out.

    Attributes:
        by: what they have in common: "domain" or "construction".
        name: which.
        sentences: how many there are.
        chrf: 0 to 100, by direction ("fa-en").
    """

    by: str
    name: str
    sentences: int
    chrf: Mapping[str, float]

    @property
    def mean(self) -> float:
        """The plain mean of the directions."""
        return sum(self.chrf.values()) / len(self.chrf)


Drafts = Mapping[tuple[str, str], Sequence[str]]
"""Translations of the sentences, by direction."""


def spots(triples: Sequence[Triple], outputs: Drafts, corpus: Path) -> list[Spot]:
    """Return all domains and constructions, the weakest of each first."""
    known = domains(corpus)
    by_domain: dict[str, list[int]] = {}
    for place, triple in enumerate(triples):
        by_domain.setdefault(known[triple.en], []).append(place)
    by_construction = {
        name: [place for place, triple in enumerate(triples) if holds(triple.en)]
        for name, holds in CONSTRUCTIONS.items()
    }
    kinds = (("domain", by_domain), ("construction", by_construction))
    return [spot for by, labels in kinds for spot in table(by, triples, outputs, labels)]


def table(by: str, triples: Sequence[Triple], outputs: Drafts, labels: Mapping[str, Sequence[int]]) -> list[Spot]:
    """Return chrF by label, the lowest mean first.

    Args:
        by: what the labels are.
        triples: the sentences.
        outputs: their translations.
        labels: for each name the places of the sentences it holds for.
    """
    found = []
    for name, places in labels.items():
        if len(places) >= FEWEST:
            some = [triples[place] for place in places]
            scores = {
                f"{source}-{target}": CHRF()
                .corpus_score(
                    [outputs[source, target][place] for place in places], [[triple.text(target) for triple in some]]
                )
                .score
                for source, target in DIRECTIONS
            }
            found.append(Spot(by, name, len(places), scores))
    return sorted(found, key=lambda spot: spot.mean)


def main(arguments: list[str] | None = None) -> int:
    """Print both tables as JSON, a row a line."""
    parser = argparse.ArgumentParser(prog="weak_spots.py", description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "pack", help="folder of the training")
    parser.add_argument("--corpus", type=Path, default=ROOT / "resources" / "corpus", help="folder of the corpus")
    options = parser.parse_args(arguments)
    held_out = split(read_corpus(options.corpus)).held_out
    engine = Engine(options.work / "candidate", options.work / "sentencepiece.model")
    outputs = {
        (source, target): engine.translate([triple.text(source) for triple in held_out], source, target)
        for source, target in DIRECTIONS
    }
    for spot in spots(held_out, outputs, options.corpus):
        scores = {direction: round(chrf, 1) for direction, chrf in spot.chrf.items()}
        row = {"by": spot.by, "name": spot.name, "sentences": spot.sentences, "mean": round(spot.mean, 1), **scores}
        print(json.dumps(row, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
