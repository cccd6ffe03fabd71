from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dabir.domain.memory import MemoryUnit
from dabir.domain.story import Story
from dabir.store import memory, memory_index
from dabir.store.memory import MemoryFilter

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
RAIN = MemoryUnit(
    "باران در باکو بارید.", "Bakıda yağış yağdı.", "fa", "az", "Leyla", NOON, "tag:alborz.example,2026:1"
)


def but(unit=RAIN, **changes):
    return dataclasses.replace(unit, **changes)


@pytest.fixture
def kept(database):
    """Keep units in one transaction; return the rows of the new ones."""
    return lambda *units: database.write(lambda db: memory.add(db, units))


def stored(database, **wanted):
    return [but(unit, id=0) for unit in memory.each(database.read(), MemoryFilter(**wanted))]


def sources(units):
    return [unit.source for unit in units]


def test_unit_comes_back_as_it_was(database, kept):
    exact = but(time=datetime(2026, 3, 1, 15, 30, 0, 123456, tzinfo=timezone(timedelta(hours=3, minutes=30))))
    (row,) = kept(exact)
    (found,) = memory.with_words(database.read(), RAIN.source, "fa", "az")
    assert found == but(exact, id=row)
    assert found.time.utcoffset() == timedelta(0)


def test_unit_is_kept_once_for_source_target_languages_and_story(database, kept):
    others = [
        but(target="Bakıda yağış yağıb."),
        but(story="tag:alborz.example,2026:2"),
        but(target_language="tr"),
        but(source="باران در باکو بارید"),
    ]
    assert len(kept(RAIN, *others, RAIN)) == 5
    assert kept(but(editor="Kamran", origin="other.tmx", time=None)) == []
    assert len(stored(database)) == 5
    assert stored(database)[0] == RAIN
    assert memory.count(database.read()) == 5
    assert memory.count(database.read(), "fa", "az") == 4
    assert memory.count(database.read(), target_language="tr") == 1
    assert memory.sizes(database.read()) == [("fa", "az", 4), ("fa", "tr", 1)]


def test_changed_confirmation_replaces_what_the_desk_had_of_that_source_in_that_story(database, kept):
    elsewhere = but(story="tag:alborz.example,2026:2")
    imported = but(target="Bakıda leysan olub.", origin="other.tmx")
    kept(RAIN, elsewhere, imported, but(source="برف در باکو بارید.", target="Bakıda qar yağdı."))
    better = but(target="Bakıda yağış yağıb.")
    database.write(lambda db: memory.remember(db, better))
    targets = [unit.target for unit in memory.with_words(database.read(), RAIN.source, "fa", "az")]
    assert sorted(targets) == sorted([better.target, elsewhere.target, imported.target])
    assert memory.count(database.read()) == 4


def test_what_stands_confirmed_beside_it_is_not_forgotten(database, kept):
    kept(RAIN)
    database.write(lambda db: memory.remember(db, but(target="Bakıda yağış yağıb."), still={RAIN.target}))
    assert len(stored(database)) == 2


def test_confirming_again_takes_over_editor_and_time(database, kept):
    kept(but(origin="other.tmx"))
    later = but(editor="Kamran", time=NOON + timedelta(days=1))
    database.write(lambda db: memory.remember(db, later))
    assert stored(database) == [later]


def test_removed_unit_is_found_by_nothing_and_its_row_is_not_given_again(database, kept):
    (row,) = kept(RAIN)
    database.write(lambda db: memory.remove(db, [row, row + 100]))
    db = database.read()
    assert memory.with_words(db, RAIN.source, "fa", "az") == []
    assert memory.candidates(db, RAIN.source, "fa", "az") == []
    assert memory.concordance(db, "باران") == []
    assert memory.count(db) == 0
    (again,) = kept(RAIN)
    assert again > row
    assert [unit.id for unit in memory.candidates(db, RAIN.source, "fa", "az")] == [again]


def test_transaction_that_fails_keeps_nothing(database, kept):
    kept(RAIN)

    def fails(db):
        memory.add(db, [but(source="برف", target="qar")])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.write(fails)
    assert stored(database) == [RAIN]
    assert memory.count(database.read()) == 1
    assert memory.candidates(database.read(), "برف", "fa", "az") == []


def test_exact_words_are_found_however_they_are_spelt_newest_first(database, kept):
    other = but(source="باران در باكو باريد", target="x", time=NOON + timedelta(hours=1))
    undated = but(target="y", time=None)
    kept(undated, RAIN, other, but(source="باران در باکو نبارید."))
    found = memory.with_words(database.read(), RAIN.source, "fa", "az")
    assert [but(unit, id=0) for unit in found] == [other, RAIN, undated]


def test_source_without_words_is_known_by_its_signs(database, kept):
    kept(but(source="* * *", target="***"), but(source="—", target="—"))
    assert sources(memory.with_words(database.read(), "* * *", "fa", "az")) == ["* * *"]
    assert memory.candidates(database.read(), "…", "fa", "az") == []


def test_languages_do_not_see_each_other(database, kept):
    kept(
        RAIN, but(target_language="en", target="It rained in Baku."), but(source_language="az", target_language="fa")
    )
    found = memory.candidates(database.read(), "باران در گنجه بارید.", "fa", "en")
    assert [unit.target for unit in found] == ["It rained in Baku."]
    assert memory.candidates(database.read(), RAIN.source, "ru", "en") == []
    assert memory.with_words(database.read(), RAIN.source, "ru", "en") == []


