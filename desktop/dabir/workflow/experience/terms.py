"""The termbase of the desk: keeping terms, finding them in originals, and the files they come and go in."""

from __future__ import annotations

import builtins
import dataclasses
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from dabir.domain.counting import counted
from dabir.domain.errors import InputRefused
from dabir.domain.language import normalise
from dabir.domain.term import Term
from dabir.store import preferences, terms
from dabir.store.database import Database
from dabir.store.terms import BroughtIn, TermFilter
from dabir.translation.termbase import csv_file, starter, tbx
from dabir.translation.termbase.entry import cleaned
from dabir.translation.termbase.matching import DESK, STARTER, Matcher, TermMatch
from dabir.workflow import whole_files

__all__ = ["Imported", "Matcher", "TermMatch", "Terms"]

#: Names of origins that no file may have.
_OWN_ORIGINS: Final = frozenset({DESK, STARTER})


@dataclasses.dataclass(frozen=True, slots=True)
class Imported:
    """What came of bringing in a file of terms.

    Attributes:
        new: those that were not there.
        changed: those that a file had brought otherwise.
        known: those that were there just so.
        ours: those that the desk's own people entered otherwise, which stay as they are.
        removed: how many terms the file brought before and has no more.
        directions: source language, target language and number of its terms for each direction.
        left_out: what could not be taken and why, a sentence each.
    """

    new: int = 0
    changed: int = 0
    known: int = 0
    ours: int = 0
    removed: int = 0
    directions: tuple[tuple[str, str, int], ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def kept(self) -> int:
        """How many terms the file has that are in the termbase now: the sum of new, changed, known and ours."""
        return self.new + self.changed + self.known + self.ours

    @property
    def words(self) -> str:
        """The numbers as a sentence for people."""
        ways = ", ".join(f"{source}→{target} {size:,}" for source, target, size in self.directions)
        both = f" ({ways})" if len(self.directions) > 1 else ""
        parts = [f"{self.new:,} new", f"{self.changed:,} changed", f"{self.known:,} known already"]
        parts += [f"{self.ours:,} as the desk has them"] if self.ours else []
        gone = f"; {self.removed:,} gone that it has no more" if self.removed else ""
        return f"{counted(self.kept, 'term')}{both}: {', '.join(parts)}{gone}"


class Terms:
    """Keeps the desk's terms and finds them in texts. May be used from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._state = -1
        self._matchers: dict[tuple[str, str, str], Matcher] = {}

    def list(
        self,
        source: str = "",
        target: str = "",
        partner: str | None = None,
        *,
        origin: str = "",
        offset: int = 0,
        limit: int = -1,
    ) -> builtins.list[Term]:
        """Return terms, by languages and source.

        Args:
            source: language of the sources; "" for all.
            target: language of the targets; "" for all.
            partner: "" for those for every partner, a code for those of this partner alone; None for all.
            origin: "desk", "starter" or the name of a file; "" for all.
            offset: how many to leave out at the beginning.
            limit: how many to return at most; -1 for all.
        """
        wanted = TermFilter(normalise(source), normalise(target), partner, origin)
        return terms.page(self._database.read(), wanted, offset=offset, limit=limit)

    def count(self, source: str = "", target: str = "", partner: str | None = None, *, origin: str = "") -> int:
        """Return how many terms `list` has."""
        wanted = TermFilter(normalise(source), normalise(target), partner, origin)
        return terms.count(self._database.read(), wanted)

    def search(self, query: str, source: str = "", target: str = "", *, limit: int = 200) -> builtins.list[Term]:
        """Return terms that have all words of a query in a form or in the note, however they are spelt."""
        wanted = TermFilter(normalise(source), normalise(target), query=query)
        return terms.page(self._database.read(), wanted, limit=limit)

    def get(self, term_id: int) -> Term:
        """Return one term.

        Raises:
            NotFound: when there is no such row.
        """
        return terms.get(self._database.read(), term_id)

    def add(self, term: Term) -> Term:
        """Keep a term of the desk; return it as it was kept, with its row. One that a file brought is taken over.

        Raises:
            InputRefused: when it lacks a side, is forbidden and wanted at once, or is there already.
        """
        made = cleaned(dataclasses.replace(term, origin=DESK))
        return self._database.write(lambda db: terms.add(db, made, besides=STARTER))

    def change(self, term: Term) -> Term:
        """Replace the term with this row; it is the desk's own from then on, wherever it came from.

        Raises:
            InputRefused: when it lacks a side, is forbidden and wanted at once, or another entry says the same.
            NotFound: when there is no such row.
        """
        made = cleaned(dataclasses.replace(term, origin=DESK))
        self._database.write(lambda db: terms.change(db, made))
        return made

    def remove(self, term_id: int) -> None:
        """Remove a term.

        Raises:
            NotFound: when there is no such row.
        """
        self._database.write(lambda db: terms.remove(db, term_id))

    def start(self, source: str, target: str) -> int:
        """Keep the starter terms from one language to another; return how many there are.

        Those kept before are replaced; the desk's own and imported terms stay, and count before them.

        Raises:
            InputRefused: when there are none for this pair.
        """
        made = starter.terms(source, target)
        pair = (normalise(source), normalise(target))
        return self._database.write(lambda db: terms.replace(db, STARTER, made, pair))

    def start_once(self, source: str, target: str) -> None:
        """Keep the starter terms of a pair the first time a desk works in it; never again, whatever is removed."""
        key = f"starter-terms/{normalise(source)}-{normalise(target)}"
        if preferences.get(self._database.read(), key, ""):
            return
        try:
            kept = self.start(source, target)
        except InputRefused:  # no pair of CLDR's: nothing to start with, and nothing to ask again
            kept = 0
        self._database.write(lambda db: preferences.put(db, key, str(kept)))

    def for_pair(self, source: str, target: str, partner: str = "") -> Matcher:
        """Return the index of the terms that count for a translation; made anew only after terms changed.

        Args:
            source: language of the original.
            target: language of the translation.
            partner: code of the partner the original is from, whose terms count beside those for every partner.
        """
        key = (normalise(source), normalise(target), partner)
        db = self._database.read()
        state = terms.state(db)
        with self._lock:
            if state != self._state:
                self._matchers.clear()
                self._state = state
            known = self._matchers.get(key)
        if known is not None:
            return known
        made = Matcher(terms.counting(db, *key), key[0])
        with self._lock:
            if state == self._state:
                self._matchers[key] = made
        return made

    def matches(self, text: str, source: str, target: str, partner: str = "") -> builtins.list[TermMatch]:
        """Return the terms in an original text, with their places, in its order (see `Matcher.matches`)."""
        return self.for_pair(source, target, partner).matches(text)

    def terms_in(self, text: str, source: str, target: str, partner: str = "") -> tuple[Term, ...]:
        """Return each term that an original text has once; what the check of terms is given."""
        return tuple(dict.fromkeys(match.term for match in self.matches(text, source, target, partner)))

    def import_file(self, path: Path, source: str = "", target: str = "", partner: str = "") -> Imported:
        """Bring in a TBX or CSV file, told by its content.

        A term that is there already is known again, whatever it came with; what the same file brought before and has
        no more goes.

        Args:
            path: the file.
            source: language of the sources; "" takes every direction of a TBX. A CSV needs it.
            target: language of the targets.
            partner: code of the partner all of them are for; "" leaves it to the file.

        Raises:
            InputRefused: when it cannot be read; names the file and the line.
        """
        return self.import_bytes(whole_files.read(path), path.name, source, target, partner)

    def import_bytes(self, data: bytes, name: str, source: str = "", target: str = "", partner: str = "") -> Imported:
        """Bring in the bytes of a TBX or CSV file called `name` (see `import_file`)."""
        if bool(source) != bool(target):
            raise InputRefused("A direction needs two languages.", "Name both, or neither.")
        pair = (normalise(source), normalise(target)) if source else None
        if tbx.is_xml(data):
            reading = tbx.read(data, name, pair)
        elif pair is None:
            raise InputRefused(f"{name} does not say which languages it has.", "Name the two languages.")
        else:
            reading = tbx.Reading(tuple(csv_file.read(data, name, pair)), ())
        made = [dataclasses.replace(term, partner=partner) if partner else term for term in reading.terms]
        origin = f"file {name}" if name in _OWN_ORIGINS else name
        came = self._database.write(lambda db: terms.bring_in(db, origin, made, pair, ours=DESK, besides=STARTER))
        return _imported(came, made, reading.left_out)

    def export_tbx(self, path: Path, source: str, target: str, partner: str | None = None) -> int:
        """Write the terms of one direction as TBX; return how many there are (see `exported`)."""
        return self._export(path, self.exported(source, target, partner), tbx.write)

    def export_csv(self, path: Path, source: str, target: str, partner: str | None = None) -> int:
        """Write the terms of one direction as CSV; return how many there are (see `exported`)."""
        return self._export(path, self.exported(source, target, partner), csv_file.write)

    def exported(self, source: str, target: str, partner: str | None = None) -> builtins.list[Term]:
        """Return the terms of one direction that an export has, each once, without the starter base everybody has.

        Args:
            source: language of the sources.
            target: language of the targets.
            partner: those for every partner and for this one; None for all.
        """
        listed = (
            self.list(source, target)
            if partner is None
            else terms.counting(self._database.read(), normalise(source), normalise(target), partner)
        )
        # Of a term that two files brought before the desk knew it again, the desk's own or the first counts.
        own_first = sorted((term for term in listed if term.origin != STARTER), key=lambda term: term.origin != DESK)
        once = {(term.source, term.target, term.partner): term for term in reversed(own_first)}
        return [term for term in listed if once.get((term.source, term.target, term.partner)) is term]

    def _export(self, path: Path, listed: builtins.list[Term], write: Callable[[Iterable[Term]], bytes]) -> int:
        with whole_files.replacing(path) as part:
            part.write_bytes(write(listed))
        return len(listed)


def _imported(came: BroughtIn, made: Iterable[Term], left_out: tuple[str, ...]) -> Imported:
    """Return what is told of a file: the directions in its order, and what the desk's own entries say otherwise."""
    ways = dict.fromkeys((term.source_language, term.target_language) for term in made)
    sizes = Counter(
        (term.source_language, term.target_language) for term in (*came.new, *came.changed, *came.known, *came.ours)
    )
    stay = (
        f"“{term.source}” is “{term.target}” by an entry of the desk with other forms or notes, which stays."
        for term in came.ours
    )
    return Imported(
        new=len(came.new),
        changed=len(came.changed),
        known=len(came.known),
        ours=len(came.ours),
        removed=came.removed,
        directions=tuple((*way, sizes[way]) for way in ways),
        left_out=(*left_out, *stay),
    )
