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
from collections.abc import Callable, Iterable, Sequence
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


def table(
    triples: Sequence[Triple], outputs: dict[tuple[str, str], list[str]], labels: Iterable[tuple[str, list[int]]]
) -> list[dict[str, object]]:
    """Return chrF by label, the lowest mean first.

    Args:
        triples: the sentences.
        outputs: their translations, by direction.
        labels: a name and the places of the sentences it holds for.
    """
    rows = []
    for name, places in labels:
        if len(places) < FEWEST:
            continue
        scores = {
            f"{source}-{target}": round(
                CHRF()
                .corpus_score(
                    [outputs[source, target][place] for place in places],
                    [[triples[place].text(target) for place in places]],
                )
                .score,
                1,
            )
            for source, target in DIRECTIONS
        }
        rows.append(
            {"name": name, "sentences": len(places), "mean": round(sum(scores.values()) / len(scores), 1), **scores}
        )
    return sorted(rows, key=lambda row: float(str(row["mean"])))


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
    known = domains(options.corpus)
    by_domain: dict[str, list[int]] = {}
    for place, triple in enumerate(held_out):
        by_domain.setdefault(known[triple.en], []).append(place)
    by_construction = {
        name: [place for place, triple in enumerate(held_out) if holds(triple.en)]
        for name, holds in CONSTRUCTIONS.items()
    }
    for kind, labels in (("domain", by_domain), ("construction", by_construction)):
        for row in table(held_out, outputs, labels.items()):
            print(json.dumps({"by": kind, **row}, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
