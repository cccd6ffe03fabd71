from datetime import UTC, datetime, timedelta

import pytest

from dabir.domain.life import StoryState
from dabir.domain.listing import IngestOutcome, IngestStatus, StoryRow
from dabir.domain.segment import Severity, UnitState
from dabir.domain.story import PubStatus
from dabir.ui.parts.badges import badges_of, short_name, when
from dabir.ui.parts.dialogs import summary_words
from dabir.ui.parts.theme import DARK, LIGHT
from dabir.ui.stories.story_delegate import source_lines

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def _row(**changes):
    usual = {
        "id": 1,
        "uri": "x",
        "version": 1,
        "partner": "ALBORZ",
        "headline": "h",
        "slugline": "",
        "language": "fa",
        "urgency": 0,
        "received": NOW,
        "versioncreated": None,
        "embargoed": None,
        "pubstatus": PubStatus.USABLE,
        "is_kill": False,
        "is_correction": False,
        "variant": False,
        "state": StoryState.NEW,
    }
    return StoryRow(**{**usual, **changes})


def _words(**changes):
    return [word for word, _ in badges_of(_row(**changes), LIGHT, NOW)]


def test_weightiest_badge_comes_first_and_every_badge_is_a_word():
    assert _words() == ["new"]
    assert _words(urgency=1, is_correction=True) == ["URGENT 1", "CORRECTION", "new"]
    assert _words(urgency=4) == ["new"]
    assert _words(is_kill=True, state=StoryState.KILLED) == ["KILL NOTICE"]
    assert _words(state=StoryState.KILLED) == ["KILLED"]
    assert _words(pubstatus=PubStatus.WITHHELD, variant=True) == ["WITHHELD", "VARIANT", "new"]


def test_embargo_is_shown_until_it_is_over():
    assert _words(embargoed=NOW + timedelta(hours=3))[0] == "EMBARGO 12:00"
    assert _words(embargoed=NOW - timedelta(seconds=1)) == ["new"]


def test_times_are_shown_in_the_desks_zone():
    assert when(datetime.fromisoformat("2026-11-25T11:30:00+03:30"), NOW) == "08:00"
    assert "23" in when(datetime.fromisoformat("2026-11-23T11:30:00+00:00"), NOW)
    assert when(None, NOW) == ""


@pytest.mark.parametrize("name", ["a/b.xml", "C:\\wire\\b.xml", "b.xml"])
def test_short_name_is_the_last_part_on_every_system(name):
    assert short_name(name) == "b.xml"


def test_source_line_gives_up_the_slugline_first_and_never_the_partner():
    row = _row(slugline="ارس-آب", received=datetime(2026, 11, 24, 7, 50, tzinfo=UTC))
    lines = source_lines(row, NOW)
    assert lines == [
        "ALBORZ · FA · 24 Nov 07:50 · \u2068ارس-آب\u2069",
        "ALBORZ · FA · 24 Nov 07:50",
        "ALBORZ · FA · 24 Nov",
        "ALBORZ · FA",
    ]


def _luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one, other):
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tones", [LIGHT, DARK])
def test_words_are_readable_on_their_ground(tones):
    """WCAG 2.2, 1.4.3: at least 4.5 to 1."""
    chips = [tones.of_state(state) for state in StoryState] + [tones.of_unit(state) for state in UnitState]
    pairs = [(chip.ink, chip.ground) for chip in (*chips, tones.red, tones.dark_red, tones.amber)]
    pairs += [(tones.ink, ground) for ground in (tones.window, tones.paper, tones.band, tones.mark)]
    pairs += [(tones.muted, ground) for ground in (tones.window, tones.paper, tones.band, tones.blue.ground)]
    pairs += [(tones.of_severity(severity), ground) for severity in Severity for ground in (tones.paper, tones.mark)]
    pairs += [(tones.good, tones.band), (tones.bad, tones.band), (tones.accent_ink, tones.accent)]
    for ink, ground in pairs:
        assert _contrast(ink, ground) >= 4.5, (ink, ground, _contrast(ink, ground))


def test_summary_counts_what_came_of_the_files():
    outcomes = [IngestOutcome(IngestStatus.NEW, "a", "")] * 2 + [IngestOutcome(IngestStatus.QUARANTINED, "b", "f00")]
    assert summary_words(outcomes) == "2 new stories, 1 could not be read and is in quarantine."
    assert summary_words([]) == "There was nothing to take in."
