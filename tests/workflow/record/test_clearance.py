from datetime import timedelta

import pytest
from wire_samples import AZERBAIJANI, ninjs, take_in

from dabir.domain.errors import InputRefused, NotFound
from dabir.domain.listing import Partner
from dabir.workflow.record.clearance import Clearance, Outcome

URI, OTHER = "tag:alborz.example,2026:1", "tag:alborz.example,2026:2"


@pytest.fixture
def clearance(desk, clock):
    return Clearance(desk.database, clock)


@pytest.fixture
def story(desk, tmp_path):
    desk.intake.add_partner(Partner("ALBORZ", "خبرگزاری البرز", "fa", "خبرگزاری البرز"))
    (row,) = take_in(desk, tmp_path / "wire", ninjs())
    return row


def translate(desk, story, target="az"):
    for unit in desk.translations.units(story, target):
        desk.translations.edit(story, target, unit.index, AZERBAIJANI[min(unit.index, 1)])


def test_sheet_of_a_story_tells_who_approved_what_and_where_the_log_has_it(desk, clearance, story, signer):
    translate(desk, story)
    original = desk.decisions.approve(story, "", signer)
    translation = desk.decisions.approve(story, "az", signer, "Read.")
    sheet = clearance.of_story(URI)
    assert [entry.decision for entry in sheet.entries] == [original, translation]
    first, second = sheet.entries
    assert (first.target_language, first.headline, first.language) == ("", "وزیر نیرو به باکو رفت", "fa")
    assert (second.target_language, second.original_headline) == ("az", "وزیر نیرو به باکو رفت")
    assert second.headline == AZERBAIJANI[0]
    assert second.creditline == "خبرگزاری البرز"
    assert {entry.outcome for entry in sheet.entries} == {Outcome.APPROVED}


def test_release_revocation_and_kill_show(desk, clearance, story, signer):
    def outcomes():
        return [entry.outcome for entry in clearance.of_story(URI).entries]

    translate(desk, story)
    desk.decisions.approve(story, "", signer)
    desk.decisions.approve(story, "az", signer, "Read.")
    desk.decisions.release(story, "az", signer)
    assert outcomes() == [Outcome.APPROVED, Outcome.RELEASED]
    desk.decisions.revoke(story, "az", signer, "Wrong figure.")
    assert outcomes() == [Outcome.APPROVED, Outcome.TAKEN_BACK]
    desk.decisions.approve(story, "az", signer, "Mended.")
    assert outcomes() == [Outcome.APPROVED, Outcome.TAKEN_BACK, Outcome.APPROVED]
    desk.decisions.kill(story, signer, "Untrue.")
    assert outcomes() == [Outcome.TAKEN_BACK] * 3


def test_shift_takes_what_was_approved_from_its_beginning_to_before_its_end(
    desk, clearance, clock, story, signer, tmp_path
):
    (other,) = take_in(desk, tmp_path / "more", ninjs(OTHER, headline="خبر دیگر"))
    start = clock.now
    desk.decisions.approve(story, "", signer)
    clock.advance(hours=8)
    desk.decisions.approve(other, "", signer)

    def uris(begin, end):
        return [entry.decision.subject.uri for entry in clearance.of_shift(begin, end).entries]

    assert uris(start, clock.now) == [URI]
    assert uris(start, clock.now + timedelta(seconds=1)) == [URI, OTHER]
    assert uris(start + timedelta(seconds=1), clock.now) == []


def test_shift_that_ends_before_it_begins_is_refused(clearance, clock):
    with pytest.raises(InputRefused, match="before it begins"):
        clearance.of_shift(clock.now, clock.now)


def test_story_nobody_has_is_not_found(clearance):
    with pytest.raises(NotFound):
        clearance.of_story("tag:nobody.example,2026:1")
