"""The segmenter's lists: abbreviations of a language and the words that begin or continue its sentences.

The lists are data, not code: one text file a language in `resources/segmentation`, whose README.md gives the format.
This module reads them and answers look-ups; it never decides where a sentence ends (`boundaries` does).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dabir.domain.errors import DabirError

#: Languages whose lists ship with the program; without one of them the installation is damaged.
SHIPPED: Final = ("ar", "az", "en", "fa", "ru", "tr")

#: Languages that use the lists of another one.
_BORROWED: Final = MappingProxyType({"azb": "fa"})

#: Languages with dotless ı beside dotted i, whose capitals are I and İ.
_DOTLESS: Final = frozenset({"az", "tr", "crh", "tt", "gag"})

_REMEDY: Final = "Install Dabir again, or restore the folder resources/segmentation."


class Kind(StrEnum):
    """What the full stop after an abbreviation may mean; see README.md beside the lists."""

    TITLE = "title"
    NUMBER = "number"
    MONTH = "month"
    YEAR = "year"
    UNIT = "unit"
    MAY_END = "may-end"
    NAME_END = "name-end"


class _Words(StrEnum):
    STARTER = "starter"
    CONTINUER = "continuer"
    ORDINAL = "ordinal"
    VERB = "verb"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of one language; an empty one serves a language without lists.

    Attributes:
        language: its code.
        kinds: abbreviation without inner spaces, with its last full stop, to its classes.
        starters: words that begin a sentence where an abbreviation stands before them, in lower case.
        continuers: words that go on with the sentence after dots or a closed quotation.
        ordinals: words that follow a number whose full stop means "-th", in lower case.
        verbs: finite verbs.
        verb_endings: endings of finite verbs.
        verb_beginnings: prefixes of finite verbs.
    """

    language: str = ""
    kinds: Mapping[str, frozenset[Kind]] = field(default_factory=dict)
    starters: frozenset[str] = frozenset()
    continuers: frozenset[str] = frozenset()
    ordinals: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    verb_endings: tuple[str, ...] = ()
    verb_beginnings: tuple[str, ...] = ()

    def lower(self, word: str) -> str:
        """Return the word in lower case by the rules of the language (İ is i, and I is ı, in Turkic Latin)."""
        if self.language in _DOTLESS:
            word = word.replace("I", "ı")
        return word.replace("İ", "i").lower()

    def has_verb(self, words: list[str]) -> bool:
        """Tell whether one of the words looks like a finite verb; True where the language lists no verbs."""
        if not (self.verbs or self.verb_endings or self.verb_beginnings):
            return True
        return any(self._is_verb(self.lower(word)) for word in words)

    def _is_verb(self, word: str) -> bool:
        return (
            word in self.verbs
            or (len(word) > 3 and word.endswith(self.verb_endings))
            or (len(word) > 3 and bool(self.verb_beginnings) and word.startswith(self.verb_beginnings))
        )


class Lexicons:
    """The lists of all languages, read once.

    Args:
        folder: `resources/segmentation`.

    Raises:
        DabirError: the folder or the list of a shipped language is missing, or a list cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        missing = [f"{code}.txt" for code in SHIPPED if not (folder / f"{code}.txt").is_file()]
        if missing:
            raise DabirError(f"Abbreviation lists are missing in {folder}: {', '.join(missing)}.", _REMEDY)
        self._lexicons = {path.stem: _read(path) for path in sorted(folder.glob("*.txt"))}

    def of(self, code: str) -> Lexicon:
        """Return the lists for a normal language code, or empty ones for a language without lists."""
        code = _BORROWED.get(code, code)
        return self._lexicons.get(code) or Lexicon(language=code)


def _read(path: Path) -> Lexicon:
    language = path.stem
    case = Lexicon(language=language)
    kinds: dict[str, set[Kind]] = {}
    words: dict[str, set[str]] = {name: set() for name in _Words}
    for name, entry in _entries(path):
        if name in words:
            words[name].add(entry)
            continue
        for form in _forms(entry, case):
            kinds.setdefault(form, set()).add(Kind(name))
    verbs = words[_Words.VERB]
    return Lexicon(
        language=language,
        kinds=MappingProxyType({form: frozenset(found) for form, found in kinds.items()}),
        starters=frozenset(case.lower(word) for word in words[_Words.STARTER]),
        continuers=frozenset(case.lower(word) for word in words[_Words.CONTINUER]),
        ordinals=frozenset(case.lower(word) for word in words[_Words.ORDINAL]),
        verbs=frozenset(case.lower(word) for word in verbs if "-" not in (word[0], word[-1])),
        verb_endings=tuple(sorted(word[1:] for word in verbs if word.startswith("-"))),
        verb_beginnings=tuple(sorted(word[:-1] for word in verbs if word.endswith("-"))),
    )


def _entries(path: Path) -> Iterator[tuple[str, str]]:
    """Yield class and entry, in the order of the file."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DabirError(f"The abbreviation list {path} cannot be read: {error}.", _REMEDY) from error
    classes = {*Kind, *_Words}
    current = ""
    for number, line in enumerate(lines, start=1):
        content = f" {line}".split(" #", 1)[0].strip()
        if not content:
            continue
        if content.startswith("["):
            current = content.strip("[]")
            if current not in classes:
                raise DabirError(f"{path}, line {number}: there is no class {content}.", f"Use {', '.join(classes)}.")
            continue
        for entry in content.split():
            problem = _problem(current, entry)
            if problem:
                raise DabirError(f"{path}, line {number}: {problem}.", "See README.md beside the list.")
            yield current, entry


def _problem(name: str, entry: str) -> str:
    if not name:
        return f"{entry} stands before the first [class]"
    if name in set(Kind) and not entry.endswith("."):
        return f"the abbreviation {entry} has no full stop at its end"
    if name in set(_Words) and not entry.strip("-"):
        return f"{entry} is not a word"
    return ""


def _forms(entry: str, case: Lexicon) -> set[str]:
    """Return the spellings an entry stands for: as written, capitalised, in capitals; a single letter as written."""
    if len(entry.rstrip(".")) < 2:
        return {entry}
    capitals = (entry.replace("i", "İ") if case.language in _DOTLESS else entry).upper()
    return {entry, capitals[0] + entry[1:], capitals}
