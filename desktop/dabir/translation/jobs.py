"""The work of one model: texts cut into jobs, jobs translated in batches, the parts of a text bound together again.

What comes out wrong is done again, and only that: a model caught in a loop may not repeat itself, one that lost a
placeholder is shown the figures themselves.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dabir.translation import batches, confidence, edge
from dabir.translation.confidence import Calibration
from dabir.translation.edge import Shown
from dabir.translation.model import Model, Output

#: When a model is caught in a loop the segment is translated again with no sequence of so many pieces coming twice.
_NO_REPEAT: Final = 3


@dataclass(frozen=True, slots=True)
class Draft:
    """What one pack, or the packs so far, made of one text; score and confidence are those of the weaker step."""

    text: str
    score: float
    confidence: float | None = 1.0
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One cut of one text, for the model.

    Attributes:
        number: which text.
        part: which of its cuts.
        text: the cut.
        source: its language, normalised.
        shown: the cut as the model is shown it.
        pieces: that, as the tokenizer has it.
    """

    number: int
    part: int
    text: str
    source: str
    shown: Shown
    pieces: list[str]


def plan(model: Model, texts: Sequence[str], source: str) -> list[Job]:
    """Cut texts for a model."""
    jobs = []
    for number, text in enumerate(texts):
        cuts = batches.cut(text, lambda one: len(model.encode(one)))
        for part, one in enumerate(cuts):
            shown = edge.show(one, source) if model.placeholders else edge.as_it_is(one)
            jobs.append(Job(number, part, one, source, shown, model.encode(shown.text)))
    return jobs


def translate(model: Model, turn: Sequence[Sequence[Job]], target: str, beam: int) -> list[list[Output]]:
    """Translate batches of jobs; the output of each job, in their order, as the reader is to have it."""
    # The second best answer is there for nothing, and often has the placeholder that the best one lost.
    count = beam if model.placeholders else 1
    answers = model.translate([[job.pieces for job in batch] for batch in turn], target, beam=beam, hypotheses=count)
    return [
        _mended(model, batch, [_best(job, outputs) for job, outputs in zip(batch, made, strict=True)], target, beam)
        for batch, made in zip(turn, answers, strict=True)
    ]


def _best(job: Job, outputs: Sequence[Output]) -> Output:
    """Return the best answer that has every placeholder and does not loop; the best of all where none is so."""
    return next((one for one in outputs if edge.is_whole(one.text, job.shown) and not _caught(job, one)), outputs[0])


def _mended(model: Model, jobs: Sequence[Job], outputs: Sequence[Output], target: str, beam: int) -> list[Output]:
    """Translate again what lost a placeholder, then what is caught in a loop; write figures and capitals."""
    jobs, outputs = list(jobs), list(outputs)
    lost = [
        i for i, (job, one) in enumerate(zip(jobs, outputs, strict=True)) if not edge.is_whole(one.text, job.shown)
    ]
    for i in lost:
        shown = edge.show(jobs[i].text, jobs[i].source, mask=False)
        jobs[i] = dataclasses.replace(jobs[i], shown=shown, pieces=model.encode(shown.text))
    _again(model, jobs, outputs, lost, target, beam)
    _again(
        model, jobs, outputs, [i for i, job in enumerate(jobs) if _caught(job, outputs[i])], target, beam, _NO_REPEAT
    )
    return [one.with_text(edge.hear(one.text, job.shown, target)) for job, one in zip(jobs, outputs, strict=True)]


def _again(
    model: Model, jobs: list[Job], outputs: list[Output], which: list[int], target: str, beam: int, no_repeat: int = 0
) -> None:
    """Put other answers of the model in place of some."""
    if which:
        batch = [jobs[i].pieces for i in which]
        for i, answers in zip(
            which, model.translate([batch], target, beam=beam, no_repeat=no_repeat)[0], strict=True
        ):
            outputs[i] = answers[0]


def alternatives(model: Model, job: Job, target: str, count: int) -> list[Output]:
    """Return up to `count` translations of a job that differ, the best first."""
    answers = model.translate([[job.pieces]], target, beam=max(2, count), hypotheses=max(2, count))[0][0]
    whole = [one for one in answers if edge.is_whole(one.text, job.shown) and not _caught(job, one)]
    heard = [one.with_text(edge.hear(one.text, job.shown, target)) for one in whole or answers[:1]]
    return list({one.text: one for one in reversed(heard)}.values())[::-1][:count]


def _caught(job: Job, output: Output) -> bool:
    return output.cut_off or batches.is_loop(job.pieces, output.pieces)


class Sheaf:
    """Collects the outputs for the cuts of texts and binds them together when a text is whole.

    Attributes:
        done: the texts that are whole, by number.
    """

    def __init__(self, drafts: Sequence[Draft], jobs: Sequence[Job], calibration: Calibration | None = None) -> None:
        """Await the outputs of jobs, which are cuts of the drafts."""
        self.done: dict[int, Draft] = {}
        self._drafts = drafts
        self._calibration = calibration
        self._parts: list[dict[int, tuple[Job, Output]]] = [{} for _ in drafts]
        self._wanted = Counter(job.number for job in jobs)

    def add(self, made: Iterable[tuple[Job, Output]]) -> dict[int, Draft]:
        """Take outputs in; return the texts that are whole by them."""
        fresh = {}
        for job, output in made:
            parts = self._parts[job.number]
            parts[job.part] = job, output
            if len(parts) == self._wanted[job.number]:
                fresh[job.number] = self._joined(self._drafts[job.number], [parts[part] for part in sorted(parts)])
        self.done |= fresh
        return fresh

    def _joined(self, before: Draft, parts: Sequence[tuple[Job, Output]]) -> Draft:
        """Put the parts of one text together; score and confidence are those of the weaker step."""
        text = " ".join(output.text for _, output in parts if output.text)
        tokens = sum(output.tokens for _, output in parts)
        if not tokens:
            return Draft(text, min(before.score, 0.0), before.confidence, before.doubtful)
        score = sum(output.score * output.tokens for _, output in parts) / tokens
        known = self._calibration
        if known is None or before.confidence is None:
            return Draft(text, min(before.score, score), None, before.doubtful)
        sure = sum(_likeness(known, job, output) * output.tokens for job, output in parts) / tokens
        return Draft(
            text, min(before.score, score), min(before.confidence, sure), before.doubtful or sure < known.low
        )


def _likeness(known: Calibration, job: Job, output: Output) -> float:
    values = confidence.features(job.shown.text, len(job.pieces), output.score, output.tokens)
    return confidence.estimate(known, values)
