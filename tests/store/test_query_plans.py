"""What is asked of a large desk is answered from an index: every filter, every order, every way of asking."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from tests.mixed_desk import MOMENTS

from dabir.domain import query as language
from dabir.domain.life import StoryState
from dabir.domain.listing import Sort, StoryFilter
from dabir.domain.query import Mark
from dabir.store import finding, removals, search, snippets, stories, story_list
from dabir.store.arriving import Arriving
from dabir.store.database import Database

#: Each field of the language, alone, left out, and beside others.
FIELDS = {
    "partner": ("partner:ARAN", "-partner:ARAN", "partner:ARAN,BORA lang:fa"),
    "lang": ("lang:az", "-lang:az,fa", "lang:fa urgency:1-3"),
    "urgency": ("urgency:1-3", "-urgency:5", "urgency:1 state:released"),
    "after": ("after:2026-02-01", "-after:2026-02-01", "after:2026-02-01 before:2026-03-05 lang:az"),
    "before": ("before:2026-03-05", "-before:2026-03-05", "before:2026-03-05 partner:BORA"),
    "state": ("state:unhandled", "-state:unhandled", "state:killed has:kill"),
    "slug": ("slug:red", "slug:sea -slug:red", "slug:sea partner:ARAN"),
    "format": ("format:nitf", "-format:nitf", "format:nitf,plain lang:az"),
    "has": ("has:embargo", "-has:note", "has:correction,embargo -has:translation"),
}
WORDS = (
    "gəmi",
    "xəbər gəmi",
    '"xəbər 7"',
    "xəbər -gəmi partner:ARAN",
    "gəm slug:red",
    "xəbər urgency:1-3 after:2026",
)
#: What the boxes beside the search can ask for, by the filter's attribute.
BOXES = {
    "states": StoryFilter(states=(StoryState.NEW, StoryState.RELEASED)),
    "partner": StoryFilter(partner="ARAN"),
    "language": StoryFilter(language="az"),
    "urgent_only": StoryFilter(urgent_only=True),
    "query": StoryFilter(query="lang:az"),
    "sort": StoryFilter(),
}
FILTERS = [
    *BOXES.values(),
    StoryFilter(states=(StoryState.NEW,), partner="ARAN", language="fa", urgent_only=True, query="has:note"),
    *(StoryFilter(query=query) for queries in FIELDS.values() for query in queries),
    *(StoryFilter(query=query) for query in WORDS),
]

Act = Callable[[Any, StoryFilter], object]

#: What reads a list, by the function's name.
OF_FILTER: dict[str, Act] = {
    "story_list.page": lambda db, wanted: story_list.page(db, wanted, offset=3, limit=20),
    "story_list.count": story_list.count,
    "story_list.tally": story_list.tally,
    "story_list.ids": lambda db, wanted: story_list.ids(db, wanted, offset=0, limit=20),
    "story_list.place_of": lambda db, wanted: story_list.place_of(db, wanted, 7),
    "story_list.place_at": lambda db, wanted: story_list.place_at(db, wanted, MOMENTS[3]),
    "story_list.next_unhandled": lambda db, wanted: story_list.next_unhandled(db, 7, wanted),
    "search.search": lambda db, wanted: search.search(db, wanted.query or "xəbər"),
    "snippets.snippets": lambda db, wanted: snippets.snippets(db, wanted.query or "xəbər", [7, 8]),
}
#: What reads stories without a filter.
ALONE: dict[str, Callable[[Any], object]] = {
    "story_list.rows": lambda db: story_list.rows(db, [7, 8]),
    "story_list.untranslated": lambda db: story_list.untranslated(db, "az"),
    "stories.sluglines": lambda db: stories.sluglines(db, "ARAN"),
    "stories.newest_with_slugline": lambda db: stories.newest_with_slugline(db, "ARAN", "daşqın", 3),
    "stories.get": lambda db: stories.get(db, 7),
    "stories.uri_of": lambda db: stories.uri_of(db, 7),
    "stories.find": lambda db: stories.find(db, "urn:7"),
    "stories.versions": lambda db: stories.versions(db, "urn:7"),
    "stories.rows_of": lambda db: stories.rows_of(db, "urn:7"),
    "stories.latest_version": lambda db: stories.latest_version(db, "urn:7"),
    "stories.linked": lambda db: stories.linked(db, "urn:x"),
    "stories.newly_expired": lambda db: stories.newly_expired(db, MOMENTS[-1]),
    "story_list.mark": lambda db: story_list.mark(db, 7, Mark.NOTE, has=True),
    "stories.set_state": lambda db: stories.set_state(db, 7, StoryState.REFUSED),
    "stories.set_killed": lambda db: stories.set_killed(db, 7, "It was killed."),
    "stories.set_expired": lambda db: stories.set_expired(db, 7),
    "search.index_story": lambda db: search.index_story(db, 7),
    "search.index_translation": lambda db: search.index_translation(db, 7, "az", "gəmi"),
}
#: Not questions of their own: what arrives is tested by its outcome, a snippet is made of a text.
OTHERS = {
    "stories.add",
    "stories.is_over",
    "search.index_arrivals",
    "snippets.snippet",
    "snippets.marked",
    "snippets.first_found",
}

#: What may be gone through from end to end: some thousand facets, a list handed in, and what the index of words found.
_SMALL = re.compile(
    r"SCAN ((list_facets|f)\b|(json_each|j) VIRTUAL|search_index VIRTUAL TABLE INDEX \d+:.|CONSTANT ROW)"
)


@pytest.fixture
def plans(own: Database, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Plans of every statement that an act sends to the database."""

    def of(act: Callable[[Any], object], db: Any = None) -> list[str]:
        db = db or own.read()
        sent: list[tuple[str, Any]] = []
        real = db.execute

        def noting(statement: str, values: Any = ()) -> Any:
            sent.append((statement, values))
            return real(statement, values)

        with monkeypatch.context() as patched:
            patched.setattr(db, "execute", noting)
            act(db)
        return [
            step[3]
            for statement, values in sent
            if not statement.startswith("PRAGMA")
            for step in db.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
        ]

    return of


