"""The story list of a large desk: a narrow line a story, sorted within groups of equal properties, and counts.

The table of stories is wide, because the texts are in it; a list of a million must not read it. So each story has a
line of a few numbers. Stories that agree in all that the list filters by (state, partner, language, urgency, format,
marks) share a facet: there are some thousand facets on a large desk, and a filter is a choice of facets, not of
stories. Within a facet the lines lie sorted by time. How many lines a facet has in each stretch of thirty days stands
in `list_counts`, so that places far down the list are found by adding up.

Triggers keep all of it, so that no program that writes stories can forget to. `search_vocabulary` is a view into the
index of words, for the words that begin in a certain way; `saved_filters` are what people ask for again and again.
"""

from __future__ import annotations

from typing import Final

import sqlite_utils

# Marks are bits: 1 kill, 2 correction, 4 embargo, 8 editor's note, 16 translation.
_TABLES: Final = """
CREATE TABLE list_facets (
    id INTEGER PRIMARY KEY,
    state TEXT NOT NULL,
    partner NOT NULL,
    language NOT NULL,
    urgency NOT NULL,
    media_type NOT NULL,
    marks INTEGER NOT NULL,
    lines INTEGER NOT NULL DEFAULT 0,
    UNIQUE (partner, state, urgency, language, media_type, marks)
);
CREATE TABLE list_lines (
    story_id INTEGER PRIMARY KEY NOT NULL REFERENCES stories (id),
    facet INTEGER NOT NULL REFERENCES list_facets (id),
    received INTEGER NOT NULL,
    created INTEGER NOT NULL
);
CREATE TABLE list_counts (
    by_created INTEGER NOT NULL,
    stretch INTEGER NOT NULL,
    facet INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    PRIMARY KEY (by_created, stretch, facet)
) WITHOUT ROWID;
CREATE TABLE saved_filters (id INTEGER PRIMARY KEY, name NOT NULL UNIQUE, query NOT NULL, sort TEXT NOT NULL);
CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab('search_index', 'instance');
"""

_INDEXES: Final = """
CREATE INDEX list_received ON list_lines (received);
CREATE INDEX list_created ON list_lines (created);
CREATE INDEX list_facet_received ON list_lines (facet, received);
CREATE INDEX list_facet_created ON list_lines (facet, created);
DROP INDEX stories_list;
"""

#: Thirty days in microseconds; the year 1 is before every time there is, so that stretches count from 0.
_STRETCH: Final = "({moment} + 62135596800000000) / 2592000000000"

_SAME: Final = (
    "partner IS {row}.partner AND state IS {state} AND urgency IS {row}.urgency AND language IS {row}.language "
    "AND media_type IS {row}.media_type AND marks = {marks}"
)
_OF_STORY: Final = "({row}.is_kill <> 0) + 2 * ({row}.is_correction <> 0) + 4 * ({row}.embargoed <> '')"

_NEW_MARKS: Final = _OF_STORY.format(row="NEW")
_OLD_MARKS: Final = (
    "(SELECT f.marks FROM list_lines l JOIN list_facets f ON f.id = l.facet WHERE l.story_id = NEW.id)"
)


def apply(db: sqlite_utils.Database) -> None:
    """Make the tables, fill them from the stories on the desk, then the triggers that keep them."""
    db.executescript(_TABLES)
    _fill(db)
    db.executescript(_INDEXES)
    for statement in _triggers():
        db.execute(statement)


