"""One cut of a text for the model, and how good an answer of the model to it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dabir.translation import batches, edge, names
from dabir.translation.edge import Shown
from dabir.translation.model import Output
from dabir.translation.names import Name


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
        named: whether the names of the starter terms must be in its translation.
    """

    number: int
    part: int
    text: str
    source: str
    shown: Shown
    pieces: list[str]
    named: bool = False

    def names(self, target: str) -> tuple[Name, ...]:
        """Return the names that its translation must have."""
        return names.sought(self.shown, self.source, target) if self.named else ()


def is_sound(job: Job, output: Output) -> bool:
    """Whether an answer is not empty, has every placeholder and does not loop."""
    return bool(output.text) and edge.is_whole(output.text, job.shown) and not is_caught(job, output)


def is_caught(job: Job, output: Output) -> bool:
    """Whether the model went round in circles."""
    words = job.shown.text.split(), output.text.split()
    return output.cut_off or batches.is_loop(job.pieces, output.pieces) or batches.is_loop(*words)


def best(job: Job, outputs: Sequence[Output], target: str) -> Output | None:
    """Return the sound answer that has the most names, of equal ones the first; None where none is sound."""
    wanted, least, found = job.names(target), 0, None
    for one in outputs:
        if not is_sound(job, one):
            continue
        gone = len(names.lost(wanted, one.text, target)) if wanted else 0
        if found is None or gone < least:
            least, found = gone, one
        if not least:
            break
    return found
