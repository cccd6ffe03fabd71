"""The work of one model: texts cut into jobs, jobs translated in batches, the parts of a text bound together again.

What comes out wrong is done again, and only that: a model caught in a loop may not repeat itself, one that lost a
placeholder is asked for more answers, then for the halves of the text; what is lost even so stands at the end.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dabir.translation import batches, confidence, edge, placeholders
from dabir.translation.confidence import Calibration
from dabir.translation.edge import Shown
from dabir.translation.model import Model, Output

#: When a model is caught in a loop the segment is translated again with no sequence of so many pieces coming twice.
_NO_REPEAT: Final = 3

#: So many answers are asked for where none of the first ones has all placeholders.
_WIDE: Final = 6


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
        cuts = batches.cut(text, lambda one: _length(model, one, source))
        for part, one in enumerate(cuts):
            shown = edge.show(one, source) if model.placeholders else edge.as_it_is(one)
            pieces = [] if edge.is_wordless(one, figures=model.placeholders) else model.encode(shown.text)
            jobs.append(Job(number, part, one, source, shown, pieces))
    return jobs


def carried(job: Job, target: str) -> Output:
    """Return what becomes of a job without words: its figures and marks, as the target writes them."""
    return Output(edge.carry(job.text, job.source, target), 0.0, 0, (), cut_off=False)


def _length(model: Model, text: str, source: str) -> int:
    """Return how many pieces a text has; too many where it has more figures than there are placeholders."""
    if model.placeholders and not placeholders.are_enough(text, source):
        return batches.LONGEST + 1
    return len(model.encode(text))


def translate(model: Model, turn: Sequence[Sequence[Job]], target: str, beam: int) -> list[list[Output]]:
    """Translate batches of jobs; the output of each job, in their order, as the reader is to have it."""
    # The second best answer is there for nothing, and often has the placeholder that the best one lost.
    count = beam if model.placeholders else 1
    answers = model.translate([[job.pieces for job in batch] for batch in turn], target, beam=beam, hypotheses=count)
    return [_mended(model, batch, made, target, beam) for batch, made in zip(turn, answers, strict=True)]


def _mended(
    model: Model, jobs: Sequence[Job], answers: Sequence[Sequence[Output]], target: str, beam: int
) -> list[Output]:
    """Return the answer to each job as the reader is to have it; for what came out wrong the model is asked again.

    First for more answers, then for the halves of the text, which have fewer placeholders, at last for an answer
    that does not repeat itself. The model never writes a figure or an address that has a placeholder.
    """
    made = [list(one) for one in answers]
    _again(model, jobs, made, [i for i in _wrong(jobs, made) if jobs[i].shown.masked.stands], target, _WIDE, _WIDE)
    halved = {i: halves for i in _wrong(jobs, made) if (halves := _halves(model, jobs[i]))}
    parts = [one for both in halved.values() for one in both]
    heard = _mended(model, parts, _asked(model, parts, target, beam, beam), target, beam) if parts else []
    bound = {i: _bound(heard[2 * n : 2 * n + 2]) for n, i in enumerate(halved)}
    loops = [i for i in _wrong(jobs, made) if i not in bound and all(_caught(jobs[i], one) for one in made[i])]
    _again(model, jobs, made, loops, target, beam, 1, _NO_REPEAT)
    return [bound.get(i) or _heard(job, made[i], target) for i, job in enumerate(jobs)]


def _wrong(jobs: Sequence[Job], answers: Sequence[Sequence[Output]]) -> list[int]:
    return [i for i, job in enumerate(jobs) if _best(job, answers[i]) is None]


def _best(job: Job, outputs: Sequence[Output]) -> Output | None:
    """Return the best answer that is not empty, has every placeholder and does not loop."""
    return next(
        (one for one in outputs if one.text and edge.is_whole(one.text, job.shown) and not _caught(job, one)), None
    )


def _heard(job: Job, outputs: Sequence[Output], target: str) -> Output:
    """Return what an answer says, of poor ones that which has the most placeholders."""
    best = _best(job, outputs)
    if best is None:
        calm = [one for one in outputs if one.text and not _caught(job, one)]
        best = max(calm or outputs, key=lambda one: sum(mark in one.text for mark in job.shown.masked.marks))
    patched = not edge.is_whole(best.text, job.shown)
    return dataclasses.replace(best, text=edge.hear(best.text, job.shown, target), patched=patched)


def _halves(model: Model, job: Job) -> list[Job]:
    return [dataclasses.replace(job, shown=one, pieces=model.encode(one.text)) for one in edge.halves(job.shown)]


def _bound(parts: Sequence[Output]) -> Output:
    """Return the answers to the halves of a text as one."""
    tokens = sum(one.tokens for one in parts)
    return Output(
        _in_a_row([one.text for one in parts]),
        sum(one.score * one.tokens for one in parts) / tokens,
        tokens,
        tuple(piece for one in parts for piece in one.pieces),
        cut_off=any(one.cut_off for one in parts),
        patched=any(one.patched for one in parts),
    )


def _in_a_row(texts: Sequence[str]) -> str:
    """Return texts as one; a comma stands where two figures meet, which would else be read as one."""
    row = ""
    for text in texts:
        meet = row[-1:].isdigit() and text[:1].isdigit()
        row = f"{row}{',' if meet else ''} {text}".strip()
    return row


def _asked(
    model: Model, jobs: Sequence[Job], target: str, beam: int, count: int, no_repeat: int = 0
) -> list[list[Output]]:
    pieces = [[job.pieces for job in jobs]]
    return model.translate(pieces, target, beam=beam, hypotheses=count, no_repeat=no_repeat)[0]


def _again(
    model: Model,
    jobs: Sequence[Job],
    answers: list[list[Output]],
    which: Sequence[int],
    target: str,
    beam: int,
    count: int,
    no_repeat: int = 0,
) -> None:
    """Put other answers of the model in place of some."""
    if which:
        made = _asked(model, [jobs[i] for i in which], target, beam, count, no_repeat)
        for i, outputs in zip(which, made, strict=True):
            answers[i] = outputs


def alternatives(model: Model, job: Job, target: str, count: int) -> list[Output]:
    """Return up to `count` translations of a job that differ, the best first."""
    answers = model.translate([[job.pieces]], target, beam=max(2, count), hypotheses=max(2, count))[0][0]
    whole = [one for one in answers if edge.is_whole(one.text, job.shown) and not _caught(job, one)]
    heard = [one.with_text(edge.hear(one.text, job.shown, target)) for one in whole or answers[:1]]
    return list({one.text: one for one in reversed(heard)}.values())[::-1][:count]


def _caught(job: Job, output: Output) -> bool:
    words = job.shown.text.split(), output.text.split()
    return output.cut_off or batches.is_loop(job.pieces, output.pieces) or batches.is_loop(*words)


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
        text = _in_a_row([output.text for _, output in parts])
        tokens = sum(output.tokens for _, output in parts)
        if not tokens:
            return Draft(text, min(before.score, 0.0), before.confidence, before.doubtful)
        doubtful = before.doubtful or any(output.patched for _, output in parts)
        score = sum(output.score * output.tokens for _, output in parts) / tokens
        known = self._calibration
        if known is None or before.confidence is None:
            return Draft(text, min(before.score, score), None, doubtful)
        sure = sum(_likeness(known, job, output) * output.tokens for job, output in parts) / tokens
        return Draft(text, min(before.score, score), min(before.confidence, sure), doubtful or sure < known.low)


def _likeness(known: Calibration, job: Job, output: Output) -> float:
    values = confidence.features(job.shown.text, len(job.pieces), output.score, output.tokens)
    return confidence.estimate(known, values)
