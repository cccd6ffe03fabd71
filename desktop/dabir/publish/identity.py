"""Who a released item is: its identifier, that of its original, the approval it rests on, what editors are told."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final
from urllib.parse import quote

from dabir.domain.language import name_of
from dabir.domain.story import Story
from dabir.publish.item import ReleaseItem
from dabir.publish.label import approved_by, translated_from

#: How a translation stands to its original, as a URI: the term of the schema.org vocabulary.
TRANSLATION_OF: Final = "https://schema.org/translationOfWork"
#: RFC 3986, 3, less strict on its parts and without IP literals: a scheme, allowed characters, at most one fragment.
_CHARACTER: Final = r"(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})"
_URI: Final = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*:{_CHARACTER}+(?:#{_CHARACTER}*)?")


def _quoted(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def uri_of_story(story: Story) -> str:
    """Return the story's identifier as a URI: itself where it is one, else inside a URN of Dabir's own."""
    return story.uri if _URI.fullmatch(story.uri) else f"urn:x-dabir:story:{_quoted(story.uri)}"


def uri_of_translation(story: Story, language: str) -> str:
    """Return the identifier of a story's translation: one for each story and language, and never a story's own.

    Language and identifier are quoted whole, so that two different pairs never give the same URI.
    """
    return f"urn:x-dabir:translation:{_quoted(language)}:{_quoted(story.uri)}"


def uri_of(item: ReleaseItem) -> str:
    """Return the identifier of a released item: the story's own, or that of its translation."""
    return uri_of_translation(item.story, item.target_language) if item.is_translation else uri_of_story(item.story)


def approval_of(item: ReleaseItem) -> str:
    """Return where the approval stands: device, number of the entry in its log, and the entry's hash."""
    return f"{item.decision_device}/{item.decision_sequence}/{item.decision_sha256}"


def time_of(value: datetime | None) -> str:
    """Return a time by RFC 3339; "" for none, and for one without an offset, which names no moment."""
    return value.isoformat() if value and value.utcoffset() is not None else ""


def version_time(item: ReleaseItem) -> datetime:
    """Return when this version was made: of a translation its approval, of an original as the wire told it."""
    told = None if item.is_translation else item.story.versioncreated
    return told if told is not None and told.utcoffset() is not None else item.approved_at


def note_to_editors(item: ReleaseItem) -> str:
    """Return the editor's note: for a translation first what it is, from which story, and who approved it."""
    story, lines = item.story, []
    if item.is_translation:
        source, target = name_of(story.language) or "an unknown language", name_of(item.target_language)
        made_from = f"Translation from {source} to {target} of {story.uri}, version {story.version}"
        lines = [
            translated_from(story.language, item.target_language) + ".",
            approved_by(item.approved_by, item.target_language),
            f"{made_from}; approved by {item.approved_by} at {item.approved_at.isoformat()}.",
        ]
    return "\n".join([*lines, *([story.ednote] if story.ednote else []), *story.notes])
