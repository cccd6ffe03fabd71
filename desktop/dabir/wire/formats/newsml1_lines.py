"""The lines of a NewsML 1 item (headline, byline, copyright, ...) and its metadata, to the properties of a story.

Lines are words for people and metadata are codes for machines (NewsML 1.2, "NewsLines Expose Aspects of Metadata to
Humans"): where both say the same, the lines are taken and the metadata are kept as given.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from lxml import etree

from dabir.domain import language
from dabir.domain.story import Story
from dabir.wire.formats.newsml1_components import Component, party_of
from dabir.wire.markup import paragraphs_of, text_of
from dabir.wire.properties import Findings
from dabir.wire.xml import Branch, attribute, child, children, language_of, local_name

#: Types of a line that speak to editors.
_TO_EDITORS: Final = re.compile(r"note|advis|instruct|correct|embargo|kill|alert|editor|attention", re.IGNORECASE)
_KEYWORDS: Final = re.compile(r"[,;،؛]")
_SUBJECT: Final = ("SubjectDetail", "SubjectMatter", "Subject")
#: Metadata that have a place in a story; the words of the others are kept as given.
_PLACED: Final = frozenset({"Provider", "Creator", "Copyright", "UsageRights", "Language", "SubjectCode", "Catalog"})
#: Attributes that say something of what is described.
_TELLING: Final = ("FormalName", "Value", "Topic", "NewsItem", "Href", "HowPresent")
#: Lines that are a property; the words of the others are notes.
_PROPERTIES: Final = frozenset(
    {"HeadLine", "SubHeadLine", "ByLine", "ByLineTitle", "DateLine", "CreditLine", "CopyrightLine", "RightsLine"}
    | {"SlugLine", "KeywordLine", "NewsLine"}
)


def with_lines(
    story: Story, components: list[Component], declared: str, elsewhere: Collection[str], findings: Findings
) -> Story:
    """Give a story the lines of an item that are in its language.

    Args:
        story: with its paragraphs and notes.
        components: of the item, in order.
        declared: the language of the story; "" takes lines in any.
        elsewhere: the languages whose lines belong to another story of the item.
        findings: collects what is kept as given.
    """
    wanted = language.normalise(declared)
    lines: dict[str, list[str]] = {}
    notes = [text_of(one) for component in components for one in component.parts.children("Comment")]
    foreign_headlines: list[str] = []
    for component, line in _lines_of(components):
        name, own = local_name(line), language.normalise(language_of(line) or component.language)
        foreign = bool(wanted and own and own != wanted)
        if foreign and own in elsewhere:
            continue
        if foreign and name == "HeadLine" and not component.is_beside:
            foreign_headlines.append(text_of(line))
        elif component.is_beside or foreign or name not in _PROPERTIES:
            notes += paragraphs_of(line).paragraphs
        elif name == "NewsLine":
            texts = [text_of(one) for one in children(line, "NewsLineText")] or [text_of(line)]
            kind = attribute(child(line, "NewsLineType"), "FormalName")
            (lines.setdefault("note", []) if _TO_EDITORS.search(kind) else notes).extend(filter(None, texts))
            findings.keep("NewsLineType", kind)
        else:
            lines.setdefault(name, []).append(text_of(line))
    said = {name: list(dict.fromkeys(filter(None, texts))) for name, texts in lines.items()}
    # A headline in another language is better than none.
    headlines = list(dict.fromkeys([*said.get("HeadLine", []), *filter(None, foreign_headlines)]))
    known = frozenset(story.paragraphs)  # the text itself may begin with its second headline
    byline = "; ".join(said.get("ByLine", []))
    return story.changed(
        headline=headlines[0] if headlines else "",
        paragraphs=(*(text for text in said.get("SubHeadLine", []) if text not in known), *story.paragraphs),
        byline=", ".join(filter(None, (byline, *said.get("ByLineTitle", [])))),
        dateline="; ".join(said.get("DateLine", [])),
        creditline="; ".join(said.get("CreditLine", [])),
        copyrightnotice="\n".join(said.get("CopyrightLine", [])),
        usageterms="\n".join(said.get("RightsLine", [])),
        slugline=" / ".join(said.get("SlugLine", [])),
        keywords=tuple(
            dict.fromkeys(
                word.strip() for text in said.get("KeywordLine", []) for word in _KEYWORDS.split(text) if word.strip()
            )
        ),
        ednote="\n".join(said.get("note", [])),
        notes=(*headlines[1:], *notes, *story.notes),
    )


def with_metadata(story: Story, components: list[Component], findings: Findings) -> Story:
    """Give a story what the metadata of an item say: source, rights, subjects; the rest is kept as given."""
    administrative, rights, descriptive = (
        [Branch(part) for one in components for part in one.parts.children(name)]
        for name in ("AdministrativeMetadata", "RightsMetadata", "DescriptiveMetadata")
    )
    providers = [party_of(one) for part in administrative for one in part.children("Provider")]
    creators = [party_of(one) for part in administrative for one in part.children("Creator")]
    holders = [_copyright(one) for part in rights for one in part.children("Copyright")]
    terms = [_usage(one) for part in rights for one in part.children("UsageRights")]
    if story.byline:
        findings.keep("Creator", "; ".join(filter(None, creators)))
    if story.copyrightnotice:
        findings.keep("Copyright", "; ".join(filter(None, holders)))
    _keep_others((*administrative, *rights, *descriptive), components, findings)
    return story.changed(
        source=story.source or "; ".join(dict.fromkeys(filter(None, providers))),
        byline=story.byline or "; ".join(dict.fromkeys(filter(None, creators))),
        copyrightnotice=story.copyrightnotice or "; ".join(dict.fromkeys(filter(None, holders))),
        usageterms="\n".join(dict.fromkeys(filter(None, (story.usageterms, *terms)))),
        subject=tuple(
            dict.fromkeys(
                filter(None, (_subject(one) for part in descriptive for one in part.children("SubjectCode")))
            )
        ),
    )


def _lines_of(components: list[Component]) -> Iterator[tuple[Component, etree._Element]]:
    for component in components:
        for lines in component.parts.children("NewsLines"):
            for line in children(lines):
                yield component, line


def _copyright(element: etree._Element) -> str:
    return " ".join(filter(None, (text_of(child(element, name)) for name in ("CopyrightDate", "CopyrightHolder"))))


def _usage(element: etree._Element) -> str:
    return ", ".join(filter(None, (text_of(part) for part in children(element))))


def _subject(element: etree._Element) -> str:
    """Return the most exact code, or the name that a vocabulary gives it."""
    codes = Branch(element)
    named = next(filter(None, (attribute(codes.child(name), "FormalName") for name in _SUBJECT)), "")
    return named or attribute(element, "FormalName")


def _keep_others(metadata: Sequence[Branch], components: list[Component], findings: Findings) -> None:
    """Keep the metadata that no property of a story holds: genre, places, topics, file names, properties."""
    others = [part for one in metadata for name, part in one.parts if name not in _PLACED]
    others += [part for one in components for name, part in one.parts.parts if name in {"Metadata", "TopicSet"}]
    for part in others:
        _keep_words(part, findings)


def _keep_words(part: etree._Element, findings: Findings) -> None:
    for element in part.iter("*"):
        name = local_name(element)
        told = [attribute(element, key) for key in _TELLING] if element.attrib else []
        words = ", ".join(filter(None, (*told, " ".join((element.text or "").split()))))
        findings.keep(name if element is part else f"{local_name(part)} {name}", words)
