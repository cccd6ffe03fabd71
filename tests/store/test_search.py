from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dabir.domain.errors import NotFound
from dabir.domain.listing import StoryFilter
from dabir.domain.story import Story
from dabir.store import finding, search, stories
from dabir.store.database import Database
from dabir.store.matching import understand
from dabir.store.searched import Words, words_of
from dabir.store.words import LONGEST, joined_words, parts_of_words, words

ODD = [
    "", " ", '"', '""', "'", "AND", "OR", "NOT", "a AND", "NEAR(", "NEAR(a b)", "*", "a*", "**", "(", ")", "()", "\0",
    "a\0b", "headline:x", "headline : x", "^a", "{a b}: c", "+", "-", "--", ";", "\\", "%", "_", "a_b", "\u200c",
    "\u200cا", "ـــ", "\ud800", "ﷺ", "⑴", "½", "🙂", "x" * 10_000, "word " * 2_000, "می شود " * 1_500, "گفتوگو" * 50,
    "گفتوگوها " * 40, '" OR 1=1 --', "\n\t", "۱۲٫۵", "'; DROP TABLE stories",
]  # fmt: skip


def found(database: Database, query: str) -> list[int]:
    return sorted(hit.id for hit in search.search(database.read(), query))


def marked(text: str) -> str:
    return text.replace("\u2068", "[").replace("\u2069", "]")


def snippets(database: Database, query: str) -> list[str]:
    return [marked(hit.snippet) for hit in search.search(database.read(), query)]


@pytest.fixture
def joints(arrive: Any, database: Database) -> Database:
    for number, text in enumerate(("این کار می‌شود.", "این کار میشود.", "این کار می شود.", "این کار نشد."), 1):
        arrive(Story(f"urn:{number}", paragraphs=(text,)))
    return database


@pytest.mark.parametrize("query", ["می‌شود", "میشود", "می شود", "مي‌شود", "كار می‌شود", "می‌ش"])
def test_joined_apart_and_written_together_find_each_other(joints: Database, query: str) -> None:
    expected = [1, 2] if query == "می‌ش" else [1, 2, 3]
    assert found(joints, query) == expected


def test_part_of_a_joined_word_is_found(joints: Database) -> None:
    assert found(joints, "شود") == [1, 3]


def test_compound_with_and_is_found_in_every_spelling(arrive: Any, database: Database) -> None:
    spellings = ("گفت‌وگو", "گفت و گو", "گفتوگو", "گفت‌و‌گو", "گفت وگو")
    for number, text in enumerate(spellings):
        arrive(Story(f"urn:{number}", paragraphs=(f"پس از {text} بازگشتند.",)))
    for query in spellings:
        assert found(database, query) == [1, 2, 3, 4, 5], query
        assert found(database, f"{query} بازگشتند") == [1, 2, 3, 4, 5], query


def test_found_words_are_marked_as_they_stand(joints: Database) -> None:
    assert sorted(snippets(joints, "میشود")) == ["این کار [می شود].", "این کار [میشود].", "این کار [می‌شود]."]
    assert sorted(snippets(joints, "می شود")) == ["این کار [می] [شود].", "این کار [میشود].", "این کار [می‌شود]."]


@pytest.mark.parametrize("query", ["seki", "ŞƏKİ", "Şəki", "Seki seher"])
def test_azerbaijani_is_found_from_a_keyboard_without_its_letters(
    arrive: Any, database: Database, query: str
) -> None:
    arrive(Story("urn:1", headline="Şəki şəhərində sərgi açıldı"))
    arrive(Story("urn:2", headline="Gəncədə sərgi"))
    assert found(database, query) == [1]
    assert snippets(database, query)[0].startswith("[Şəki] ")


def test_last_word_is_found_by_its_beginning_and_others_whole(arrive: Any, database: Database) -> None:
    arrive(Story("urn:1", headline="Железная дорога открыта"))
    assert found(database, "железная дор") == [1]
    assert found(database, "желез дорога") == []
    assert found(database, "дорога железная") == [1]


def test_all_words_must_be_found(arrive: Any, database: Database) -> None:
    arrive(Story("urn:1", headline="Su", paragraphs=("Yol açıldı.",)))
    arrive(Story("urn:2", headline="Su"))
    assert found(database, "su yol") == [1]


