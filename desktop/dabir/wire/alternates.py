"""One item in several languages: a story of its own for each.

A story has one language: it decides the direction, what it is translated from and which checks apply, and a partner
that sends its Persian item in Azerbaijani too has saved the desk the translation. So the text in the language of the
item is the item's story, and each other language is a story beside it, whose identity is that of the item with the
language behind a "#". Texts in one language belong together, and so does what declares none and cannot be told.

What kills the item kills all of them: a kill seldom repeats the text, so it names every language there may be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dabir.domain import language
from dabir.domain.story import Link, LinkKind, Story
from dabir.wire.detection import detect
from dabir.wire.markup import Body, join_renditions

#: The languages that an item is parted by; words in another stay with the item.
_PARTED: Final = tuple(language.NAMES)
#: An item of news has a few texts; of the texts beyond these none is weighed.
_MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Text:
    """A text of an item.

    Attributes:
        body: its words.
        language: as it declares it itself; "" when it does not.
        documents: NITF documents it was read from, whose properties complete those of the item.
        defects: what was wrong with it, a sentence each.
    """

    body: Body
    language: str = ""
    documents: tuple[Story, ...] = ()
    defects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What of an item is one story.

    Attributes:
        code: the language, where it is another than the item's own; "" for the item's own.
        texts: its texts, in order; none where the item has none.
        elsewhere: the languages that have stories of their own, whose lines are not this story's.
    """

    code: str
    texts: tuple[Text, ...]
    elsewhere: frozenset[str]


def by_language(texts: Sequence[Text], own: str) -> list[Part]:
    """Part the texts of an item by language.

    Args:
        texts: in the order of the item.
        own: the language of the item as declared; "".

    Returns:
        The story of the item, first and even where it has no text; then those in other languages, in order.
    """
    worded = [text for text in texts if text.body.paragraphs]
    codes = {id(text): language.normalise(text.language) for text in worded}
    if len(worded) > 1 and len({text.body.paragraphs for text in worded}) > 1:
        codes |= {id(text): _detected(text) for text in worded[:_MOST] if not codes[id(text)]}
    main = language.normalise(own)
    present = [code for code in codes.values() if code]
    if present and main not in present:
        # What the item declares fits none of its texts: the first is the item's.
        main = present[0]
    parted: dict[str, list[Text]] = {"": []}
    for text in texts:
        code = codes.get(id(text), "")
        belongs = not code or code == main or code not in _PARTED
        parted.setdefault("" if belongs else code, []).append(text)
    others = frozenset(parted) - {""}
    return [
        Part(code, tuple(group), frozenset(_PARTED) - {code} if code else others) for code, group in parted.items()
    ]


def body_of(texts: Sequence[Text]) -> Body:
    """Put the texts of one story together, in order.

    A text of which at least half the paragraphs were said before is the same text in another format: what it says
    more goes to the notes, so that the story is not there twice.
    """
    if sum(bool(text.body.paragraphs) for text in texts) < 2:
        return join_renditions(text.body for text in texts)
    said: set[str] = set()
    bodies: list[Body] = []
    for text in texts:
        words = [" ".join(paragraph.split()) for paragraph in text.body.paragraphs]
        more = tuple(one for one, word in zip(text.body.paragraphs, words, strict=True) if word not in said)
        said.update(words)
        if words and len(more) * 2 <= len(words):
            bodies.append(Body((), more + text.body.notes, text.body.renditions))
        else:
            bodies.append(text.body)
    return join_renditions(bodies)


def uri_of(uri: str, code: str) -> str:
    """Return the identity of an item's story in another language than its own; "" where the item has none."""
    return f"{uri}#{code}" if uri and code else uri


def with_alternates_killed(story: Story) -> Story:
    """Make the kill of an item one of its stories in other languages as well."""
    if not story.is_kill or not story.uri:
        return story
    targets = [(story.uri, 0)] if not any(link.kind is LinkKind.KILLS for link in story.links) else []
    targets += [(link.uri, link.version) for link in story.links if link.kind is LinkKind.KILLS]
    links = (Link(LinkKind.KILLS, uri_of(uri, code), version) for uri, version in targets for code in _PARTED)
    return story.changed(links=tuple(dict.fromkeys((*story.links, *links))))


def _detected(text: Text) -> str:
    return detect("\n".join(text.body.paragraphs), _PARTED)
