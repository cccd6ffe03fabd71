"""What the engine's own work around a model is worth: the same model, used in other ways.

What is done at the edges of a model (its text unified, figures and names held against the source, long texts cut) is
no part of its training, so its worth is found out by leaving it away, or by writing sources as it must not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dabir.training.corpus import DIRECTIONS, Triple
from pack.score import Engine, Score, rate

#: Sentences given to the model as one text, where it is tried with several at a time.
_TOGETHER: Final = 3
_ARABIC: Final = str.maketrans("یک۰۱۲۳۴۵۶۷۸۹", "يك٠١٢٣٤٥٦٧٨٩")

Texts = list[str]


@dataclass(frozen=True, slots=True)
class Use:
    """A way of using the model, and how it compares.

    Attributes:
        name: what is done otherwise than the program does it.
        chrf: mean of the directions, 0 to 100.
        own: the same of the program's own way, with the same sentences.
        figures: mean share of figures kept.
        names: mean share of names kept.
        own_names: the same of the program's own way.
    """

    name: str
    chrf: float
    own: float
    figures: float
    names: float
    own_names: float


@dataclass(frozen=True, slots=True)
class _Made:
    """Texts with their references, as translated in some way and as the program does it."""

    sources: Texts
    references: Texts
    outputs: Texts
    own: Texts


#: Makes it of an engine, sources, references, and the language of each.
_Way = Callable[[Engine, Texts, Texts, str, str], _Made]


def uses(engine: Engine, triples: Sequence[Triple]) -> tuple[Use, ...]:
    """Return how other ways compare with the program's.

    Args:
        engine: the model.
        triples: what is translated in all six directions; Persian typed otherwise, in the two from Persian.
    """
    from_persian = [pair for pair in DIRECTIONS if pair[0] == "fa"]
    return (
        _use("nothing mended: the model's first answers", engine, triples, DIRECTIONS, _first_answers),
        _use("Persian typed with Arabic letters and digits", engine, triples, from_persian, _typed_with_arabic),
        _use(f"{_TOGETHER} sentences given as one", engine, triples, DIRECTIONS, _together),
    )


def _use(
    name: str, engine: Engine, triples: Sequence[Triple], directions: Iterable[tuple[str, str]], way: _Way
) -> Use:
    scores, own = list[Score](), list[Score]()
    for source, target in directions:
        texts = [triple.text(source) for triple in triples]
        made = way(engine, texts, [triple.text(target) for triple in triples], source, target)
        scores.append(rate(made.sources, made.outputs, made.references, (source, target)))
        own.append(rate(made.sources, made.own, made.references, (source, target)))
    return Use(
        name,
        _mean(one.chrf for one in scores),
        _mean(one.chrf for one in own),
        _mean(one.figures for one in scores),
        _mean(one.names for one in scores),
        _mean(one.names for one in own),
    )


def _first_answers(engine: Engine, sources: Texts, references: Texts, source: str, target: str) -> _Made:
    outputs = engine.first_answers(sources, source, target)
    return _Made(sources, references, outputs, engine.translate(sources, source, target))


def _typed_with_arabic(engine: Engine, sources: Texts, references: Texts, source: str, target: str) -> _Made:
    outputs = engine.translate([text.translate(_ARABIC) for text in sources], source, target)
    return _Made(sources, references, outputs, engine.translate(sources, source, target))


def _together(engine: Engine, sources: Texts, references: Texts, source: str, target: str) -> _Made:
    joined = _joined(sources)
    own = _joined(engine.translate(sources, source, target))
    return _Made(joined, _joined(references), engine.translate(joined, source, target), own)


def _joined(texts: Texts) -> Texts:
    return [" ".join(texts[start : start + _TOGETHER]) for start in range(0, len(texts), _TOGETHER)]


def _mean(values: Iterable[float]) -> float:
    some = list(values)
    return sum(some) / len(some)