def test_headline_weighs_more_than_body(arrive: Any, database: Database) -> None:
    body = "Başqa sözlər burada çoxdur. " * 3
    arrive(Story("urn:1", headline="Hava", paragraphs=(f"{body} zəlzələ {body}",)))
    arrive(Story("urn:2", headline="Zəlzələ", paragraphs=(body, body)))
    arrive(Story("urn:3", headline="Hava", paragraphs=(f"{body} zəlzələ {body}",)))
    hits = search.search(database.read(), "zelzele")
    assert [hit.uri for hit in hits] == ["urn:2", "urn:3", "urn:1"]
    assert [hit.uri for hit in search.search(database.read(), "zelzele", limit=1)] == ["urn:2"]
    assert search.search(database.read(), "zelzele", limit=0) == []


@pytest.mark.parametrize(
    "field", ["slugline", "byline", "dateline", "source", "ednote", "keywords", "subject", "notes"]
)
def test_what_stands_around_the_text_is_found_too(arrive: Any, database: Database, field: str) -> None:
    value: Any = ("birinci", "Naxçıvan yolu") if field in {"keywords", "subject", "notes"} else "Naxçıvan yolu"
    arrive(dataclasses.replace(Story("urn:1", headline="Xəbər", paragraphs=("Mətn.",)), **{field: value}))
    assert found(database, "naxcivan") == [1]
    assert "[Naxçıvan] yolu" in snippets(database, "naxcivan")[0]


def test_hit_names_the_story(arrive: Any, database: Database) -> None:
    arrive(Story("urn:newsml:aran.example:77", version=4, headline="نشست وزیران", language="fa"))
    (hit,) = search.search(database.read(), "وزيران")
    assert (hit.uri, hit.version, hit.headline, hit.language) == (
        "urn:newsml:aran.example:77", 4, "نشست وزیران", "fa",
    )  # fmt: skip
    assert found(database, "urn:newsml:aran.example:77") == [1]


def test_snippet_shows_the_neighbourhood_with_its_ends_open(arrive: Any, database: Database) -> None:
    many = [f"söz{number}" for number in range(60)]
    many[30] = "Axtarılan"
    arrive(Story("urn:1", headline="Başlıq", paragraphs=(" ".join(many[:31]), " ".join(many[31:]))))
    (text,) = snippets(database, "axtarilan")
    assert text == "…" + " ".join([*many[24:30], "[Axtarılan] ·", *many[31:55]]) + "…"
    many[32] = many[59] = "Axtarılan"
    arrive(Story("urn:2", paragraphs=(" ".join(many),)))
    newest = max(search.search(database.read(), "axtarilan"), key=lambda hit: hit.id)
    assert marked(newest.snippet).count("[Axtarılan]") == 2
    assert marked(newest.snippet).endswith(" söz54…")


def test_snippet_keeps_its_marks_apart_from_those_of_the_text(arrive: Any, database: Database) -> None:
    arrive(Story("urn:1", paragraphs=("قبل \u2067Bakı\u2069 \u2068بعد\u2069 است",)))
    (hit,) = search.search(database.read(), "baki")
    assert hit.snippet == "قبل \u2068Bakı\u2069 بعد است"


def test_translation_is_found_until_it_is_written_anew(arrive: Any, database: Database) -> None:
    arrive(Story("urn:1", headline="زلزله", language="fa"))
    arrive(Story("urn:2", headline="Başqa"))
    database.write(lambda db: search.index_translation(db, 1, "az", "Zəlzələ oldu\nBirinci mətn"))
    database.write(lambda db: search.index_translation(db, 1, "en", "An earthquake"))
    assert found(database, "zelzele") == found(database, "earthquake") == found(database, "زلزله") == [1]
    assert snippets(database, "birinci") == ["Zəlzələ oldu · [Birinci] mətn"]
    database.write(lambda db: search.index_translation(db, 1, "az", "Yeraltı təkan"))
    assert found(database, "zelzele") == []
    assert found(database, "tekan") == found(database, "earthquake") == [1]
    database.write(lambda db: search.index_translation(db, 1, "az", ""))
    assert found(database, "tekan") == []


