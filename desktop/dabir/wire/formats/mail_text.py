"""The texts of a mail to paragraphs: plain text (RFC 3676), HTML, and which of several versions is the story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dabir.domain.errors import WireError
from dabir.wire.encoding import decode
from dabir.wire.formats.mail_headers import ContentType
from dabir.wire.markup import paragraphs_of, parse_html
from dabir.wire.typography import read_codes
from dabir.wire.wrapped import lines_of, paragraphs_in

#: Lines a signature may have: RFC 3676 expects four, agencies put their address and a notice there. Behind more lines
#: the separator is one that somebody drew in the text.
_LONGEST_SIGNATURE: Final = 15
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
# An "@" is looked for from the beginning of a word only: a word may be as long as the mail.
_ADDRESS: Final = re.compile(r"(?:https?://|mailto:|cid:|www\.)\S+|(?<!\S)\S[^\s@]*+@\S+", re.IGNORECASE)
_WORD: Final = re.compile(r"\w+")
#: How much of the words of the other version one must have to be taken for the story.
_ENOUGH: Final = 0.8


@dataclass(frozen=True, slots=True)
class Text:
    """The words of one part of a mail.

    Attributes:
        paragraphs: what it says.
        notes: words that are no part of that: a signature, what an HTML head says, pictures that were not loaded.
        defects: what was wrong, a sentence each.
        given: codes as they were written, where they were read as something else.
        charset: what the part declares it is written in; "".
        is_html: whether it is the HTML version.
    """

    paragraphs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    defects: tuple[str, ...] = ()
    given: tuple[tuple[str, str], ...] = ()
    charset: str = ""
    is_html: bool = False


def plain_text(data: bytes, kind: ContentType) -> Text:
    """Read a text/plain part.

    Args:
        data: its content, out of its transfer encoding.
        kind: its content type, with charset, format and delsp.
    """
    decoded = decode(data, kind.get("charset"))
    lines = lines_of(decoded.text)
    if kind.get("format").strip().lower() == "flowed":
        lines = _unflowed(lines, delete_space=kind.get("delsp").strip().lower() == "yes")
    lines, signature = _without_signature(lines)
    typeset = read_codes("\n".join(lines))
    defects = decoded.defects + ((typeset.defect,) if typeset.codes else ())
    given = (("codes", " ".join(typeset.codes)),) if typeset.codes else ()
    return Text(tuple(paragraphs_in(typeset.text)), signature, defects, given, kind.get("charset"))


def html_text(data: bytes, kind: ContentType) -> Text:
    """Read a text/html part; nothing it names is loaded."""
    declared = kind.get("charset")
    if not declared:
        told = _CHARSET.search(data[:4096])
        declared = told[1].decode("ascii") if told else ""
    decoded = decode(data, declared)
    try:
        body = paragraphs_of(parse_html(decoded.text))
    except WireError as error:
        # Read as it stands rather than lost: the mail may have nothing else.
        return Text(tuple(paragraphs_in(decoded.text)), (), (*decoded.defects, error.message), charset=declared)
    return Text(body.paragraphs, body.notes, decoded.defects, charset=declared, is_html=True)


def best_of(texts: Sequence[Text]) -> Text:
    """Choose among the versions of one text (RFC 2046, section 5.1.4) that which says most; HTML where they tie.

    What another version says beyond it goes to the notes, a paragraph at a time.
    """
    filled = [text for text in texts if text.paragraphs or text.notes]
    if not filled:
        return Text(defects=tuple(defect for text in texts for defect in text.defects))
    worded = [(text, [(one, _words(one)) for one in (*text.paragraphs, *text.notes)]) for text in filled]
    counts = [sum(len(words) for _, words in parts) for _, parts in worded]
    # The last version is the one its sender prefers.
    enough = [text for text, count in zip(filled, counts, strict=True) if count >= max(counts) * _ENOUGH]
    chosen = next((text for text in reversed(enough) if text.is_html), enough[-1])
    said = {word for text, parts in worded if text is chosen for _, words in parts for word in words}
    beyond = [
        paragraph
        for text, parts in worded
        if text is not chosen
        for paragraph, words in parts
        if not said.issuperset(words)
    ]
    defects = tuple(dict.fromkeys(defect for text in (chosen, *texts) for defect in text.defects))
    notes = tuple(dict.fromkeys((*chosen.notes, *beyond)))
    return Text(chosen.paragraphs, notes, defects, chosen.given, chosen.charset, chosen.is_html)


def joined(texts: Sequence[Text]) -> Text:
    """Put the texts of a mail that stand one behind the other together."""
    return Text(
        tuple(paragraph for text in texts for paragraph in text.paragraphs),
        tuple(dict.fromkeys(note for text in texts for note in text.notes)),
        tuple(dict.fromkeys(defect for text in texts for defect in text.defects)),
        tuple(dict.fromkeys(one for text in texts for one in text.given)),
        next((text.charset for text in texts if text.charset), ""),
        any(text.is_html for text in texts),
    )


def _words(text: str) -> list[str]:
    """Return the words of a text, without addresses: one version writes them out that the other has as links."""
    if ":" in text or "@" in text or "www." in text.lower():
        text = _ADDRESS.sub(" ", text)
    return [word.casefold() for word in _WORD.findall(text)]


def _unflowed(lines: list[str], *, delete_space: bool) -> list[str]:
    """Join the lines that a mail program broke: those that end in a space (RFC 3676, section 4)."""
    whole: list[list[str]] = []
    open_depth = -1
    for line in lines:
        depth = len(line) - len(line.lstrip(">"))
        stuffed = line[depth:].startswith(" ")
        bare = line[depth + stuffed :]
        signature = bare == "-- "
        soft = bare.endswith(" ") and not signature
        text = bare[:-1] if soft and delete_space else bare
        # An empty line ends a paragraph even where the line before it claims to go on.
        if whole and open_depth == depth and bare and not signature:
            whole[-1].append(text)
        else:
            whole.append([line[: depth + stuffed] if depth else "", text])
        open_depth = depth if soft else -1
    return ["".join(pieces) for pieces in whole]


def _without_signature(lines: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Part the signature off a text: what stands behind its last line "-- " (RFC 3676, section 4.3)."""
    place = next((number for number in range(len(lines) - 1, -1, -1) if lines[number] == "-- "), -1)
    behind = [line for line in lines[place + 1 :] if line.strip()]
    if place < 0 or not behind or len(behind) > _LONGEST_SIGNATURE:
        return lines, ()
    return lines[:place], ("\n".join(("-- ", *(line.strip(" \t") for line in behind))),)
