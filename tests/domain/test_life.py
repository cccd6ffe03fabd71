import dataclasses
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from dabir.domain.errors import NotAllowed
from dabir.domain.life import Event, Standing, StoryState, after, state_of, state_of_story, why_not
from dabir.domain.story import PubStatus, Story

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
STORY = Story("tag:a", headline="Headline", paragraphs=("Body.",))
FRESH = Standing(STORY, current_text_sha256="aa")


def lived(*events, standing=FRESH, now=NOW):
    for event in events:
        standing = after(standing, event, now, text="bb", words="because")
    return standing


@pytest.mark.parametrize(
    ("events", "word"),
    [
        ((), StoryState.NEW),
        ((Event.CLAIM,), StoryState.CLAIMED),
        ((Event.APPROVE,), StoryState.APPROVED),
        ((Event.APPROVE, Event.EDIT), StoryState.NEW),
        ((Event.APPROVE, Event.RELEASE), StoryState.RELEASED),
        ((Event.APPROVE, Event.RELEASE, Event.SUPERSEDE), StoryState.RELEASED),
        ((Event.APPROVE, Event.RELEASE, Event.SUPERSEDE, Event.CORRECT), StoryState.CORRECTED),
        ((Event.APPROVE, Event.RELEASE, Event.REVOKE), StoryState.WITHDRAWN),
        ((Event.APPROVE, Event.RELEASE, Event.REVOKE, Event.APPROVE), StoryState.APPROVED),
        ((Event.APPROVE, Event.RELEASE, Event.KILL), StoryState.KILLED),
        ((Event.APPROVE, Event.RELEASE, Event.KILL, Event.LIFT), StoryState.WITHDRAWN),
        ((Event.APPROVE, Event.REVOKE), StoryState.NEW),
        ((Event.REFUSE,), StoryState.REFUSED),
        ((Event.SUPERSEDE,), StoryState.SUPERSEDED),
        ((Event.APPROVE, Event.DOUBT), StoryState.NEW),
    ],
)
def test_word_after_a_path(events, word):
    assert state_of(lived(*events)) is word


def test_translation_is_in_translation_then_checked():
    made = dataclasses.replace(FRESH, target="az")
    assert state_of(made) is StoryState.IN_TRANSLATION
    assert state_of(lived(Event.CHECK, standing=made)) is StoryState.CHECKED
    assert state_of(lived(Event.CHECK, Event.EDIT, standing=made)) is StoryState.IN_TRANSLATION
    with pytest.raises(NotAllowed, match="whole translation"):
        lived(Event.CHECK, standing=dataclasses.replace(made, incomplete=1))


def test_story_expires_when_its_time_is_over_and_not_before():
    timed = dataclasses.replace(FRESH, story=dataclasses.replace(STORY, expiry=NOW))
    assert why_not(timed, Event.EXPIRE, NOW - timedelta(microseconds=1))
    assert state_of(lived(Event.EXPIRE, standing=timed)) is StoryState.EXPIRED


def test_claim_of_somebody_else_has_to_be_taken_over():
    held = after(FRESH, Event.CLAIM, words="Murad")
    assert "Murad is working on it" in why_not(held, Event.CLAIM, words="Leyla")
    assert why_not(held, Event.CLAIM, words="Murad") == ""
    assert why_not(held, Event.TAKE_OVER, words="Murad")
    assert after(held, Event.TAKE_OVER, words="Leyla").claimed == "Leyla"
    assert "claim it" in why_not(FRESH, Event.TAKE_OVER, words="Leyla")


def test_kill_takes_the_approval_and_a_lift_does_not_give_it_back():
    lifted = lived(Event.APPROVE, Event.KILL, Event.LIFT)
    assert not lifted.approved and why_not(lifted, Event.RELEASE, NOW)


def test_what_is_out_can_be_revoked_after_an_edit_took_the_approval():
    edited = lived(Event.APPROVE, Event.RELEASE, Event.EDIT)
    assert state_of(lived(Event.REVOKE, standing=edited)) is StoryState.WITHDRAWN


def test_story_has_the_weightiest_word_of_its_texts():
    released = lived(Event.APPROVE, Event.RELEASE)
    assert state_of_story([FRESH, released]) is StoryState.RELEASED
    assert state_of_story([FRESH, lived(Event.CLAIM)]) is StoryState.CLAIMED


def test_approved_text_of_a_superseded_version_is_stale():
    assert lived(Event.APPROVE, Event.SUPERSEDE).stale
    assert not lived(Event.APPROVE).stale


class Life(RuleBasedStateMachine):
    """The machine driven at random, beside the plainest account of what was allowed."""

    def __init__(self):
        super().__init__()
        self.now = NOW
        self.standing = Standing(
            dataclasses.replace(STORY, embargoed=NOW + timedelta(hours=1), expiry=NOW + timedelta(hours=4)), "t0"
        )
        self.approved = ""
        self.killed = self.superseded = False
        self.texts = 0

    @rule(event=st.sampled_from(Event), words=st.sampled_from(["Leyla", "Murad"]))
    def happens(self, event, words):
        before = self.standing
        text = f"t{self.texts + 1}"
        reason = why_not(before, event, self.now, words=words)
        if reason:
            with pytest.raises(NotAllowed):
                after(before, event, self.now, text=text, words=words)
            return
        if event is Event.RELEASE:
            assert self.approved == before.current_text_sha256 and not self.killed and not self.superseded
            assert before.story.embargoed <= self.now < before.story.expiry
        self.standing = after(before, event, self.now, text=text, words=words)
        if event is Event.EDIT:
            self.texts += 1
        if event in {Event.EDIT, Event.REVOKE, Event.REFUSE, Event.KILL, Event.DOUBT}:
            self.approved = ""
        if event is Event.APPROVE:
            self.approved = before.current_text_sha256
        self.killed = (self.killed or event is Event.KILL) and event is not Event.LIFT
        self.superseded = self.superseded or event is Event.SUPERSEDE

    @precondition(lambda self: self.now < NOW + timedelta(hours=6))
    @rule(minutes=st.sampled_from([1, 59, 60, 180]))
    def time_passes(self, minutes):
        self.now += timedelta(minutes=minutes)

    @invariant()
    def word_is_what_the_facts_say(self):
        word, standing = state_of(self.standing), self.standing
        assert (word is StoryState.KILLED) == self.killed
        if word is StoryState.RELEASED:
            assert standing.released and not standing.corrected
        if word is StoryState.APPROVED:
            assert self.approved == standing.current_text_sha256 and not self.superseded
        if self.killed:
            assert not (standing.released or standing.out or standing.approved)
        assert not (word is StoryState.WITHDRAWN and standing.out and standing.released)

    @invariant()
    def story_itself_never_changes(self):
        assert self.standing.story.text_sha256 == STORY.text_sha256
        assert self.standing.story.pubstatus is PubStatus.USABLE


Life.TestCase.settings = settings(max_examples=120, stateful_step_count=40, deadline=None)
TestLife = Life.TestCase