def test_candidates_that_share_most_come_first(database, kept):
    common = [but(source=f"وزیر در باکو گفت {number}", target=str(number)) for number in range(50)]
    near = but(source="وزیر نیرو در باکو از نیروگاه تازه گفت", target="near")
    nearer = but(source="وزیر نیرو در باکو از نیروگاه تازه گفت و رفت", target="nearer")
    kept(*common, near, nearer)
    asked = "وزیر نیرو در باکو از نیروگاه تازه گفت و برگشت"
    assert sources(memory.candidates(database.read(), asked, "fa", "az", limit=2)) == [nearer.source, near.source]


def test_segment_of_common_words_only_is_found_too(database, kept, monkeypatch):
    monkeypatch.setattr(memory_index, "_MOST_ROWS", 10)
    kept(*(but(source=f"وزیر رفت {number}", target=str(number)) for number in range(30)))
    kept(*(but(source=f"دبیر گفت {number}", target=str(number)) for number in range(30)))
    wanted = but(source="وزیر گفت", target="wanted")
    kept(wanted)
    assert sources(memory.candidates(database.read(), "وزیر گفت", "fa", "az")) == [wanted.source]
    assert len(memory.candidates(database.read(), "وزیر", "fa", "az")) == 31


def test_figures_do_not_decide_what_is_alike_unless_there_is_nothing_else(database, kept):
    kept(but(source="صادرات ۲۵ درصد رشد کرد"), but(source="۲۵ نفر ۱۲"))
    found = memory.candidates(database.read(), "صادرات ۱۲ درصد رشد کرد", "fa", "az")
    assert sources(found) == ["صادرات ۲۵ درصد رشد کرد"]
    assert sources(memory.candidates(database.read(), "۱۲ ۲۵", "fa", "az"))[0] == "۲۵ نفر ۱۲"


def test_concordance_finds_a_phrase_on_either_side_before_words_apart(database, kept):
    apart = but(source="سفر وزیر رسمی بود", target="x", time=NOON + timedelta(days=9))
    phrase = but(source="این سفر رسمی دو روز طول کشید", target="y")
    newer = but(source="پایان سفر رسمی‌ها", target="z", time=NOON + timedelta(days=1))
    kept(apart, phrase, newer, RAIN)
    db = database.read()
    assert sources(memory.concordance(db, "سفر رسمی")) == [newer.source, phrase.source, apart.source]
    assert sources(memory.concordance(db, "سفر رسمی", limit=1)) == [newer.source]
    assert sources(memory.concordance(db, "YAGIS yagd")) == [RAIN.source]
    assert memory.concordance(db, "…") == memory.concordance(db, "") == []


def test_concordance_is_limited_to_languages(database, kept):
    kept(RAIN, but(target_language="en", target="Rain in Baku"), but(source_language="ru", target_language="en"))
    db = database.read()
    assert len(memory.concordance(db, "باران")) == 3
    assert [unit.target_language for unit in memory.concordance(db, "باران", ["fa", "en"])] == ["en"]
    assert {unit.source_language for unit in memory.concordance(db, "باران", ["en"])} == {"fa", "ru"}


def test_filter_of_a_partner_lets_its_own_stories_through_alone(database, kept, arrive):
    arrive(Story(uri=RAIN.story, version=1, language="fa", headline="باران", paragraphs=()), partner="ALBORZ")
    arrive(
        Story(uri="tag:aran.example,2026:1", version=1, language="az", headline="Qar", paragraphs=()), partner="ARAN"
    )
    kept(RAIN, but(story="tag:aran.example,2026:1"), but(story="", origin="other.tmx"), but(target_language="tr"))
    assert stored(database, source_language="fa", target_language="az", partner="ALBORZ") == [RAIN]
    assert len(stored(database, source_language="fa", target_language="az")) == 3
    assert [unit.origin for unit in stored(database, origin="other.tmx")] == ["other.tmx"]


ANY = st.text(st.characters(), max_size=12)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(ANY, ANY, ANY), max_size=5, unique=True))
def test_any_text_is_kept_as_it_is_and_found(database, listed):
    made = [MemoryUnit(source, target, "fa", "az", story=story) for source, target, story in listed]
    rows = database.write(lambda db: memory.add(db, made))
    db = database.read()
    try:
        assert [but(unit, id=0) for unit in memory.each(db, MemoryFilter())] == made
        for unit in made:
            assert unit.source in sources(memory.with_words(db, unit.source, "fa", "az"))
            memory.candidates(db, unit.source, "fa", "az")
            memory.concordance(db, unit.target)
    finally:
        database.write(lambda db: memory.remove(db, rows))
    assert memory.count(database.read()) == 0


def test_of_a_sentence_that_every_story_has_the_newest_are_returned(database, kept):
    kept(*(but(story=f"tag:{number}", time=NOON + timedelta(hours=number)) for number in range(12)))
    found = memory.with_words(database.read(), RAIN.source, "fa", "az", limit=2)
    assert [unit.story for unit in found] == ["tag:11", "tag:10"]
    database.write(lambda db: memory.remember(db, but(story="tag:3", target="Bakıda yağış yağıb.")))
    stories = [(unit.story, unit.target) for unit in memory.each(database.read(), MemoryFilter())]
    assert ("tag:3", RAIN.target) not in stories
    assert len(stories) == 12
