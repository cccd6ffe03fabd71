import pickle
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.domain.story import Link, LinkKind, Original, PubStatus, Story, record_of


def test_original_is_known_by_the_hash_of_its_bytes():
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    original = Original.of(b"abc", media_type="text/plain", filename="a", partner="", received=moment)
    assert original.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_higher_version_supersedes_lower_of_the_same_story_only():
    old, new = Story("tag:a", version=1), Story("tag:a", version=2)
    assert new.supersedes(old)
    assert not old.supersedes(new)
    assert not Story("tag:b", version=3).supersedes(old)


def test_equal_version_numbers_are_ordered_by_time():
    early = Story("tag:a", versioncreated=datetime(2026, 1, 1, tzinfo=UTC))
    late = Story("tag:a", versioncreated=datetime(2026, 1, 2, tzinfo=UTC))
    assert late.supersedes(early)
    assert not early.supersedes(late)
    assert not early.supersedes(Story("tag:a"))


def test_canceled_story_and_killing_link_are_kills():
    assert Story("tag:a", pubstatus=PubStatus.CANCELED).is_kill
    assert Story("tag:a", links=(Link(LinkKind.KILLS, "tag:b"),)).is_kill
    assert not Story("tag:a", links=(Link(LinkKind.CORRECTS, "tag:b"),)).is_kill


def test_story_is_made_of_the_fields_it_has_and_no_others():
    story = Story("tag:a", headline="Körpü", subject=("med:1",))
    assert (story.uri, story.headline, story.subject, story.version) == ("tag:a", "Körpü", ("med:1",), 1)
    assert story == replace(Story(uri="tag:a"), headline="Körpü", subject=("med:1",))
    assert story.changed(version=2) == replace(story, version=2) != story
    assert pickle.loads(pickle.dumps(story)) == story
    with pytest.raises(TypeError, match="title"):
        Story("tag:a", title="Körpü")
    with pytest.raises(TypeError, match="uri"):
        Story(headline="Körpü")
    with pytest.raises(AssertionError, match="title"):
        story.changed(title="Körpü")
    with pytest.raises(FrozenInstanceError):
        story.version = 2


parts = st.lists(st.text(), min_size=1, max_size=4)


@given(parts, parts)
def test_different_texts_never_share_their_bytes_of_record(one, other):
    same = record_of(one[0], one[1:]) == record_of(other[0], other[1:])
    assert same == (one == other)
