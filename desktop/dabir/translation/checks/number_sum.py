"""A number that is put together from words, one after another, as its language does it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

#: The least value of a word that is two times a scale word.
_DUAL: Final = 2000


@dataclass(frozen=True, slots=True)
class Atom:
    """A word of a number.

    Attributes:
        value: what it adds to the number, or multiplies it by.
        is_scale: whether it multiplies: thousand, million.
        is_ordinal: whether it ends the number as an ordinal does.
        is_joined: whether it begins with "and", as Arabic words do.
        is_loose: whether it also means something else.
        is_last: whether its ending says that the number is over.
    """

    value: int | Fraction
    is_scale: bool = False
    is_ordinal: bool = False
    is_joined: bool = False
    is_loose: bool = False
    is_last: bool = False


class Sum:
    """A number that grows word by word.

    Attributes:
        total: the value of what is multiplied by scale words already.
        low: what stands after the last scale word.
        scale: the last scale word, 0 for none.
        atoms: the words so far.
    """

    def __init__(self) -> None:
        self.total: int | Fraction = 0
        self.low: int | Fraction = 0
        self.scale = 0
        self.atoms: list[Atom] = []

    @property
    def value(self) -> int | Fraction:
        """What the words so far are worth."""
        return self.total + self.low

    def with_word(self, atoms: tuple[Atom, ...], language: str, *, joined: bool) -> Sum | None:
        """Return the number with one word more, or None where the word begins another number.

        Args:
            atoms: what the word is made of.
            language: of the words.
            joined: whether there is an "and" before the word.
        """
        longer = Sum()
        longer.total, longer.low, longer.scale, longer.atoms = self.total, self.low, self.scale, list(self.atoms)
        for place, atom in enumerate(atoms):
            if not longer.takes(atom, language, joined=joined or atom.is_joined or place > 0):
                return None
        return longer

    def takes(self, atom: Atom, language: str, *, joined: bool) -> bool:
        """Add a word and return True, or return False where it begins another number."""
        if self.atoms and self.atoms[-1].is_last:
            return False
        if self.atoms and self.atoms[-1].is_ordinal and not (language == "ar" and atom.value == 10 and self.low < 10):
            return False
        if language == "fa" and atom.is_ordinal and atom.value in {100, 1000} and 0 < self.low < 100:
            return False  # four hundredths
        if atom.is_scale:
            fits = self._multiplied(atom)
        elif atom.value >= _DUAL:
            fits = self._doubled(atom)
            atom = replace(atom, is_scale=True)
        else:
            fits = self._added(atom, language, joined=joined)
        if fits:
            self.atoms.append(atom)
        return fits

    def _multiplied(self, atom: Atom) -> bool:
        scale = int(atom.value)
        if not self.low and self.atoms and self.atoms[-1].is_scale:
            self.total *= scale  # thousand million
        elif self.scale and scale >= self.scale:
            if self.scale != 1000 or scale == 1000:
                return False
            self.total = (self.total + self.low) * scale  # هزار و صد میلیارد
        else:
            self.total += (self.low or 1) * scale
        self.low, self.scale = 0, scale
        return True

    def _doubled(self, atom: Atom) -> bool:
        """Take an Arabic dual of a scale word ("two million") where there is room for it, and tell whether it did."""
        value = int(atom.value)
        if self.low or (self.scale and value >= self.scale):
            return False
        self.total, self.scale = self.total + value, value // 2
        return True

    def _added(self, atom: Atom, language: str, *, joined: bool) -> bool:
        value, low = atom.value, self.low
        if isinstance(value, Fraction):
            if self.atoms and not low:
                self.total += value * (self.scale or 1)  # two million and a half
            else:
                self.low += value
            return len(self.atoms) == 0 or joined or language not in {"en", "fa"}
        if low == int(low) and self._fits(int(value), int(low) % 100, language, joined=joined):
            self.low = low * 100 if value == 100 and low else low + value
            return True
        return False

    def _fits(self, value: int, low: int, language: str, *, joined: bool) -> bool:
        """Tell whether a word below a thousand goes on with what stands after the last scale word.

        Args:
            value: of the word.
            low: the tens and units so far.
            language: of the words.
            joined: whether there is an "and" before the word.
        """
        if not self.atoms or (self.atoms[-1].is_scale and not self.low):
            return not self.atoms or value > 0
        if self.low == 0 or value == 0 or (language == "fa" and not joined and value != 100):
            return False
        if value == 100:
            return self.low < (20 if language == "en" else 10)  # fifteen hundred
        if language == "ar" and 1 <= low <= 9:
            return joined if value >= 20 else value == 10
        if value < 10:
            return low == 0 or low >= 20 or (low == 10 and language in {"az", "tr"})
        return low == 0 and value < 100


def summed(atoms: Iterable[Atom], language: str) -> int | Fraction:
    """Return what words that make up one number are worth.

    Args:
        atoms: its words in order.
        language: of the words.
    """
    sum_ = Sum()
    for atom in atoms:
        sum_.takes(atom, language, joined=True)
    return sum_.value
