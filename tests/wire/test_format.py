from datetime import UTC, datetime, timedelta, timezone

from dabir.domain.errors import WireError
from dabir.domain.story import Story
from dabir.wire.format import Context, Reading, read_each
from dabir.wire.registry import parse


def read(item):
    if item == "refused":
        raise WireError("It is broken.", "Ask again.")
    if item == "unforeseen":
        raise ZeroDivisionError("oh")
    return Story(item)


def test_broken_items_do_not_stop_the_rest():
    first, refused, unforeseen, last = read_each(["a", "refused", "unforeseen", "b"], read)
    assert first == Reading(Story("a"))
    assert refused == Reading(None, "It is broken.", "item 2")
    assert last == Reading(Story("b"))
    assert unforeseen.story is None
    assert unforeseen.place == "item 3"
    assert "ZeroDivisionError" in unforeseen.error


def test_reader_of_parts_is_all_that_changes():
    zone = timezone(timedelta(hours=4))
    context = Context("a.eml", "ARAN", datetime(2026, 3, 20, tzinfo=UTC), ("fa", "az"), zone, "az", None, 2)
    assert context.reading_parts_with(parse) == context._replace(read_part=parse)


def test_item_that_is_several_stories_gives_a_reading_for_each():
    both = read_each(["a", "refused"], lambda item: [read(item), Story(f"{item}#fa")])
    assert [one.story.uri for one in both[:2]] == ["a", "a#fa"]
    assert both[2].place == "item 2"
