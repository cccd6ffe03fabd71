"""Dabir against Argos: the same pack, the same segments, the same beam, turn by turn; and why texts differ where they do."""

from __future__ import annotations

import dataclasses
import itertools
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from argos import Answer, Argos
from tables import REFERENCE, Bench, Setting
from workload import Story

from dabir.translation import batches
from dabir.translation.engine import Engine

#: What Argos asks of CTranslate2 where Dabir asks for its default.
ARGOS_PENALTY: Final = 0.2


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds, and seconds of processor time, that both sides took for the same stories."""

    argos: tuple[float, float]
    dabir: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of one workload. Ratios are medians over rounds; the median times beside them tell the order of size.

    Attributes:
        stories: how many.
        segments: in all of them.
        beam: width of the search on both sides.
        rounds: how often each side took its turn.
        times_as_fast: seconds of Argos by seconds of Dabir.
        slowest_round: the lowest ratio of a round.
        fastest_round: the highest.
        times_less_processor: the same of processor time, which a busy computer disturbs less.
        argos_seconds: median.
        dabir_seconds: median.
        identical: share of paragraphs with the same text.
        identical_with_argos_penalty: the same, were Dabir to use Argos's length penalty.
        why_not: how many paragraphs differ for which reason.
    """

    stories: int
    segments: int
    beam: int
    rounds: int
    times_as_fast: float
    slowest_round: float
    fastest_round: float
    times_less_processor: float
    argos_seconds: float
    dabir_seconds: float
    identical: float
    identical_with_argos_penalty: float
    why_not: dict[str, int]


def compare(
    argos: Argos, engine: Engine, bench: Bench, stories: Sequence[Story], beam: int, rounds: int
) -> Comparison:
    """Let both sides translate the same stories by turns.

    Argos gets a call a story, as it has no other way, and Dabir one call for all. The side that begins changes from
    round to round. Both have translated before, so neither loads a model here.
    """
    paragraphs = [paragraph for story in stories for paragraph in story.paragraphs]
    segments = [text for paragraph in paragraphs for text in paragraph]
    answers: list[Answer] = []
    ours: list[str] = []
    measured = []
    for number in range(rounds):

        def theirs() -> tuple[float, float]:
            answers.append(argos.translate([story.paragraphs for story in stories], beam=beam))
            return answers[-1].seconds, answers[-1].cpu

        def own() -> tuple[float, float]:
            start, cpu = time.perf_counter(), time.process_time()
            made = engine.translate(segments, "fa", "az", beam=beam)
            taken = time.perf_counter() - start, time.process_time() - cpu
            ours[:] = [one.text for one in made]
            return taken

        measured.append(_round(theirs, own, argos_first=number % 2 == 0))
    ratios = [one.argos[0] / one.dabir[0] for one in measured]
    right = [text for story in answers[-1].stories for text in story]
    own_texts = _by_paragraph(ours, paragraphs)
    like = dataclasses.replace(REFERENCE, beam=beam, length_penalty=ARGOS_PENALTY)
    alike = [
        _decoded(bench, pieces) for pieces in bench.run(bench.encode([batches.tidy(one) for one in segments]), like)
    ]
    reasons = [
        _reason(bench, paragraph, theirs, mine, dataclasses.replace(like, places=1))
        for paragraph, theirs, mine in zip(paragraphs, right, own_texts, strict=True)
        if theirs != mine
    ]
    return Comparison(
        stories=len(stories),
        segments=len(segments),
        beam=beam,
        rounds=rounds,
        times_as_fast=round(statistics.median(ratios), 2),
        slowest_round=round(min(ratios), 2),
        fastest_round=round(max(ratios), 2),
        times_less_processor=round(statistics.median(one.argos[1] / one.dabir[1] for one in measured), 2),
        argos_seconds=round(statistics.median(one.argos[0] for one in measured), 3),
        dabir_seconds=round(statistics.median(one.dabir[0] for one in measured), 3),
        identical=round(_share(right, own_texts), 4),
        identical_with_argos_penalty=round(_share(right, _by_paragraph(alike, paragraphs)), 4),
        why_not=dict(Counter(reasons)),
    )


def _by_paragraph(texts: Sequence[str], paragraphs: Sequence[Sequence[str]]) -> list[str]:
    """Return the translations of segments as Argos returns them: those of a paragraph in one line."""
    given = iter(texts)
    return [" ".join(itertools.islice(given, len(paragraph))) for paragraph in paragraphs]


def _round(
    theirs: Callable[[], tuple[float, float]], own: Callable[[], tuple[float, float]], *, argos_first: bool
) -> Round:
    if argos_first:
        argos = theirs()
        return Round(argos, own())
    dabir = own()
    return Round(theirs(), dabir)


def _share(right: Sequence[str], texts: Sequence[str]) -> float:
    return sum(a == b for a, b in zip(right, texts, strict=True)) / len(right)


def _decoded(bench: Bench, pieces: Sequence[str]) -> str:
    return str(bench.model._package.tokenizer.decode(list(pieces))).strip()


def _reason(bench: Bench, paragraph: Sequence[str], theirs: str, own: str, like: Setting) -> str:
    """Return why a paragraph's texts differ: the first change to Dabir's way that gives Argos's text."""
    inputs = bench.encode([batches.tidy(segment) for segment in paragraph])
    plain = bench.run(inputs, dataclasses.replace(like, length_penalty=1.0))
    if any(batches.is_loop(given, made) for given, made in zip(inputs, plain, strict=True)):
        return "the model was caught in a loop, which Dabir mends"
    if " ".join(_decoded(bench, made) for made in plain) == theirs:
        return "batched with others"
    if " ".join(_decoded(bench, made) for made in bench.run(inputs, like)) == theirs:
        return "length penalty: 0.2 in Argos, 1 in Dabir"
    if "".join(theirs.split()) == "".join(own.replace("_", "").split()):
        return "underscores and spaces, which Argos does not keep"
    return "unexplained"
