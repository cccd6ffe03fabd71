"""The text of an ANPA 1312 message: the lines with a "^" before them that begin it, and the story behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from dabir.wire.telex import is_byline, without_signs
from dabir.wire.wrapped import paragraphs_in, take_headline

#: What a keyword line says of a text that goes on where another ended ("1st Add", "2ndAd").
ADD: Final = re.compile(r"(?<!\w)\d{1,2}(?:st|nd|rd|th)[ -]*add?(?![a-z])", re.IGNORECASE)
#: Lines one heading may run over.
_LONGEST: Final = 4
_NAMED: Final = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9 -]{0,14}):[ ]*(?P<value>.*)", re.DOTALL)
_UNMARKED: Final = re.compile(r"[A-Za-z]{2,12}:\S{0,40}<?[ \t]*")
_COUNT: Final = re.compile(r",\s*(?P<words>\d{2,5})$")
_HEADLINES: Final = frozenset({"hl", "head", "headline", "hl1"})
_EDNOTES: Final = frozenset({"ed", "eds", "editor", "editors", "update", "advisory", "note", "optional", "embargo"})
_SUBJECTS: Final = frozenset({"index", "subject"})
#: Named lines that are codes for machines, no words.
_CODES: Final = frozenset({"symbol", "symbols", "code", "codes", "slug", "id", "ric", "product"})


@dataclass(slots=True)
class Heading:
    """What the marked lines at the beginning of a text say.

    Attributes:
        slugline: the keyword line as given, such as "Silk-Festival, 1st Ld-Writethru", without its word count.
        headline: the headline; "".
        byline: the byline; "".
        ednotes: notes for editors.
        subject: words of an index line.
        notes: lines that are none of these; before an add they say where it goes on, and are no headline.
        given: named lines that are no property here, name and text.
    """

    slugline: str = ""
    headline: str = ""
    byline: str = ""
    ednotes: list[str] = field(default_factory=list)
    subject: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    given: list[tuple[str, str]] = field(default_factory=list)

    def take(self, text: str) -> None:
        """Take one of the lines in, in the order they come."""
        named = _NAMED.fullmatch(text)
        name = named["name"].strip().lower() if named else ""
        value = named["value"].strip() if named else ""
        if is_byline(text) and not self.byline:
            self.byline = text
        elif name in _HEADLINES and value and not self.headline:
            self.headline = value
        elif name in _EDNOTES:
            self.ednotes.append(text)
        elif name in _SUBJECTS and value:
            self.subject += [word for word in re.split(r"[,;]\s*", value) if word]
        elif not self.slugline:
            count = _COUNT.search(text)
            self.slugline = text[: count.start()] if count else text
            if count:
                self.given.append(("wordcount", count["words"]))
        elif named and value and name in _CODES:
            self.given.append((named["name"], value))
        elif not self.headline and not self.byline and not ADD.search(self.slugline):
            self.headline = text
        else:
            self.notes.append(text)


def heading_of(lines: list[str]) -> tuple[Heading, list[str]]:
    """Part the marked lines off a text.

    Returns:
        What they say, and the lines behind them.
    """
    heading = Heading()
    number = 0
    while number < len(lines):
        line = lines[number].strip(" \t\x00")
        if line.startswith("^"):
            text, number = _whole(lines, number)
            if text:
                heading.take(text)
        elif not line or (heading.slugline and _UNMARKED.fullmatch(line)):
            if line:
                name, _, value = line.rstrip("< \t").partition(":")
                heading.given.append((name, value))
            number += 1
        else:
            break
    return heading, lines[number:]


def body_of(lines: list[str], headline: str) -> tuple[str, list[str]]:
    """Return the headline and the paragraphs of a story.

    A text without a marked headline may begin with one, but not with an indented line: that begins a paragraph.
    """
    # A "^" or an "@" left on a line is a sign to the machine as those before it are.
    bare = [re.sub(r"^[ \t]*\^|@(?=[ \t]*+<?[ \t]*+$)", "", line) for line in lines]
    paragraphs = paragraphs_in("\n".join(without_signs(bare)))
    first = next((line for line in bare if line.strip()), "")
    return (headline, paragraphs) if headline or first[:1] in {" ", "\t"} else take_headline(paragraphs)


def _whole(lines: list[str], number: int) -> tuple[str, int]:
    """Return a marked line with those it runs on over until a "<" or "@", and the number of the line behind it.

    Without such a sign it is one line: a wire that marks beginnings only must not have its text taken for a heading.
    """
    end = number
    for place in range(number, min(number + _LONGEST, len(lines))):
        line = lines[place].rstrip(" \t")
        if place > number and (not line or line[0] in " \t^"):
            break
        if line.endswith(("<", "@")):
            end = place
            break
    text = " ".join(line.strip(" \t") for line in lines[number : end + 1])
    return text.removeprefix("^").rstrip("<@ \t").strip(), end + 1
