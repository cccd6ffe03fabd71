import pytest
from wire_samples import ninjs, take_in

from dabir.domain.decision import Action
from dabir.domain.errors import InputRefused, NotAllowed
from dabir.domain.life import StoryState
from dabir.domain.listing import StoryFilter


@pytest.fixture
def story(desk, tmp_path):
    (row,) = take_in(desk, tmp_path / "wire", ninjs())
    return row


def listed(desk):
    (line,) = desk.stories.page(StoryFilter(), offset=0, limit=9)
    return line.state, line.claimed


def test_claimed_story_says_by_whom(desk, story):
    desk.claims.claim(story, "Murad")
    assert listed(desk) == (StoryState.CLAIMED, "Murad")
    with pytest.raises(NotAllowed, match="Murad is working on it"):
        desk.claims.claim(story, "Leyla")
    desk.claims.give_up(story, "Leyla")
    assert desk.claims.of(story).person == "Murad"
    desk.claims.give_up(story, "Murad")
    assert listed(desk) == (StoryState.NEW, "")


def test_claim_lapses_thirty_minutes_after_the_last_work(desk, story, clock):
    desk.claims.claim(story, "Murad")
    clock.advance(minutes=20)
    desk.claims.claim(story, "Murad")
    clock.advance(minutes=29, seconds=59)
    assert desk.timekeeping.look() == [] and desk.claims.of(story)
    clock.advance(seconds=1)
    assert desk.claims.of(story) is None
    assert desk.timekeeping.look() == [story]
    assert listed(desk) == (StoryState.NEW, "")


def test_time_out_can_be_chosen(desk, story, clock):
    desk.claims.set_time_out(5)
    desk.claims.claim(story, "Murad")
    clock.advance(minutes=5)
    assert desk.claims.claim(story, "Leyla").person == "Leyla"
    with pytest.raises(InputRefused):
        desk.claims.set_time_out(0)


def test_take_over_keeps_both_drafts_and_is_recorded(desk, story, signer):
    desk.translations.edit(story, "en", 0, "Murad's headline")
    desk.claims.claim(story, "Murad")
    with pytest.raises(InputRefused, match="say why"):
        desk.claims.take_over(story, "en", "Leyla", " ")
    taken = desk.claims.take_over(story, "en", "Leyla", "Murad went home")
    assert (taken.before, taken.person, taken.reason) == ("Murad", "Leyla", "Murad went home")
    assert desk.claims.of(story).person == "Leyla"
    entry = desk.stories.log_of("tag:alborz.example,2026:1")[-1]
    assert entry.action is Action.TAKE_OVER and entry.editor == entry.device
    assert entry.note == "Leyla took it over from Murad: Murad went home"
    desk.translations.edit(story, "en", 0, "Leyla's headline")
    assert desk.claims.take_overs(story)[0].units[0].target == "Murad's headline"
    hers = desk.claims.take_back(taken.id, "Leyla", "It was better")
    assert desk.translations.units(story, "en")[0].target == "Murad's headline"
    assert hers.units[0].target == "Leyla's headline"
    verdict = desk.record.verify()
    assert verdict.ok, verdict.reason


def test_nobody_takes_over_what_is_free_or_his_own(desk, story):
    with pytest.raises(NotAllowed, match="claim it"):
        desk.claims.take_over(story, "en", "Leyla", "Why not")
    desk.claims.claim(story, "Leyla")
    with pytest.raises(NotAllowed, match="already"):
        desk.claims.take_over(story, "en", "Leyla", "Why not")


def test_story_that_expires_says_so_in_the_list(desk, tmp_path, clock):
    (row,) = take_in(desk, tmp_path / "wire", ninjs(expires="2026-11-25T13:30:00+03:30"))
    assert desk.stories.get(row).story.expiry is not None
    clock.advance(minutes=59, seconds=59)
    assert desk.timekeeping.look() == []
    clock.advance(seconds=1)
    assert desk.timekeeping.look() == [row]
    assert desk.stories.get(row).state is StoryState.EXPIRED


def test_story_is_checked_when_all_is_confirmed_without_errors(desk, story):
    texts = ("He goes", "He came.", "He met him.", "It took two hours.")
    for unit, text in zip(desk.translations.units(story, "en"), texts, strict=True):
        desk.translations.edit(story, "en", unit.index, text)
        desk.translations.confirm(story, "en", unit.index)
    assert listed(desk)[0] is StoryState.CHECKED
    desk.translations.edit(story, "en", 0, "Another")
    assert listed(desk)[0] is StoryState.IN_TRANSLATION
