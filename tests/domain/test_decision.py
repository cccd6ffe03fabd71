from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.domain.decision import cautions
from dabir.domain.life import Standing, StoryState, state_of, why_not_approve, why_not_release, why_not_revoke
from dabir.domain.segment import Finding, Segment, Severity, TranslationUnit, UnitState
from dabir.domain.story import PubStatus, Story

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
STORY = Story("tag:a", headline="Headline", paragraphs=("Body.",))
FRESH = Standing(STORY, current_text_sha256="aa")
APPROVED = replace(FRESH, approved_text_sha256="aa")


def test_fresh_text_may_be_approved_and_not_released():
    assert why_not_approve(FRESH) == ""
    assert "approve it first" in why_not_release(FRESH, NOW)


def test_approved_text_may_be_released_once():
    assert why_not_release(APPROVED, NOW) == ""
    assert "already" in why_not_release(replace(APPROVED, released=True), NOW)


def test_edit_after_approval_forbids_release():
    assert "changed after the approval" in why_not_release(replace(APPROVED, current_text_sha256="bb"), NOW)


def test_untranslated_segments_forbid_approval():
    assert why_not_approve(replace(FRESH, incomplete=2)).startswith("2 segments have")
    assert why_not_approve(replace(FRESH, incomplete=1)).startswith("1 segment has")
    assert why_not_approve(replace(FRESH, current_text_sha256="")) == "There is no text to approve."


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"killed": "The partner killed it."}, "killed"),
        ({"superseded": "Version 2 has replaced it."}, "replaced"),
        ({"story": replace(STORY, pubstatus=PubStatus.WITHHELD)}, "withheld"),
        ({"story": replace(STORY, pubstatus=PubStatus.CANCELED)}, "kill notice"),
    ],
)
def test_story_out_of_use_is_neither_approved_nor_released(change, word):
    standing = replace(APPROVED, **change)
    assert word in why_not_approve(standing)
    assert word in why_not_release(standing, NOW)


def test_embargo_ends_at_its_very_second():
    story = replace(STORY, embargoed=NOW)
    standing = replace(APPROVED, story=story)
    assert why_not_approve(replace(FRESH, story=story)) == ""
    assert "embargoed until" in why_not_release(standing, NOW - timedelta(microseconds=1))
    assert why_not_release(standing, NOW) == ""


def test_embargo_counts_in_its_own_zone():
    tehran = datetime.fromisoformat("2026-11-25T12:30:00+03:30")
    standing = replace(APPROVED, story=replace(STORY, embargoed=tehran))
    assert why_not_release(standing, NOW) == ""
    assert why_not_release(standing, NOW - timedelta(seconds=1))


def test_expired_story_is_not_released():
    assert "expired" in why_not_release(replace(APPROVED, story=replace(STORY, expiry=NOW)), NOW)


def test_nothing_to_revoke_without_approval():
    assert why_not_revoke(FRESH)
    assert why_not_revoke(APPROVED) == ""


def test_state_words():
    assert state_of(FRESH) is StoryState.NEW
    assert state_of(replace(FRESH, target="az")) is StoryState.IN_TRANSLATION
    assert state_of(APPROVED) is StoryState.APPROVED
    assert state_of(replace(APPROVED, released=True)) is StoryState.RELEASED
    assert state_of(replace(FRESH, refused=True)) is StoryState.REFUSED
    assert state_of(replace(FRESH, superseded="x")) is StoryState.SUPERSEDED
    assert state_of(replace(APPROVED, released=True, killed="x")) is StoryState.KILLED


texts = st.sampled_from(["", "aa", "bb"])
standings = st.builds(
    Standing,
    story=st.builds(
        Story,
        uri=st.just("tag:a"),
        pubstatus=st.sampled_from(PubStatus),
        embargoed=st.none() | st.sampled_from([NOW - timedelta(1), NOW + timedelta(1)]),
        expiry=st.none() | st.sampled_from([NOW - timedelta(1), NOW + timedelta(1)]),
    ),
    current_text_sha256=texts,
    approved_text_sha256=texts,
    released=st.booleans(),
    superseded=st.sampled_from(["", "replaced"]),
    killed=st.sampled_from(["", "killed"]),
    incomplete=st.integers(0, 1),
    refused=st.booleans(),
)


@given(standings)
def test_nothing_unapproved_embargoed_killed_or_superseded_is_ever_released(standing):
    if why_not_release(standing, NOW) == "":
        assert standing.approved_text_sha256 == standing.current_text_sha256 != ""
        assert not standing.killed
        assert not standing.superseded
        assert standing.story.pubstatus is PubStatus.USABLE
        assert standing.story.embargoed is None or standing.story.embargoed <= NOW
        assert standing.story.expiry is None or standing.story.expiry > NOW


def test_unread_drafts_and_errors_are_told_before_an_approval_and_nothing_else():
    segment = Segment(0, 0, 1, "x")
    states = (UnitState.MACHINE, UnitState.EDITED, UnitState.CONFIRMED)
    units = [TranslationUnit(index, segment, "y", state) for index, state in enumerate(states)]
    found = {0: [Finding("numbers", Severity.ERROR, "Wrong.")], 2: [Finding("length-ratio", Severity.HINT, "Long.")]}
    assert cautions(units, found) == (
        "1 of 3 segments are machine drafts that nobody has confirmed.",
        "1 of 3 segments are edited but not confirmed.",
        "The checks found errors in 1 of 3 segments.",
    )
    assert cautions(units[2:], {}) == ()
