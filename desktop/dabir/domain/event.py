"""Whether two stories tell of one event, judged by what points to it: names, figures, and the words they share.

Nothing is merged by this; a story is shown beside another, and a wrong one costs the trust in all. So two stories
that disagree in their figures, or that share no name, are told apart however alike their sentences are: the rates of
two days, the quakes of two towns.

Sketches are MinHash (Broder, "On the resemblance and containment of documents", 1997) by one permutation, with empty
bins filled from the next one (Shrivastava and Li, "Densifying one permutation hashing", 2014). They are written here,
for they are a few lines, and libraries for them bring NumPy and SciPy along.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

#: Stories whose own times lie further apart tell of different events.
WINDOW: Final = timedelta(days=3)

#: Bins of a sketch, and of each band of it. Two texts that share half of their shingles share a band in two cases of
#: three; those that share a tenth hardly ever do.
BINS: Final = 64
_BAND: Final = 4
_LARGEST: Final = 0xFFFFFFFF

#: What two stories must reach together: twice the likeness of their words (cosine), the names and figures in common,
#: less the figures in which they disagree. The limits were fitted to the events of tests/data/events, on the strict
#: side; tests/benchmarks/events measures what they do on stories of the corpus.
_ENOUGH: Final = 1.9
#: How alike words must be in one language, and where one of the two is a translation, which has other words.
_LIKE: Final = 0.3
_LIKE_TRANSLATED: Final = 0.2
#: A name in common is asked for, or so many figures that no other event has them all.
_NAMED: Final = 0.5
_FIGURES_AS_NAME: Final = 2.5
#: A telling figure in common is asked for, or words as alike as two desks write of one thing.
_FIGURED: Final = 0.8
_MUCH_ALIKE: Final = 0.5
#: Figures in which they may disagree beyond those in common.
_DISAGREE: Final = 0.7
#: Without a language in common: so much of names, and of names and figures.
_NAMED_ALONE: Final = 1.5
_ENOUGH_ALONE: Final = 2.5
#: Texts so alike (Jaccard) need no name: one was copied from the other.
_COPIED: Final = 0.6
_COPIED_DISAGREE: Final = 0.35
#: More names and figures than this say no more.
_MOST: Final = 3.0
#: Keys of words that are worth looking a story up by.
_RARE: Final = 1.1
_TELLING: Final = 0.5


def hashed(kind: str, text: str) -> int:
    """Return the number under which a trait is kept, from 0 to 2**32 - 1.

    Args:
        kind: what it is, so that a word is never taken for a name.
        text: the trait itself.
    """
    return int.from_bytes(hashlib.blake2b(f"{kind}\0{text}".encode("utf-8", "surrogatepass"), digest_size=4).digest())


@dataclass(frozen=True, slots=True)
class Traits:
    """What of one text, in one language, points to the event it tells of.

    Attributes:
        language: of the text.
        words: hash and weight of its words; the rarer in all news, the heavier.
        names: each with the hashes of the ways it may sound, the same in all alphabets, and the weight of each.
        figures: hash and weight of its figures, dates left out.
        sketch: of its shingles.
    """

    language: str
    words: Mapping[int, float] = field(default_factory=dict)
    names: tuple[Mapping[int, float], ...] = ()
    figures: Mapping[int, float] = field(default_factory=dict)
    sketch: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """How a story tells of its event: in its own words, and in its translations.

    Attributes:
        own: traits of the original.
        translated: traits of its translations and drafts.
    """

    own: Traits
    translated: tuple[Traits, ...] = ()


@dataclass(frozen=True, slots=True)
class Relative:
    """A story on the same event as another.

    Attributes:
        story_id: its row.
        strength: how sure it is, in hundredths; more is surer.
    """

    story_id: int
    strength: int


def sketch(shingles: Collection[str]) -> tuple[int, ...]:
    """Return the MinHash of a set of shingles; () for none.

    Args:
        shingles: each is counted once.
    """
    bins: list[int | None] = [None] * BINS
    for shingle in shingles:
        digest = hashlib.blake2b(shingle.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        place, value = digest[0] % BINS, int.from_bytes(digest[4:])
        least = bins[place]
        bins[place] = value if least is None else min(least, value)
    if not shingles:
        return ()
    return tuple(_filled(bins, place) for place in range(BINS))


def _filled(bins: Sequence[int | None], place: int) -> int:
    """Return a bin, or for an empty one the next that is not, changed by its distance."""
    for distance in range(BINS):
        value = bins[(place + distance) % BINS]
        if value is not None:
            return (value + distance * 0x9E3779B1) & _LARGEST
    raise ValueError("All bins are empty.")


def resemblance(one: Sequence[int], other: Sequence[int]) -> float:
    """Return about which share of their shingles, from 0 to 1 (Jaccard), two texts have in common, by sketches."""
    if not one or not other:
        return 0.0
    return sum(a == b for a, b in zip(one, other, strict=True)) / BINS


def shingles(words: Sequence[str], length: int = 2) -> frozenset[str]:
    """Return the runs of so many words of a text."""
    return frozenset(" ".join(words[start : start + length]) for start in range(len(words) - length + 1))


def keys_of(telling: Telling) -> frozenset[int]:
    """Return the numbers under which a story is found: stories on one event nearly always share several."""
    keys: set[int] = set()
    for traits in (telling.own, *telling.translated):
        keys.update(word for word, weight in traits.words.items() if weight >= _RARE)
        bands = [traits.sketch[start : start + _BAND] for start in range(0, len(traits.sketch), _BAND)]
        keys.update(hashed("band", f"{traits.language} {place} {band}") for place, band in enumerate(bands))
    keys.update(sound for name in telling.own.names for sound, weight in name.items() if weight >= _TELLING)
    keys.update(figure for figure, weight in telling.own.figures.items() if weight >= _TELLING)
    return frozenset(keys)


def same_event(one: Telling, other: Telling) -> int:
    """Return how surely two stories tell of one event, in hundredths; 0 where they are taken for two events.

    Args:
        one: a story.
        other: another one, not further away in time than `WINDOW`.
    """
    names = min(_heard(one.own.names, other.own.names), _heard(other.own.names, one.own.names), _MOST)
    figures, disagree = _shared_figures(one.own.figures, other.own.figures)
    if disagree > figures + _DISAGREE:
        return 0
    like, copied = _likeness(one, other)
    evidence = names + figures - disagree
    if copied >= _COPIED and disagree <= _COPIED_DISAGREE:
        return _hundredths(2 * like + evidence)
    least = _LIKE if one.own.language == other.own.language else _LIKE_TRANSLATED
    named = names >= _NAMED or (figures >= _FIGURES_AS_NAME and disagree <= _COPIED_DISAGREE)
    told = figures >= _FIGURED or like >= _MUCH_ALIKE
    if like >= least and named and told and 2 * like + evidence >= _ENOUGH:
        return _hundredths(2 * like + evidence)
    apart = one.own.language != other.own.language
    if apart and names >= _NAMED_ALONE and figures >= _FIGURED and evidence >= _ENOUGH_ALONE:
        return _hundredths(evidence)
    return 0


def _hundredths(strength: float) -> int:
    return max(1, round(100 * strength))


def _likeness(one: Telling, other: Telling) -> tuple[float, float]:
    """Return likeness of words and resemblance of shingles, in the language in which each is highest."""
    pairs = list(_in_one_language(one, other))
    like = max((_cosine(a.words, b.words) for a, b in pairs), default=0.0)
    return like, max((resemblance(a.sketch, b.sketch) for a, b in pairs), default=0.0)


def _in_one_language(one: Telling, other: Telling) -> Iterator[tuple[Traits, Traits]]:
    theirs = {traits.language: traits for traits in (other.own, *other.translated)}
    for traits in (one.own, *one.translated):
        if traits.language in theirs:
            yield traits, theirs[traits.language]


def _cosine(one: Mapping[int, float], other: Mapping[int, float]) -> float:
    shared = sum(weight * other[word] for word, weight in one.items() if word in other)
    lengths = _squared(one.values()) * _squared(other.values())
    return shared / math.sqrt(lengths) if lengths else 0.0


def _squared(weights: Iterable[float]) -> float:
    return sum(weight * weight for weight in weights)


def _heard(one: Sequence[Mapping[int, float]], other: Sequence[Mapping[int, float]]) -> float:
    """Return the weight of the names of one story that are heard in another."""
    sounds = {sound for name in other for sound in name}
    # Two forms of a name may be read as two names: each sound counts once.
    counted: set[int] = set()
    total = 0.0
    for name in one:
        common = [sound for sound in name if sound in sounds]
        if common and not counted.intersection(common):
            total += max(name[sound] for sound in common)
        counted.update(common)
    return total


def _shared_figures(one: Mapping[int, float], other: Mapping[int, float]) -> tuple[float, float]:
    """Return the weight of the figures in common, and of those of the story with fewer figures that are not."""
    shared = sum(min(weight, other[figure]) for figure, weight in one.items() if figure in other)
    fewer = min(sum(one.values()), sum(other.values()))
    return min(shared, _MOST), max(0.0, fewer - shared)