def _fill(db: sqlite_utils.Database) -> None:
    # Records are JSON without spaces; the same letters within a text have a backslash before each quotation mark.
    note = '8 * (instr(s.record, CAST(\'"ednote":""\' AS BLOB)) = 0)'
    translated = (
        "16 * EXISTS (SELECT 1 FROM search_translations t WHERE t.story_id = s.id AND length(trim(t.text)) > 0)"
    )
    marks = f"{_OF_STORY.format(row='s')} + {note} + {translated}"
    db.execute(
        "CREATE TEMP TABLE list_filling AS "  # noqa: S608 - constants of this module
        f"SELECT id, state, partner, language, urgency, media_type, {marks} AS marks, received_utc AS received, "
        "coalesce(versioncreated_utc, received_utc) AS created FROM stories s"
    )
    db.execute(
        "INSERT INTO list_facets (state, partner, language, urgency, media_type, marks, lines) "
        "SELECT state, partner, language, urgency, media_type, marks, count(*) FROM temp.list_filling "
        "GROUP BY state, partner, language, urgency, media_type, marks"
    )
    db.execute(
        "INSERT INTO list_lines (story_id, facet, received, created) SELECT n.id, f.id, n.received, n.created "
        "FROM temp.list_filling n JOIN list_facets f ON "
        "f.partner IS n.partner AND f.state IS n.state AND f.urgency IS n.urgency AND f.language IS n.language "
        "AND f.media_type IS n.media_type AND f.marks = n.marks ORDER BY n.id"
    )
    db.execute("DROP TABLE temp.list_filling")
    for kind, column in enumerate(("received", "created")):
        db.execute(
            "INSERT INTO list_counts (by_created, stretch, facet, lines) "  # noqa: S608 - constants of this module
            f"SELECT {kind}, {_STRETCH.format(moment=column)}, facet, count(*) FROM list_lines GROUP BY 2, 3"
        )


def _triggers() -> list[str]:
    # What comes in has the marks of the wire; what only changes its state keeps the marks it has.
    new, changed = _same_facet(_NEW_MARKS), _same_facet(_OLD_MARKS)
    line = f"NEW.id, ({new}), NEW.received_utc, coalesce(NEW.versioncreated_utc, NEW.received_utc)"
    put = f"INSERT INTO list_lines (story_id, facet, received, created) VALUES ({line});"  # noqa: S608 - constants
    move = f"UPDATE list_lines SET facet = ({changed}) WHERE story_id = NEW.id;"  # noqa: S608 - constants
    acts = (
        ("story_in", "AFTER INSERT ON stories", _make_facet(_NEW_MARKS) + put),
        (
            "story_state",
            "AFTER UPDATE OF state ON stories WHEN NEW.state IS NOT OLD.state",
            _make_facet(_OLD_MARKS) + move,
        ),
        ("story_out", "AFTER DELETE ON stories", "DELETE FROM list_lines WHERE story_id = OLD.id;"),
        ("line_in", "AFTER INSERT ON list_lines", _counted("NEW", "+")),
        ("line_out", "AFTER DELETE ON list_lines", _counted("OLD", "-")),
        (
            "line_moved",
            "AFTER UPDATE OF facet ON list_lines WHEN NEW.facet <> OLD.facet",
            _counted("OLD", "-") + _counted("NEW", "+"),
        ),
    )
    return [f"CREATE TRIGGER list_{name} {moment} BEGIN {act} END" for name, moment, act in acts]


def _same_facet(marks: str) -> str:
    return f"SELECT id FROM list_facets WHERE {_SAME.format(row='NEW', state='NEW.state', marks=marks)}"  # noqa: S608 - constants


def _make_facet(marks: str) -> str:
    return (
        "INSERT INTO list_facets (state, partner, language, urgency, media_type, marks) "
        f"SELECT NEW.state, NEW.partner, NEW.language, NEW.urgency, NEW.media_type, {marks} "
        f"WHERE NOT EXISTS ({_same_facet(marks)}); "
    )


def _counted(row: str, sign: str) -> str:
    statements = [f"UPDATE list_facets SET lines = lines {sign} 1 WHERE id = {row}.facet;"]  # noqa: S608 - constants
    for kind, column in enumerate(("received", "created")):
        stretch = _STRETCH.format(moment=f"{row}.{column}")
        more = (
            "INSERT INTO list_counts (by_created, stretch, facet, lines) "  # noqa: S608 - constants
            f"VALUES ({kind}, {stretch}, {row}.facet, 1) ON CONFLICT DO UPDATE SET lines = lines + 1;"
        )
        less = (
            "UPDATE list_counts SET lines = lines - 1 "  # noqa: S608 - constants
            f"WHERE by_created = {kind} AND stretch = {stretch} AND facet = {row}.facet;"
        )
        statements.append(more if sign == "+" else less)
    return " ".join(statements)
