"""What is done about answers that came out wrong: the model is asked again, and only for those.

One that went round in circles may not repeat itself, one that lost a placeholder is asked for more answers, then for
the halves of the text; what is lost even so stands at the end. One that lost a name is begun for the model
(`naming`). Answers are mended many at a time, since a model takes little longer for ten inputs than for one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Final

from dabir.translation import edge, naming
from dabir.translation.answers import Job, best, is_caught, is_sound
from dabir.translation.model import Model, Output

#: When a model is caught in a loop the segment is translated again with no sequence of so many pieces coming twice:
#: first of as many as do least harm, then of as many as leave no loop.
_NO_REPEAT: Final = (3, 2)

#: So many answers are mended together.
_POOL: Final = 48

#: So many answers are asked for where none of the first ones has all placeholders.
_WIDE: Final = 6


class Waiting:
    """Answers that came out wrong, until there are enough of them to be mended."""

    def __init__(self, target: str, beam: int) -> None:
        """Await answers in `target`, searched for with a beam."""
        self._target = target
        self._beam = beam
        self._jobs: list[Job] = []
        self._answers: list[Sequence[Output]] = []

    def sort(self, jobs: Sequence[Job], answers: Sequence[Sequence[Output]]) -> list[tuple[Job, Output]]:
        """Return the answers that are right, as the reader is to have them, and keep the others."""
        right = []
        for job, some in zip(jobs, answers, strict=True):
            found = best(job, some, self._target)
            if found is None or naming.lost(job, found, self._target):
                self._jobs.append(job)
                self._answers.append(some)
            else:
                right.append((job, _heard(job, found, self._target)))
        return right

    def mended(self, model: Model, *, at_once: bool) -> list[tuple[Job, Output]]:
        """Return the answers that waited, mended; none where more are to come and there are few yet."""
        if not self._jobs or (len(self._jobs) < _POOL and not at_once):
            return []
        jobs, answers = self._jobs, self._answers
        self._jobs, self._answers = [], []
        return list(zip(jobs, mend(model, jobs, answers, self._target, self._beam), strict=True))


def mend(
    model: Model, jobs: Sequence[Job], answers: Sequence[Sequence[Output]], target: str, beam: int
) -> list[Output]:
    """Return the answer to each job as the reader is to have it; for what came out wrong the model is asked again.

    First for more answers, then for the halves of the text, which have fewer placeholders, then for an answer that
    does not repeat itself, at last for the names. The model never writes a figure or an address that has a
    placeholder.
    """
    made = [list(one) for one in answers]
    _again(model, jobs, made, [i for i in _wrong(jobs, made) if jobs[i].shown.masked.stands], target, _WIDE, _WIDE)
    halved = {i: halves for i in _wrong(jobs, made) if (halves := _halves(model, jobs[i]))}
    parts = [one for both in halved.values() for one in both]
    heard = mend(model, parts, asked(model, parts, target, beam, beam), target, beam) if parts else []
    bound = {i: _bound(heard[2 * n : 2 * n + 2]) for n, i in enumerate(halved)}
    for size in _NO_REPEAT:
        loops = [i for i in _wrong(jobs, made) if i not in bound and all(is_caught(jobs[i], one) for one in made[i])]
        _again(model, jobs, made, loops, target, beam, 1, size)
    chosen = [best(job, made[i], target) or _least_poor(job, made[i]) for i, job in enumerate(jobs)]
    nameless = [i for i, job in enumerate(jobs) if i not in bound and is_sound(job, chosen[i])]
    for i, named in zip(
        nameless,
        naming.restore(model, [jobs[i] for i in nameless], [chosen[i] for i in nameless], target, beam),
        strict=True,
    ):
        chosen[i] = named
    return [bound.get(i) or _heard(job, chosen[i], target) for i, job in enumerate(jobs)]


def asked(
    model: Model, jobs: Sequence[Job], target: str, beam: int, count: int, no_repeat: int = 0
) -> list[list[Output]]:
    """Return the model's answers to jobs."""
    pieces = [job.pieces for job in jobs]
    return model.answers(pieces, target, beam=beam, hypotheses=count, no_repeat=no_repeat)


def _wrong(jobs: Sequence[Job], answers: Sequence[Sequence[Output]]) -> list[int]:
    return [i for i, job in enumerate(jobs) if not any(is_sound(job, one) for one in answers[i])]


def _least_poor(job: Job, outputs: Sequence[Output]) -> Output:
    """Return, where no answer is sound, the one that has the most placeholders."""
    calm = [one for one in outputs if one.text and not is_caught(job, one)]
    return max(calm or outputs, key=lambda one: sum(mark in one.text for mark in job.shown.masked.marks))


def _heard(job: Job, output: Output, target: str) -> Output:
    """Return what an answer says, without its attention, which is large."""
    text, patched = edge.hear(output.text, job.shown, target), not edge.is_whole(output.text, job.shown)
    return dataclasses.replace(output, text=text, patched=patched, attention=())


def _halves(model: Model, job: Job) -> list[Job]:
    return [dataclasses.replace(job, shown=one, pieces=model.encode(one.text)) for one in edge.halves(job.shown)]


def _bound(parts: Sequence[Output]) -> Output:
    """Return the answers to the halves of a text as one."""
    tokens = sum(one.tokens for one in parts)
    return Output(
        in_a_row([one.text for one in parts]),
        sum(one.score * one.tokens for one in parts) / tokens,
        tokens,
        tuple(piece for one in parts for piece in one.pieces),
        cut_off=any(one.cut_off for one in parts),
        patched=any(one.patched for one in parts),
    )


def in_a_row(texts: Sequence[str]) -> str:
    """Return texts as one; a comma stands where two figures meet, which would else be read as one."""
    row = ""
    for text in texts:
        meet = row[-1:].isdigit() and text[:1].isdigit()
        row = f"{row}{',' if meet else ''} {text}".strip()
    return row


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
        made = asked(model, [jobs[i] for i in which], target, beam, count, no_repeat)
        for i, outputs in zip(which, made, strict=True):
            answers[i] = outputs
