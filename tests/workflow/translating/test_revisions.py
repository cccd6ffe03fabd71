import pytest
from wire_samples import PERSIAN, ninjs, take_in

from dabir.domain.segment import UnitState

CORRECTED = ("وزیر نیرو وارد گنجه شد.", *PERSIAN[1:], "آن‌ها درباره آب گفت‌وگو کردند.")


def body(paragraphs):
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


@pytest.fixture
def versions(desk, tmp_path):
    """A story, translated in part by hand, and its corrected version."""
    (first,) = take_in(desk, tmp_path / "a", ninjs())
    desk.translations.translate([first], "en")
    desk.translations.edit(first, "en", 2, "He met his counterpart.")
    desk.translations.confirm(first, "en", 2)
    later = ninjs(version="2", versioncreated="2026-11-24T09:00:00+03:30", body_xhtml=body(CORRECTED))
    (second,) = take_in(desk, tmp_path / "b", later)
    return first, second


def test_unchanged_segments_keep_their_translation_and_state(desk, versions):
    first, second = versions
    drafted = []
    desk.translations.translate([second], "en", on_ready=lambda _, index, __: drafted.append(index))
    before, units = desk.translations.units(first, "en"), desk.translations.units(second, "en")
    assert units[2].target == "He met his counterpart."
    assert units[2].state is UnitState.CONFIRMED
    assert units[0].machine == before[0].machine
    assert sorted(drafted) == [1, 4]


def test_revision_tells_what_changed_against_which_version(desk, versions):
    first, second = versions
    found = desk.revisions.of(second, "en")
    assert found.earlier.id == first
    assert sorted(found.unchanged) == [0, 2, 3]
    assert found.changed[1].segment.text == PERSIAN[0]
    assert found.changed[4] is None


def test_first_version_has_nothing_before_it(desk, versions):
    first, second = versions
    assert desk.revisions.of(first, "en") is None
    assert desk.revisions.earlier(first) is None
    assert desk.revisions.earlier(second).id == first


def test_version_that_was_never_translated_is_no_help(desk, versions):
    assert desk.revisions.of(versions[1], "az") is None


def test_earlier_version_that_arrives_late_is_not_taken_for_a_newer_one(desk, tmp_path):
    later = ninjs(version="2", versioncreated="2026-11-24T09:00:00+03:30")
    (second,) = take_in(desk, tmp_path / "a", later)
    desk.translations.edit(second, "en", 0, "Energy minister goes to Baku")
    (first,) = take_in(desk, tmp_path / "b", ninjs())
    assert desk.revisions.of(first, "en") is None


def test_edit_in_the_new_version_is_not_overwritten_by_the_old_one(desk, versions):
    _, second = versions
    desk.translations.edit(second, "en", 2, "He met the other minister.")
    desk.translations.translate([second], "en")
    assert desk.translations.units(second, "en")[2].target == "He met the other minister."


def test_difference_names_the_words_that_went_and_came(desk, versions):
    _, second = versions
    changed, new = desk.revisions.differences(second, "en")
    assert changed.index == 1
    assert [changed.before[slice(*span)] for span in changed.removed] == ["باکو"]
    assert [changed.now[slice(*span)] for span in changed.added] == ["گنجه"]
    assert (new.index, new.before, new.removed) == (4, "", ())
    assert [new.now[slice(*span)] for span in new.added] == [CORRECTED[-1]]


def test_sentence_that_was_taken_out_is_among_the_differences(desk, versions, tmp_path):
    shorter = ninjs(version="3", versioncreated="2026-11-24T10:00:00+03:30", body_xhtml=body(PERSIAN[:1]))
    (third,) = take_in(desk, tmp_path / "c", shorter)
    gone = [one for one in desk.revisions.differences(third, "en") if one.index < 0]
    assert [one.before for one in gone] == ["او با همتای خود دیدار کرد.", "این دیدار دو ساعت طول کشید."]
    assert all(one.now == "" and one.added == () for one in gone)


def test_first_version_differs_from_nothing(desk, versions):
    assert desk.revisions.differences(versions[0], "en") == []
