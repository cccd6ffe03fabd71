"""The work of one model: texts cut into jobs, jobs translated in batches, the parts of a text bound together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from dabir.translation import batches, confidence, edge, placeholders, repair
from dabir.translation.answers import Job, is_sound
from dabir.translation.confidence import Calibration
from dabir.translation.model import Model, Output


@dataclass(frozen=True, slots=True)
class Draft:
    """What one pack, or the packs so far, made of one text; score and confidence are those of the weaker step."""

    text: str
    score: float
    confidence: float | None = 1.0
    doubtful: bool = False


def plan(model: Model, texts: Sequence[str], source: str) -> list[Job]:
    """Cut texts for a model."""
    jobs = []
    for number, text in enumerate(texts):
        cuts = batches.cut(text, lambda one: _length(model, one, source))
        for part, one in enumerate(cuts):
            shown = edge.show(one, source) if model.placeholders else edge.as_it_is(one)
            pieces = [] if edge.is_wordless(one, figures=model.placeholders) else model.encode(shown.text)
            jobs.append(Job(number, part, one, source, shown, pieces, model.alignment))
    return jobs


def carried(job: Job, target: str) -> Output:
    """Return what becomes of a job without words: its figures and marks, as the target writes them."""
    return Output(edge.carry(job.text, job.source, target), 0.0, 0, (), cut_off=False)


def _length(model: Model, text: str, source: str) -> int:
    """Return how many pieces a text has; too many where it has more figures than there are placeholders."""
    if model.placeholders and not placeholders.are_enough(text, source):
        return batches.LONGEST + 1
    return len(model.encode(text))


@dataclass(frozen=True, slots=True)
class Search:
    """How jobs are to be translated: into which language, with what beam, how many batches at the same time."""

    target: str
    beam: int
    threads: int


def work(
    planned: Sequence[Job],
    search: Search,
    borrow: Callable[[], AbstractContextManager[Model]],
    before: Callable[[], None] = lambda: None,
) -> Iterator[list[tuple[Job, Output]]]:
    """Yield what becomes of jobs, as the reader is to have it, turn by turn; each comes once.

    Args:
        planned: the jobs, of one source language.
        search: how they are to be translated.
        borrow: lends the model for a turn.
        before: called before each turn; what it raises ends the work.
    """
    # A text without words, or of which the tokenizer leaves nothing, is not for the model.
    wordless = [(job, carried(job, search.target)) for job in planned if not job.pieces]
    if wordless:
        yield wordless
    full = [job for job in planned if job.pieces]
    plan = [[full[i] for i in batch] for batch in batches.plan([len(job.pieces) for job in full], search.threads)]
    # Answers that came out wrong wait for one another: to mend many takes little longer than to mend one.
    waiting = repair.Waiting(search.target, search.beam)
    for start in range(0, len(plan), search.threads):
        before()
        turn = plan[start : start + search.threads]
        with borrow() as model:
            made: list[tuple[Job, Output]] = []
            for batch, some in zip(turn, _answers(model, turn, search.target, search.beam), strict=True):
                made += waiting.sort(batch, some)
            made += waiting.mended(model, at_once=start + search.threads >= len(plan))
        yield made


def _answers(model: Model, turn: Sequence[Sequence[Job]], target: str, beam: int) -> list[list[list[Output]]]:
    # The second best answer is there for nothing, and often has the placeholder or the name that the best one lost.
    count = beam if model.placeholders else 1
    return model.translate([[job.pieces for job in batch] for batch in turn], target, beam=beam, hypotheses=count)


def translate(model: Model, turn: Sequence[Sequence[Job]], target: str, beam: int) -> list[list[Output]]:
    """Translate batches of jobs; the output of each job, in their order, as the reader is to have it."""
    made = _answers(model, turn, target, beam)
    return [repair.mend(model, batch, some, target, beam) for batch, some in zip(turn, made, strict=True)]


def alternatives(model: Model, job: Job, target: str, count: int) -> list[Output]:
    """Return up to `count` translations of a job that differ, the best first."""
    made = model.translate([[job.pieces]], target, beam=max(2, count), hypotheses=max(2, count))[0][0]
    sound = [one for one in made if is_sound(job, one)]
    heard = [one.with_text(edge.hear(one.text, job.shown, target)) for one in sound or made[:1]]
    return list({one.text: one for one in reversed(heard)}.values())[::-1][:count]


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
        text = repair.in_a_row([output.text for _, output in parts])
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