def test_indexing_again_leaves_no_old_words_and_keeps_translations(arrive: Any, database: Database) -> None:
    arrive(Story("urn:1", headline="Zəlzələ"))
    database.write(lambda db: search.index_translation(db, 1, "en", "Earthquake"))
    database.write(lambda db: search.index_story(db, 1))
    assert found(database, "zelzele") == found(database, "earthquake") == [1]
    assert database.read().execute("SELECT count(*) FROM search_index").fetchone()[0] == 1
    database.write(lambda db: db.execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')"))


def test_translation_may_come_before_the_story_is_indexed(database: Database, original: Any) -> None:
    database.write(lambda db: stories.add(db, Story("urn:1", headline="زلزله"), original()))
    database.write(lambda db: search.index_translation(db, 1, "az", "Zəlzələ"))
    assert found(database, "zelzele") == found(database, "زلزله") == [1]
    for act in (lambda db: search.index_story(db, 9), lambda db: search.index_translation(db, 9, "az", "x")):
        with pytest.raises(NotFound):
            database.write(act)


def test_arrivals_are_entered_as_one_by_one_but_in_one_piece(database: Database, original: Any) -> None:
    told = [
        Story(
            f"urn:{number}",
            headline=f"Zəlzələ {number}",
            paragraphs=("می‌شود ۳", "_two_words_"),
            ednote="Note" * (number % 2),
        )
        for number in range(20)
    ]

    def arrived(db: Any, place: int) -> list[tuple[int, Story, Words]]:
        here = [dataclasses.replace(one, uri=f"{one.uri}-{place}") for one in told]
        return [(stories.add(db, one, original(one.uri.encode()))[1], one, words_of(one)) for one in here]

    def all_at_once(db: Any) -> None:
        search.index_arrivals(db, arrived(db, 1))

    def one_by_one(db: Any) -> None:
        for row, *_ in arrived(db, 2):
            search.index_story(db, row)

    database.write(all_at_once)
    pieces = "SELECT count(DISTINCT segid) FROM search_index_idx"
    assert database.read().execute(pieces).fetchone()[0] == 1
    database.write(one_by_one)
    rows = database.read().execute("SELECT headline, body, extra, translations FROM search_index ORDER BY rowid")
    indexed = [tuple(text.replace("1", "2") for text in row) for row in rows.fetchall()]
    assert indexed[:20] == indexed[20:]
    assert len(found(database, "zelzele has:note")) == 20
    database.write(lambda db: db.execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')"))


@settings(max_examples=200)
@given(st.text(alphabet="abİıK_\u200c\u200e\u064b\u0301گکي۱²⑴. \n\u2028", max_size=80) | st.text(max_size=40))
@example("a" * (LONGEST + 1) + " " + "b_" * LONGEST)
@example("می\u200cشود " * 2 + "x" * LONGEST + "\u200cy")
def test_words_for_the_index_are_those_of_the_text(text: str) -> None:
    found = list(words(text))
    assert joined_words(text).split() == [word.joined for word in found]
    assert parts_of_words(text).split() == [part for word in found for part in word.parts]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("shared")
    database = Database.open(folder / "desk.sqlite3", folder / "backups")
    yield database
    database.close()


@given(query=st.text(st.characters(), max_size=40) | st.text("اویمشد\u200c \"'*()AND:-^", max_size=60))
@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@example("گفتوگوهایمانرا " * 24)
def test_any_query_is_answered(shared: Database, query: str) -> None:
    search.search(shared.read(), query)
    stories.page(shared.read(), StoryFilter(query=query), offset=0, limit=5)
    stories.count(shared.read(), StoryFilter(query=query))


@pytest.mark.parametrize("query", ODD, ids=range(len(ODD)))
def test_odd_query_is_never_an_error(arrive: Any, database: Database, query: str) -> None:
    arrive(Story("urn:1", headline="AND OR NOT a b", paragraphs=('Birinci "dırnaq" * ( mətn',)))
    hits = search.search(database.read(), query)
    assert len(hits) <= 1
    if understand(query) is None:
        assert hits == []


@given(text=st.text(st.characters(), min_size=1, max_size=80))
@settings(deadline=None, max_examples=80)
def test_every_word_of_a_text_finds_it(text: str) -> None:
    listed = list(words(text))
    for word in listed:
        query = understand(text[word.start : word.end])
        assert query is not None
        assert query.finds(word.joined)
        assert len(word.joined) <= LONGEST


@given(text=st.text(st.characters(), max_size=80))
@settings(deadline=None)
def test_words_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        end = word.end


def test_word_longer_than_any_is_found_all_the_same(arrive: Any, database: Database) -> None:
    arrive(Story("urn:1", headline="x" * 5000))
    assert found(database, "x" * 5000) == found(database, "x" * 64) == found(database, "xxx") == [1]


def by_uri(database: Database, query: str) -> list[str]:
    return [hit.uri for hit in search.search(database.read(), query)]


def test_phrase_is_found_as_it_stands_and_marked_whole(arrive: Any, database: Database) -> None:
    arrive(Story("urn:1", language="fa", paragraphs=("به گفته وزیر امور خارجه، نشست فردا برگزار می‌شود.",)))
    arrive(Story("urn:2", language="fa", paragraphs=("امور خارجه را وزیر دیگری دنبال می‌کند.",)))
    assert by_uri(database, "«وزیر امور خارجه»") == ["urn:1"]
    assert set(by_uri(database, "وزیر امور خارجه")) == {"urn:1", "urn:2"}
    assert snippets(database, '"وزير امور خارجه"') == ["به گفته [وزیر امور خارجه]، نشست فردا برگزار می‌شود."]


def test_unwanted_words_and_phrases_leave_stories_out(arrive: Any, database: Database) -> None:
    arrive(Story("urn:1", headline="Nazir Tehrana gəldi"))
    arrive(Story("urn:2", headline="Nazir Gəncəyə gəldi", paragraphs=("Futbol oyununa baxdı.",)))
    arrive(Story("urn:3", headline="Nazir müavini gəldi"))
    assert set(by_uri(database, "nazir -futbol")) == {"urn:1", "urn:3"}
    assert set(by_uri(database, 'nazir -"nazir muavini"')) == {"urn:1", "urn:2"}
    assert by_uri(database, "-gencey nazir -futbol -tehrana") == ["urn:3"]


def test_fields_narrow_a_search_and_alone_list_the_newest(arrive: Any, database: Database) -> None:
    arrive(
        Story("urn:1", headline="Gəmi limana çatdı", language="az", urgency=2, slugline="port-energy"), partner="ARAN"
    )
    arrive(Story("urn:2", headline="کشتی gəmi", language="fa", urgency=5, ednote="Port, energy"), partner="BORA")
    assert by_uri(database, "gemi lang:az") == ["urn:1"]
    assert by_uri(database, "gemi partner:bora") == ["urn:2"]
    assert by_uri(database, "gemi urgency:3-9") == ["urn:2"]
    assert by_uri(database, "slug:energy") == ["urn:1"]
    assert by_uri(database, "urgency:1-9") == ["urn:2", "urn:1"]
    assert by_uri(database, "gemi has:note") == ["urn:2"]


def test_headline_before_body_rare_before_common_often_before_once(arrive: Any, database: Database) -> None:
    for number in range(30):
        arrive(Story(f"urn:{number}", headline=f"Xəbər {number}", paragraphs=("Nazir Tehrana gəldi.",)))
    arrive(Story("urn:often", headline="Xəbər", paragraphs=("Ada, ada, yenə ada.",)))
    arrive(Story("urn:head", headline="Ada haqqında xəbər", paragraphs=("Nazir gəldi.",)))
    arrive(Story("urn:once", headline="Xəbər", paragraphs=("Nazir bir dəfə ada dedi, sonra getdi.",)))
    assert by_uri(database, "ada") == ["urn:head", "urn:often", "urn:once"]


def test_best_among_many_hits_is_first_however_old(
    arrive: Any, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "CANDIDATES", 5)
    arrive(Story("urn:old", headline="Zəlzələ"))
    arrive(Story("urn:older-and-unwanted", headline="Zəlzələ futbol"))
    for number in range(12):
        arrive(Story(f"urn:{number}", headline="Xəbər", paragraphs=("Dünən zəlzələ oldu.",)))
    hits = by_uri(database, "zelzele -futbol")
    assert hits[0] == "urn:old"
    assert hits[1:] == [f"urn:{number}" for number in reversed(range(12))]


def test_large_desk_finds_words_by_their_beginning_as_a_small_one(
    arrive: Any, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, word in enumerate(("gəmi", "gəminin", "gəmilər", "gəmçi", "Gəmi2", "gecə")):
        arrive(Story(f"urn:{number}", headline=f"{word} xəbəri"))
    small = [found(database, query) for query in ("gemi", "gem", "ge", "xeberi gemi", "gemil", "q")]
    monkeypatch.setattr(finding, "SMALL", 0)
    assert [found(database, query) for query in ("gemi", "gem", "ge", "xeberi gemi", "gemil", "q")] == small
    assert small[0] == [1, 2, 3, 5]
    monkeypatch.setattr(finding, "_MOST_BEGINNINGS", 2)
    assert found(database, "gem") == [1, 4], "of the words that begin so, the first two of the alphabet"
