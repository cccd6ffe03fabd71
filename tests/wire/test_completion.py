from datetime import UTC, datetime

from dabir.domain.story import PubStatus, Story
from dabir.wire.completion import completed

EARLY, LATE = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)


def test_inner_document_fills_in_what_is_missing_and_changes_nothing_else():
    outer = Story("u", headline="Outer", byline="A")
    inner = Story("i", headline="Outer", byline="A", dateline="BAKI", urgency=3, keywords=("k",))
    story = completed(outer, inner)
    assert (story.uri, story.headline, story.dateline, story.urgency) == ("u", "Outer", "BAKI", 3)
    assert story.notes == ()


def test_what_both_say_differently_is_kept():
    story = completed(Story("u", headline="Outer", byline="A"), Story("i", headline="Inner", byline="B"))
    assert story.headline == "Outer"
    assert story.notes == ("Inner", "B")


def test_stricter_status_embargo_and_expiry_are_in_force():
    outer = Story("u", embargoed=EARLY, expiry=LATE)
    inner = Story("i", embargoed=LATE, expiry=EARLY, pubstatus=PubStatus.WITHHELD)
    story = completed(outer, inner)
    assert (story.embargoed, story.expiry, story.pubstatus) == (LATE, EARLY, PubStatus.WITHHELD)
    assert completed(Story("u"), Story("i", embargoed=EARLY)).embargoed == EARLY
