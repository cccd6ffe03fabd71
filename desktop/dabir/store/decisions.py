"""The log: entries are appended, read, and never changed or removed.

Whether signatures and hashes are right is for dabir.approval to say; this module keeps every field exactly.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final

import sqlite_utils

from dabir.domain.decision import Action, Decision, Subject
from dabir.domain.errors import RecordBroken
from dabir.store.columns import moment_out, number_in, number_out, text_in, text_out, time_in

_COLUMNS: Final = (
    "sequence, time, device, editor, action, uri, version, original_sha256, target_language, text_sha256, note, "
    "previous, signature, entry_sha256"
)

#: As the index over them has it.
_ABOUT_EDITORS: Final = "action IN ('enroll', 'role', 'revoke-editor')"
#: Found by a look-up, since a million entries are read in one go.
_ACTIONS: Final = {action.value: action for action in Action}
#: Entries read at once, so that a long log never lies in memory whole.
_CHUNK: Final = 500


def append(db: sqlite_utils.Database, decision: Decision) -> None:
    """Add the next entry.

    Raises:
        RecordBroken: when its sequence is not the next one.
    """
    following = db.execute("SELECT coalesce(max(sequence) + 1, 0) FROM decisions").fetchone()[0]
    if decision.sequence != following:
        raise RecordBroken(
            f"The next entry of the log is number {following}, not {decision.sequence}.",
            "Close Dabir, open it again and repeat what you did.",
        )
    subject = decision.subject
    values = (
        decision.sequence,
        time_in(decision.time),
        text_in(decision.device),
        text_in(decision.editor),
        decision.action.value,
        text_in(subject.uri),
        number_in(subject.version),
        text_in(subject.original_sha256),
        text_in(subject.target_language),
        text_in(subject.text_sha256),
        text_in(decision.note),
        text_in(decision.previous),
        text_in(decision.signature),
        text_in(decision.entry_sha256),
    )
    places = ", ".join("?" for _ in values)
    db.execute(f"INSERT INTO decisions ({_COLUMNS}) VALUES ({places})", values)  # noqa: S608 - own constants


def last(db: sqlite_utils.Database) -> Decision | None:
    """Return the newest entry, or None when the log is empty."""
    found = _select(db, "ORDER BY sequence DESC LIMIT 1", ())
    return found[0] if found else None


def entries(db: sqlite_utils.Database, start: int = 0) -> Iterator[Decision]:
    """Return the entries in the order of the chain, a few hundred in memory at a time.

    Args:
        db: a connection.
        start: sequence of the first entry wanted.

    Raises:
        RecordBroken: when a stored entry cannot be read at all.
    """
    while chunk := _select(db, "WHERE sequence >= ? ORDER BY sequence LIMIT ?", (start, _CHUNK)):
        yield from chunk
        start = chunk[-1].sequence + 1


def of_story(db: sqlite_utils.Database, uri: str) -> list[Decision]:
    """Return the decisions about a story in all its versions and languages, oldest first."""
    return _select(db, "WHERE uri = ? ORDER BY sequence", (text_in(uri),))


def places_of_story(db: sqlite_utils.Database, uri: str) -> set[int]:
    """Return the sequences of the decisions about a story."""
    return _places(db, "WHERE uri = ?", (text_in(uri),))


def places_of_day(db: sqlite_utils.Database, day: str) -> set[int]:
    """Return the sequences of the decisions of a day, with those before about the same stories.

    Args:
        db: a connection.
        day: ISO 8601, by the offset that each decision was recorded with.
    """
    of_day = _places(db, "WHERE substr(time, 1, 10) = ?", (day,))
    before = _places(
        db,
        "WHERE uri != '' AND uri IN (SELECT uri FROM decisions WHERE substr(time, 1, 10) = ?) AND sequence < ?",
        (day, max(of_day, default=0)),
    )
    return of_day | before


def places_of_actions(db: sqlite_utils.Database, actions: Collection[Action]) -> set[int]:
    """Return the sequences of all decisions of these kinds."""
    marks = ", ".join("?" for _ in actions)
    return _places(db, f"WHERE action IN ({marks})", tuple(action.value for action in actions))


def _places(db: sqlite_utils.Database, rest: str, values: tuple[Any, ...]) -> set[int]:
    rows = db.execute(f"SELECT sequence FROM decisions {rest}", values).fetchall()  # noqa: S608 - own constants
    return {sequence for (sequence,) in rows}


def of_editors(db: sqlite_utils.Database) -> list[Decision]:
    """Return the entries about editors: keys that came and went, roles that were given; oldest first."""
    return _select(db, f"WHERE {_ABOUT_EDITORS} ORDER BY sequence", ())


def newest_of_editors(db: sqlite_utils.Database) -> int:
    """Return the number of the last entry about an editor; -1 when there is none."""
    row = db.execute(f"SELECT max(sequence) FROM decisions WHERE {_ABOUT_EDITORS}").fetchone()  # noqa: S608 - own constants
    return -1 if row[0] is None else int(row[0])


def last_by_editor(db: sqlite_utils.Database) -> dict[str, Decision]:
    """Return the last decision of each editor on a story, by name."""
    latest = "SELECT max(sequence) FROM decisions WHERE uri != '' GROUP BY editor"
    return {entry.editor: entry for entry in _select(db, f"WHERE sequence IN ({latest})", ())}


def count(db: sqlite_utils.Database) -> int:
    """Return the number of entries."""
    return int(db.execute("SELECT count(*) FROM decisions").fetchone()[0])


def _select(db: sqlite_utils.Database, rest: str, values: tuple[Any, ...]) -> list[Decision]:
    rows = db.execute(f"SELECT {_COLUMNS} FROM decisions {rest}", values).fetchall()  # noqa: S608 - own constants
    return [_decision(row) for row in rows]


def _decision(row: tuple[Any, ...]) -> Decision:
    sequence, time, device, editor, action, uri, version, original, target, text, note, *links = row
    try:
        return Decision(
            sequence=sequence,
            time=moment_out(time),
            device=text_out(device),
            editor=text_out(editor),
            action=_ACTIONS.get(action) or Action(action),
            subject=Subject(text_out(uri), number_out(version), text_out(original), text_out(target), text_out(text)),
            note=text_out(note),
            previous=text_out(links[0]),
            signature=text_out(links[1]),
            entry_sha256=text_out(links[2]),
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise RecordBroken(
            f"Entry {sequence} of the log is not what was recorded: {error}.",
            "Compare with a backup of the desk, and find out who changed the database.",
        ) from error
