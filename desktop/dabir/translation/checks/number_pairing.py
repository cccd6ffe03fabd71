"""Which number of a source is which number of its translation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from dabir.translation.checks.number_reading import Kind, Number, Value, numbers_in
from dabir.translation.checks.pair import Pair

#: Years of the Iranian calendar, and how much later the common calendar counts.
_IRANIAN_YEARS: Final = range(1200, 1451)
_LATER: Final = frozenset({621, 622})
#: An Islamic lunar year is 0.970224 common ones; its first began in the common year 622.57.
_LUNAR_YEARS: Final = range(1300, 1500)
_LUNAR_CENTURIES: Final = range(1, 15)
_LUNAR_SIGNS: Final = ("قمری", "هجری", "هـ", "هجرية", "hicri", "hijri", "хиджр", "AH")

Same = Callable[[Number, Number], bool]


@dataclass(frozen=True, slots=True)
class Pairing:
    """The numbers of a pair.

    Attributes:
        met: numbers of the source with the equal ones of the target.
        lost: figures of the source that the target lacks.
        extra: figures of the target that the source lacks.
        lost_words: number words of the source for which the target has neither word nor figure.
        extra_words: number words of the target for which the source has neither.
    """

    met: tuple[tuple[Number, Number], ...]
    lost: tuple[Number, ...]
    extra: tuple[Number, ...]
    lost_words: tuple[Number, ...]
    extra_words: tuple[Number, ...]


class _Open:
    """The numbers of both texts that have no partner yet."""

    def __init__(self, source: Iterable[Number], target: Iterable[Number]) -> None:
        self.source = list(source)
        self.target = list(target)
        self.met: list[tuple[Number, Number]] = []

    def meet(self, same: Same, kinds: tuple[Kind, ...], other_kinds: tuple[Kind, ...]) -> None:
        """Pair numbers of some kinds in the source with equal numbers of some kinds in the target."""
        for one in [number for number in self.source if number.kind in kinds]:
            partner = next((other for other in self.target if other.kind in other_kinds and same(one, other)), None)
            if partner is not None:
                self.source.remove(one)
                self.target.remove(partner)
                self.met.append((one, partner))

    def part(self) -> None:
        """Take sums apart: "یک میلیون و ۲۰۰ هزار" may have its million in words elsewhere."""
        for side in (self.source, self.target):
            side[:] = [term for one in side for term in (one.terms or (one,))]


def pair_off(
    pair: Pair, source_settled: tuple[tuple[int, int], ...] = (), target_settled: tuple[tuple[int, int], ...] = ()
) -> Pairing:
    """Pair the numbers of a source with those of its translation.

    Args:
        pair: the segment and its translation.
        source_settled: spans of the source whose numbers are looked after otherwise.
        target_settled: spans of the target likewise.
    """
    texts, languages = (pair.source, pair.target), (pair.source_language, pair.target_language)
    return _pair_off(texts, languages, source_settled, target_settled)


@lru_cache(maxsize=256)
def _pair_off(
    texts: tuple[str, str],
    languages: tuple[str, str],
    source_settled: tuple[tuple[int, int], ...],
    target_settled: tuple[tuple[int, int], ...],
) -> Pairing:
    open_ = _Open(
        _outside(numbers_in(texts[0], languages[0]), source_settled),
        _outside(numbers_in(texts[1], languages[1]), target_settled),
    )
    lunar = any(sign in text for sign in _LUNAR_SIGNS for text in texts)

    def same_year(one: Number, other: Number) -> bool:
        return _same_year(one, other, lunar=lunar)

    figure, word, loose = (Kind.FIGURE,), (Kind.WORD, Kind.PART), (Kind.LOOSE,)
    for parted in (False, True):
        if parted:
            open_.part()
        # First by the likelier meaning, so that 1 does not take 1,000 away from 1000.
        open_.meet(_likely_same, figure, figure)
        open_.meet(_likely_same, word, word)
        open_.meet(_likely_same, word, figure)
        open_.meet(_likely_same, figure, word)
        open_.meet(_possibly_same, (*figure, *word), (*figure, *word))
        open_.meet(same_year, (*figure, *word), (*figure, *word))
    open_.meet(_possibly_same, (*figure, *word), loose)
    open_.meet(_possibly_same, loose, (*figure, *word))
    _meet_listed(open_)
    _meet_runs(open_)
    return _pairing(open_)


def _outside(numbers: Iterable[Number], settled: tuple[tuple[int, int], ...]) -> list[Number]:
    return [one for one in numbers if not any(start <= one.start < end for start, end in settled)]


def _meet_listed(open_: _Open) -> None:
    """Pair "34 million and 38 million" with "34 and 38 million", where the last has the scale word for all."""
    source_powers = {one.power for one in (*open_.source, *(one for one, _ in open_.met))} - {0}
    target_powers = {one.power for one in (*open_.target, *(other for _, other in open_.met))} - {0}

    def same(one: Number, other: Number) -> bool:
        if one.likely is None or other.likely is None:
            return False
        if not one.power and other.power in source_powers:
            return bool(one.likely * 10**other.power == other.likely)
        return not other.power and one.power in target_powers and bool(other.likely * 10**one.power == one.likely)

    open_.meet(same, (Kind.FIGURE, Kind.WORD, Kind.PART), (Kind.FIGURE, Kind.WORD, Kind.PART))


def _meet_runs(open_: _Open) -> None:
    """Compare what has no partner figure by figure: dates in another order, decimals written as words.

    A number with a scale word is not, for the word is half of its meaning.
    """
    ours = [run for one in open_.source if not one.power for run in one.runs]
    theirs = [run for one in open_.target if not one.power for run in one.runs]
    met: tuple[set[int], set[int]] = (set(), set())
    for figure, start, _ in ours:
        found = next((a for n, a, _ in theirs if n == figure and a not in met[1]), None)
        if found is not None:
            met[0].add(start)
            met[1].add(found)
    open_.source, open_.target = _unmet(open_.source, met[0]), _unmet(open_.target, met[1])


def _unmet(numbers: list[Number], met: set[int]) -> list[Number]:
    """Return what found no partner: whole numbers, or the other figures of dates and codes that are met in part."""
    unmet: list[Number] = []
    for one in numbers:
        runs = [run for run in one.runs if run[1] not in met]
        if len(runs) == len(one.runs) or (runs and one.values):
            unmet.append(one)
        else:
            unmet += [
                replace(one, values=frozenset({n}), start=a, end=b, runs=((n, a, b),), likely=n) for n, a, b in runs
            ]
    return unmet


def _pairing(open_: _Open) -> Pairing:
    def of(side: list[Number], *kinds: Kind) -> tuple[Number, ...]:
        return tuple(one for one in side if one.kind in kinds)

    met = tuple(open_.met)
    return Pairing(
        met,
        tuple(one for one in of(open_.source, Kind.FIGURE) if not _again(one, [one for one, _ in met])),
        tuple(one for one in of(open_.target, Kind.FIGURE) if not _again(one, [other for _, other in met])),
        of(open_.source, Kind.WORD, Kind.PART),
        of(open_.target, Kind.WORD, Kind.PART),
    )


def _again(one: Number, met: list[Number]) -> bool:
    """Tell whether a figure only repeats a word that has its partner: "3 ways ... all three"."""
    return any(other.kind is Kind.WORD and not one.values.isdisjoint(other.values) for other in met)


def _likely_same(one: Number, other: Number) -> bool:
    return one.likely is not None and one.likely == other.likely


def _possibly_same(one: Number, other: Number) -> bool:
    return not one.values.isdisjoint(other.values)


def _same_year(one: Number, other: Number, *, lunar: bool) -> bool:
    return years_apart(one, other) in _LATER or (lunar and _is_lunar(one.likely, other.likely))


def years_apart(one: Number, other: Number) -> int | None:
    """Return how much later a common year is than an Iranian one; None where the two numbers are no such years.

    Args:
        one: a number of the source.
        other: a number of the target.
    """
    if one.power or other.power or one.likely is None or other.likely is None:
        return None
    early, late = sorted((one.likely, other.likely))
    return int(late - early) if early in _IRANIAN_YEARS and 1800 <= late <= 2100 and late == int(late) else None


def _is_lunar(one: Value | None, other: Value | None) -> bool:
    if one is None or other is None:
        return False
    early, late = sorted((one, other))
    if early in _LUNAR_CENTURIES:
        return late - early in {5, 6, 7}
    return early in _LUNAR_YEARS and abs(float(early) * 0.970224 + 621.57 - float(late)) <= 1.5
