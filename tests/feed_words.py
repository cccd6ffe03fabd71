"""Which words of a wire text its stories do not hold: for the tests that say that none is lost."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from wire_words import WORD, words_of

from dabir.domain.story import Story


def missing(text: str, *stories: Story) -> list[str]:
    """Return the words of a text, without its markup and escapes, that stand in no property of the stories.

    What Dabir itself says of a story does not count.
    """
    said = words_of(*(replace(story, uri="", defects=(), detected_language="") for story in stories))
    plain = re.sub(r"<[^<>]*>", " ", html.unescape(re.sub(r"<[^<>]*>", " ", text)))
    return [word for word in WORD.findall(plain) if word not in said]