def _full_scans(steps: list[str]) -> list[str]:
    return [step for step in steps if step.startswith("SCAN") and not _SMALL.match(step)]


def _public(module: ModuleType) -> set[str]:
    name = module.__name__.rsplit(".", 1)[1]
    found = inspect.getmembers(module, inspect.isfunction)
    return {f"{name}.{one}" for one, made in found if made.__module__ == module.__name__ and not one.startswith("_")}


def test_no_filter_field_or_question_is_left_out_here() -> None:
    assert set(FIELDS) == set(language._FIELDS)
    assert set(BOXES) == {field.name for field in dataclasses.fields(StoryFilter)}
    asked = set().union(*(_public(module) for module in (story_list, stories, search, snippets)))
    # These stand for those of the list under another name.
    asked -= {f"stories.{name}" for name in ("page", "ids", "count", "next_unhandled")}
    assert asked == {*OF_FILTER, *ALONE, *OTHERS}


@pytest.mark.parametrize("sort", Sort)
def test_every_filter_in_every_order_uses_its_index(plans: Any, sort: Sort) -> None:
    moment = "created" if sort.by_created else "received"
    for asked in FILTERS:
        wanted = dataclasses.replace(asked, sort=sort)
        for name, act in OF_FILTER.items():
            finding._LAST.clear()
            steps = plans(lambda db, act=act, wanted=wanted: act(db, wanted))
            assert not _full_scans(steps), (name, wanted)
            assert all("list_counts USING PRIMARY KEY" in step for step in steps if "list_counts" in step), name
            if wanted == StoryFilter(sort=sort) and not sort.by_urgency and name == "story_list.page":
                assert f"SEARCH list_lines USING COVERING INDEX list_{moment} ({moment}>? AND {moment}<?)" in steps
                assert not [step for step in steps if "ORDER BY" in step]


def test_every_other_question_uses_its_index(plans: Any, own: Database) -> None:
    for name, act in ALONE.items():
        steps = own.write(lambda db, act=act: plans(act, db))
        assert steps, name
        assert not _full_scans(steps), name
    assert "SEARCH stories USING COVERING INDEX stories_sluglines (partner=?)" in plans(ALONE["stories.sluglines"])
    lines = [step for step in plans(ALONE["story_list.untranslated"]) if step.startswith("SEARCH l ")]
    assert len(lines) == 1
    assert "INDEX list_facet_" in lines[0]


def test_arrivals_are_looked_up_in_indexes(plans: Any) -> None:
    steps = plans(lambda db: Arriving(db, files=["0" * 64], uris=["urn:7"]))
    assert not _full_scans(steps)
    assert len([step for step in steps if step.startswith("SEARCH")]) == 6


def test_files_that_may_go_are_read_as_they_lie(plans: Any) -> None:
    steps = plans(lambda db: list(removals.files_of(db, ["ARAN"])))
    assert not _full_scans(steps)
    assert "SEARCH originals USING INTEGER PRIMARY KEY (rowid>?)" in steps
    assert not [step for step in steps if "ORDER BY" in step and "LAST TERM" not in step and "stories" in step]
