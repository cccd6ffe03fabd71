"""Every word of an XML wire text, held against every word of its stories."""

import re
from dataclasses import astuple

from lxml import etree

#: What belongs to one word: letters, digits, joiners; everything else parts words.
WORD = re.compile(r"[\w\u200c]+")


def words_of(*stories) -> set[str]:
    """Return every word that stories say in any property."""
    return {word for story in stories for word in WORD.findall(_flat(astuple(story)))}


def unsaid(data: bytes, stories, *skipped: str) -> set[str]:
    """Return the words of the text nodes of a document that stand in no property of its stories.

    Args:
        data: the document.
        stories: what was read from it.
        skipped: local names of elements whose text is not for people, or is taken as a time.
    """
    said = "\n".join(_flat(astuple(story)) for story in stories)
    return {word for word in _words_in(data, skipped) if word not in said}


def _words_in(data: bytes, skipped) -> set[str]:
    root = etree.fromstring(data, etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False))
    texts = [
        part
        for part in root.xpath("//text()")
        if not (part.is_text and etree.QName(part.getparent()).localname in skipped)
    ]
    return set(WORD.findall(re.sub(r"</?[A-Za-z][^<>]*>|&[a-z]+;", " ", " ".join(texts))))


def _flat(value) -> str:
    if isinstance(value, tuple | list):
        return "\n".join(map(_flat, value))
    return "" if value is None else str(value)
