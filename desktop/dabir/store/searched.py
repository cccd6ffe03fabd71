"""What of a story can be searched for, and the words of it that the search index keeps."""

from __future__ import annotations

from dabir.domain.story import Story
from dabir.store.words import joined_words, parts_of_words

#: As the columns of the index: headline, body, and what else a story can be found by.
Words = tuple[str, str, str]


def around(story: Story) -> str:
    """Return what can be searched for besides headline and body."""
    named = (story.slugline, story.byline, story.dateline, story.source, story.ednote, story.uri)
    return "\n".join(filter(None, (*named, *story.keywords, *story.subject, *story.notes)))


def words_of(story: Story) -> Words:
    """Return what the index keeps of a story."""
    head, body, near = story.headline, "\n".join(story.paragraphs), around(story)
    extra = (joined_words(near), parts_of_words(head), parts_of_words(body), parts_of_words(near))
    return joined_words(head), joined_words(body), " ".join(extra)
