"""What a person asks of the list and the search, through the desk."""

from __future__ import annotations

import pytest
from tests.wire_samples import AZERBAIJANI, ninjs, take_in

from dabir.domain.errors import InputRefused
from dabir.domain.listing import SavedFilter, Sort, StoryFilter, Tally

AZERI = "".join(f"<p>{paragraph}</p>" for paragraph in AZERBAIJANI)


@pytest.fixture
def rows(desk, tmp_path):
    """Three stories; the second is urgent."""
    wires = [
        ninjs("tag:alborz.example,2026:1"),
        ninjs("tag:alborz.example,2026:2", headline="نشست در گنجه", urgency=1),
        ninjs("tag:alborz.example,2026:3", headline="Gəncədə görüş", language="az", urgency=5, body_xhtml=AZERI),
    ]
    return take_in(desk, tmp_path / "wire", *wires)


def test_search_understands_fields_and_refuses_what_has_no_sense(desk, rows):
    assert [hit.id for hit in desk.stories.search("گنجه urgency:1-3 format:ninjs")] == [rows[1]]
    assert [hit.id for hit in desk.stories.search("lang:az")] == [rows[2]]
    with pytest.raises(InputRefused, match=r"urgency:12 is no urgency; 1 to 9"):
        desk.stories.search("گنجه urgency:12")
    assert desk.stories.search("colour:red") == []
    assert [fault.left_out for fault in desk.stories.faults("colour:red urgency:12")] == [False, True]


def test_list_is_the_same_in_pages_places_and_counts(desk, rows):
    wanted = StoryFilter(sort=Sort.URGENCY)
    order = [rows[1], rows[0], rows[2]]
    assert desk.stories.ids(wanted) == order
    assert [row.id for row in desk.stories.page(wanted, offset=1, limit=5)] == order[1:]
    assert [desk.stories.place_of(wanted, row) for row in order] == [0, 1, 2]
    assert desk.stories.place_of(StoryFilter(query="lang:az"), rows[0]) is None
    assert desk.stories.tally(StoryFilter(query="lang:fa")) == Tally(2)
    assert desk.stories.place_at(StoryFilter(), desk.stories.now()) == 3


def test_saved_filters_are_kept_renamed_and_forgotten(desk, rows):
    urgent = SavedFilter("Urgent", "urgency:1-3", Sort.URGENCY)
    desk.stories.save_filter(urgent)
    desk.stories.save_filter(SavedFilter("گنجه", "گنجه"))
    assert desk.stories.saved_filters() == [urgent, SavedFilter("گنجه", "گنجه")]
    assert desk.stories.ids(urgent.wanted) == [rows[1]]
    desk.stories.save_filter(SavedFilter("Ganja", "گنجه"), before="گنجه")
    desk.stories.save_filter(SavedFilter("Urgent", "urgency:1"))
    assert desk.stories.saved_filters() == [SavedFilter("Urgent", "urgency:1"), SavedFilter("Ganja", "گنجه")]
    desk.stories.save_filter(SavedFilter("Urgent", "urgency:2"), before="Ganja")
    assert desk.stories.saved_filters() == [SavedFilter("Urgent", "urgency:2")], "no two have one name"
    desk.stories.remove_filter("Urgent")
    desk.stories.remove_filter("Urgent")
    assert desk.stories.saved_filters() == []


@pytest.mark.parametrize("bad", [SavedFilter("  ", "گنجه"), SavedFilter("Wrong", "urgency:0")])
def test_filter_without_name_or_sense_is_not_saved(desk, bad):
    with pytest.raises(InputRefused):
        desk.stories.save_filter(bad)
    assert desk.stories.saved_filters() == []
