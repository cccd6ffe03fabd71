"""The termbase: entries for each direction of languages, for all partners or for one."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

import sqlite_utils

from dabir.domain.errors import InputRefused, NotFound
from dabir.domain.term import Term
from dabir.store.columns import text_in, text_out
from dabir.store.folding import fold

_COLUMNS: Final = (
    "source, target, source_language, target_language, source_forms, target_forms, forbidden, partner, note, origin"
)
_INSERT: Final = f"INSERT INTO terms ({_COLUMNS}, folded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
#: A stroke before what LIKE would take for a sign of its own.
_ESCAPED: Final = str.maketrans({"%": "\\%", "_": "\\_", "\\": "\\\\"})
_FORMS: Final = slice(4, 7)


@dataclasses.dataclass(frozen=True, slots=True)
class TermFilter:
    """Which terms are asked for; what is empty or None lets all through.

    Attributes:
        source_language: of the sources, normalised.
        target_language: of the targets, normalised.
        partner: "" for those that are for every partner, a code for those of this partner alone; None for all.
        origin: "desk", "starter" or the name of a file.
        query: part of any form or of the note, however it is spelt.
    """

    source_language: str = ""
    target_language: str = ""
    partner: str | None = None
    origin: str = ""
    query: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class BroughtIn:
    """What came of bringing in the terms of a file, a term each: the same source, target, languages and partner.

    Attributes:
        new: terms that were not there.
        changed: terms that were there from a file, and now are as this file has them.
        known: terms that were there just so.
        removed: how many terms the file brought before and has no more.
        ours: terms that the desk's own people entered otherwise; they stay as they are.
    """

    new: tuple[Term, ...]
    changed: tuple[Term, ...]
    known: tuple[Term, ...]
    removed: int
    ours: tuple[Term, ...]


def add(db: sqlite_utils.Database, term: Term, *, besides: str = "") -> Term:
    """Keep a term; return it with its row.

    Args:
        db: the writer's connection.
        term: the term. Where it is there from another origin, that entry becomes this one.
        besides: origin of terms that stand beside any other; "" leaves those of every other origin beside it.

    Raises:
        InputRefused: when the same source has this target already, for the same partner and from the same origin.
    """
    if _row_of(db, term) is not None:
        raise _twice(term)
    others = _rows_of(db, term) if besides else []
    for other_id, origin in others:
        if origin != text_in(besides):
            made = dataclasses.replace(term, id=other_id)
            change(db, made)
            return made
    row = db.execute(_INSERT, _values(term)).lastrowid
    return dataclasses.replace(term, id=int(row or 0))


def change(db: sqlite_utils.Database, term: Term) -> None:
    """Replace what is kept of the term with this row.

    Raises:
        InputRefused: when another row has the same source and target, for the same partner and from the same origin.
        NotFound: when there is no such row.
    """
    other = _row_of(db, term)
    if other not in {None, term.id}:
        raise _twice(term)
    columns = ", ".join(f"{column} = ?" for column in (*_COLUMNS.split(", "), "folded"))
    changed = db.execute(
        f"UPDATE terms SET {columns} WHERE id = ?",  # noqa: S608 - own constants
        (*_values(term), term.id),
    )
    if not changed.rowcount:
        raise _gone(term.id)


def remove(db: sqlite_utils.Database, term_id: int) -> None:
    """Remove a term.

    Raises:
        NotFound: when there is no such row.
    """
    if not db.execute("DELETE FROM terms WHERE id = ?", (term_id,)).rowcount:
        raise _gone(term_id)


def replace(
    db: sqlite_utils.Database, origin: str, terms: Iterable[Term], pair: tuple[str, str] | None = None
) -> int:
    """Keep many terms of one origin in place of those it had; return how many there are then.

    Args:
        db: the writer's connection.
        origin: of the terms; theirs is not looked at.
        terms: what to keep; of several with the same source, target and partner the last counts.
        pair: source and target language of those replaced; None replaces all of the origin.
    """
    where, values = "origin = ?", [text_in(origin)]
    if pair:
        where, values = f"{where} AND source_language = ? AND target_language = ?", [*values, *pair]
    db.execute(f"DELETE FROM terms WHERE {where}", values)  # noqa: S608 - own constants
    kept = {
        (term.source_language, term.target_language, term.partner, term.source, term.target): _values(
            dataclasses.replace(term, origin=origin)
        )
        for term in terms
    }
    db.conn.executemany(_INSERT, kept.values())
    return len(kept)


def bring_in(
    db: sqlite_utils.Database,
    origin: str,
    terms: Iterable[Term],
    pair: tuple[str, str] | None = None,
    *,
    ours: str,
    besides: str,
) -> BroughtIn:
    """Keep the terms of a file, each once, whichever file it came with first.

    What the file brought before and has no more goes. What the desk's own people entered is never touched.

    Args:
        db: the writer's connection.
        origin: of the terms; theirs is not looked at.
        terms: what the file has; of the same term the last counts.
        pair: source and target language that the file is taken for; None for all.
        ours: origin of what the desk's own people entered.
        besides: origin of terms that stand beside any other, and are not looked at.
    """
    wanted = {_key(term): dataclasses.replace(term, origin=origin, id=0) for term in terms}
    # The desk's own come last, so that of several entries of one term theirs is the one that is met.
    rows = _select(db, "WHERE origin <> ? ORDER BY origin = ?, id", (text_in(besides), text_in(ours)))
    there = {_key(row): row for row in rows}
    mine = [row for row in rows if row.origin == origin and _is_of(row, pair)]
    new, changed, known, own = list[Term](), list[Term](), list[Term](), list[Term]()
    for key, term in wanted.items():
        row = there.get(key)
        if row is None:
            new.append(term)
        elif _content(row) == _content(term):
            known.append(term)
        elif row.origin == ours:
            own.append(term)
        else:
            changed.append(dataclasses.replace(term, id=row.id))
    gone = [row for row in mine if _key(row) not in wanted]
    # A term that several files brought before it was known again is one from now on.
    twice = [
        row
        for row in rows
        if _key(row) in wanted
        and there[_key(row)].id != row.id
        and (row.origin == origin or _content(row) == _content(there[_key(row)]))
    ]
    db.conn.executemany("DELETE FROM terms WHERE id = ?", [(row.id,) for row in (*gone, *twice)])
    for term in changed:
        change(db, term)
    db.conn.executemany(_INSERT, map(_values, new))
    return BroughtIn(tuple(new), tuple(changed), tuple(known), len(gone), tuple(own))


def get(db: sqlite_utils.Database, term_id: int) -> Term:
    """Return the term with this row.

    Raises:
        NotFound: when there is none.
    """
    found = _select(db, "WHERE id = ?", (term_id,))
    if not found:
        raise _gone(term_id)
    return found[0]


def page(db: sqlite_utils.Database, wanted: TermFilter, *, offset: int = 0, limit: int = -1) -> list[Term]:
    """Return terms by source, then by row.

    Args:
        db: a connection.
        wanted: which ones.
        offset: how many to leave out at the beginning.
        limit: how many to return at most; -1 for all.
    """
    where, values = _where(wanted)
    rest = f"WHERE {where} ORDER BY source_language, target_language, folded, id LIMIT ? OFFSET ?"
    return _select(db, rest, (*values, limit, offset))


def count(db: sqlite_utils.Database, wanted: TermFilter) -> int:
    """Return how many terms a filter lets through."""
    where, values = _where(wanted)
    return int(db.execute(f"SELECT count(*) FROM terms WHERE {where}", values).fetchone()[0])  # noqa: S608


def counting(db: sqlite_utils.Database, source_language: str, target_language: str, partner: str = "") -> list[Term]:
    """Return the terms that count for a translation: those for every partner, and those of one.

    Args:
        db: a connection.
        source_language: of the original, normalised.
        target_language: of the translation, normalised.
        partner: code of the partner the story is from; "" for none.
    """
    return _select(
        db,
        "WHERE source_language = ? AND target_language = ? AND partner IN ('', ?) ORDER BY id",
        (source_language, target_language, text_in(partner)),
    )


def state(db: sqlite_utils.Database) -> int:
    """Return a number that grows with every change of the terms, by this program or another."""
    return int(db.execute("SELECT number FROM terms_state").fetchone()[0])


def _where(wanted: TermFilter) -> tuple[str, list[Any]]:
    asked: list[tuple[str, Any]] = []
    if wanted.source_language:
        asked.append(("source_language = ?", wanted.source_language))
    if wanted.target_language:
        asked.append(("target_language = ?", wanted.target_language))
    if wanted.partner is not None:
        asked.append(("partner = ?", text_in(wanted.partner)))
    if wanted.origin:
        asked.append(("origin = ?", text_in(wanted.origin)))
    asked += [("folded LIKE ? ESCAPE '\\'", f"%{word.translate(_ESCAPED)}%") for word in fold(wanted.query).split()]
    return " AND ".join(condition for condition, _ in asked) or "1", [value for _, value in asked]


def _select(db: sqlite_utils.Database, rest: str, values: Sequence[Any]) -> list[Term]:
    rows = db.execute(f"SELECT {_COLUMNS}, id FROM terms {rest}", values).fetchall()  # noqa: S608 - own constants
    return [_term(row) for row in rows]


def _term(row: tuple[Any, ...]) -> Term:
    source, target, source_language, target_language = row[:4]
    source_forms, target_forms, forbidden = (tuple(json.loads(forms)) for forms in row[_FORMS])
    partner, note, origin, term_id = row[7:]
    return Term(
        text_out(source),
        text_out(target),
        source_language,
        target_language,
        source_forms,
        target_forms,
        forbidden,
        text_out(partner),
        text_out(note),
        text_out(origin),
        term_id,
    )


def _values(term: Term) -> tuple[Any, ...]:
    searched = (term.source, *term.source_forms, term.target, *term.target_forms, *term.forbidden, term.note)
    return (
        text_in(term.source),
        text_in(term.target),
        term.source_language,
        term.target_language,
        # ASCII, so that any character comes back as it was.
        *(json.dumps(forms) for forms in (term.source_forms, term.target_forms, term.forbidden)),
        text_in(term.partner),
        text_in(term.note),
        text_in(term.origin),
        fold("\n".join(searched)),
    )


def _key(term: Term) -> tuple[str, ...]:
    """Return what makes two entries the same term."""
    return term.source_language, term.target_language, term.partner, term.source, term.target


def _is_of(term: Term, pair: tuple[str, str] | None) -> bool:
    return pair in {None, (term.source_language, term.target_language)}


def _content(term: Term) -> tuple[object, ...]:
    """Return what an entry says of its term; the order of forms says nothing."""
    forms = (term.source_forms, term.target_forms, term.forbidden)
    return *(frozenset(some) for some in forms), term.note


def _row_of(db: sqlite_utils.Database, term: Term) -> int | None:
    return next((row for row, origin in _rows_of(db, term) if origin == text_in(term.origin)), None)


def _rows_of(db: sqlite_utils.Database, term: Term) -> list[tuple[int, str]]:
    """Return row and origin, as it is stored, of each entry of the same term."""
    found = db.execute(
        "SELECT id, origin FROM terms WHERE source_language = ? AND target_language = ? AND partner = ? "
        "AND source = ? AND target = ? ORDER BY id",
        (term.source_language, term.target_language, *map(text_in, (term.partner, term.source, term.target))),
    )
    return [(int(row), origin) for row, origin in found]


def _twice(term: Term) -> InputRefused:
    return InputRefused(
        f"“{term.source}” is “{term.target}” in the termbase already.", "Change that entry instead of adding another."
    )


def _gone(term_id: int) -> NotFound:
    return NotFound(f"The termbase has no entry {term_id}.", "It may have been removed; list the terms again.")
