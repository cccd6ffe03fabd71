"""NewsML-G2 items, held against a checker written by hand from the specification (NewsML-G2 2.35, power conformance).

The tables give, for each element a text item can use, its children in the order of the schema, how often each may
stand, and its attributes. A group of children within which the order is free is one entry.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

import pytest
from lxml import etree

from dabir.domain.errors import InputRefused
from dabir.domain.story import PubStatus, Story
from dabir.publish.item import ReleaseItem
from dabir.publish.newsml_g2 import render

NAR = "{http://iptc.org/std/nar/2006-10-01/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
QCODE = re.compile(r"[^\s:]+:\S+")


class Element(NamedTuple):
    """Children as (names, at least, at most), and the attributes it may have; a star marks one it must have."""

    children: tuple[tuple[str, int, int], ...] = ()
    attributes: str = ""
    text: re.Pattern[str] | None = None


MANY = 999
I18N = "xml:lang dir"
FLEX = "qcode uri literal type typeuri"
LABEL = Element(attributes=f"{I18N} role roleuri", text=re.compile(r".+", re.DOTALL))
MOMENT = Element(text=DATE_TIME)
PARTY = Element((("name", 0, MANY),), f"{FLEX} {I18N} role roleuri")
SCHEMA = {
    "newsItem": Element(
        (
            ("catalogRef catalog", 1, MANY), ("hopHistory", 0, 1), ("pubHistory", 0, 1), ("rightsInfo", 0, MANY),
            ("itemMeta", 1, 1), ("contentMeta", 0, 1), ("partMeta", 0, MANY), ("assert", 0, MANY),
            ("inlineRef", 0, MANY), ("derivedFrom", 0, MANY), ("derivedFromValue", 0, MANY), ("contentSet", 0, 1),
        ),
        f"standard* standardversion* conformance guid* version* {I18N}",
    ),
    "catalogRef": Element(attributes="href*"),
    "rightsInfo": Element((("accountable", 0, 1), ("copyrightHolder", 0, 1), ("copyrightNotice", 0, MANY), ("usageTerms", 0, MANY))),
    "copyrightNotice": LABEL, "usageTerms": LABEL,
    "itemMeta": Element(
        (
            ("itemClass", 1, 1), ("provider", 1, 1), ("versionCreated", 1, 1), ("firstCreated", 0, 1),
            ("embargoed", 0, 1), ("pubStatus", 0, 1), ("role", 0, 1), ("fileName", 0, 1), ("generator", 0, MANY),
            ("profile", 0, 1), ("service", 0, MANY), ("title", 0, MANY), ("edNote", 0, MANY), ("memberOf", 0, MANY),
            ("instanceOf", 0, MANY), ("signal", 0, MANY), ("altRep", 0, MANY), ("deliverableOf", 0, MANY),
            ("hash", 0, MANY), ("expires", 0, MANY), ("origRep", 0, MANY), ("incomingFeedId", 0, MANY),
            ("metadataCreator", 0, 1), ("link", 0, MANY),
        ),
        I18N,
    ),
    "itemClass": Element(attributes="qcode uri"), "pubStatus": Element(attributes="qcode uri"),
    "provider": PARTY, "versionCreated": MOMENT, "firstCreated": MOMENT, "embargoed": MOMENT, "expires": MOMENT,
    "edNote": LABEL, "hash": Element(attributes="hashtype hashtypeuri scope scopeuri", text=re.compile("[0-9a-f]{64}")),
    "link": Element(
        (("title", 0, MANY), ("hash", 0, MANY)),
        "rel reluri href residref version contenttype size title rank",
    ),
    "contentMeta": Element(
        (
            ("icon", 0, MANY), ("urgency", 0, 1), ("contentCreated", 0, 1), ("contentModified", 0, 1),
            ("digitalSourceType", 0, 1),
            ("located infoSource creator contributor audience exclAudience altId rating userInteraction", 0, MANY),
            ("language genre keyword subject slugline headline dateline by creditline description", 0, MANY),
        ),
        I18N,
    ),
    "urgency": Element(text=re.compile("[1-9]")), "contentCreated": MOMENT, "contributor": PARTY,
    "altId": Element(attributes="type typeuri environment version", text=re.compile(r".+")),
    "language": Element(attributes="tag*"), "keyword": LABEL, "slugline": LABEL, "headline": LABEL,
    "dateline": LABEL, "by": LABEL, "creditline": LABEL, "description": LABEL, "name": LABEL, "title": LABEL,
    "subject": Element((("name", 0, MANY),), f"{FLEX} {I18N}"),
    "contentSet": Element((("inlineXML inlineData remoteContent", 1, MANY),)),
    "inlineXML": Element(attributes=f"contenttype wordcount charcount {I18N}"),
}  # fmt: skip


def check(element: etree._Element) -> None:
    name = etree.QName(element).localname
    assert element.tag == NAR + name, f"{name} is in another name space"
    rules = SCHEMA[name]
    check_attributes(element, name, rules)
    if name == "inlineXML":
        (content,) = element
        assert not content.tag.startswith(NAR)
        return
    counts = [0] * len(rules.children)
    place = 0
    for child in element:
        child_name = etree.QName(child).localname
        while place < len(counts) and child_name not in rules.children[place][0].split():
            place += 1
        assert place < len(counts), f"{child_name} may not stand here in {name}"
        counts[place] += 1
        check(child)
    for (names, least, most), count in zip(rules.children, counts, strict=True):
        assert least <= count <= most, f"{name} has {count} of {names}"
    if rules.text is not None:
        assert rules.text.fullmatch(element.text or ""), f"{name} says {element.text!r}"


def check_attributes(element: etree._Element, name: str, rules: Element) -> None:
    given = {key.replace(LANG, "xml:lang"): value for key, value in element.attrib.items()}
    allowed = rules.attributes.replace("*", "").split()
    assert set(given) <= set(allowed), f"{name} has {set(given) - set(allowed)}"
    must = {one[:-1] for one in rules.attributes.split() if one.endswith("*")}
    assert must <= set(given), f"{name} lacks {must - set(given)}"
    for key, value in given.items():
        if key in {"qcode", "type", "rel", "role"}:
            assert QCODE.fullmatch(value), f"{value} is no QCode"
        if key.endswith("uri") or key in {"uri", "href", "residref", "guid"}:
            assert re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+", value), f"{value} is no IRI of ours"
        if key == "literal":
            assert value == " ".join(value.split()), "a literal is a normalised string"
        if key in {"version", "size", "wordcount"}:
            assert value.isdigit()


def item_of(item: ReleaseItem) -> etree._Element:
    root = etree.fromstring(render(item))
    check(root)
    return root


def text(root: etree._Element, path: str) -> str:
    found = root.find(path.replace("/", f"/{NAR}").replace("^", NAR))
    assert found is not None, path
    return found.text or ""


def test_the_checker_finds_what_is_out_of_order_missing_or_unknown(translation: ReleaseItem) -> None:
    for damage in (
        lambda root: root.find(f"{NAR}itemMeta").append(root.find(f"{NAR}itemMeta/{NAR}provider")),
        lambda root: root.find(f"{NAR}itemMeta").remove(root.find(f"{NAR}itemMeta/{NAR}versionCreated")),
        lambda root: root.find(f"{NAR}contentMeta").set("colour", "red"),
        lambda root: root.attrib.pop("guid"),
    ):
        root = etree.fromstring(render(translation))
        damage(root)
        with pytest.raises(AssertionError):
            check(root)


def test_a_translation_is_a_valid_item_of_its_own(translation: ReleaseItem) -> None:
    root = item_of(translation)
    assert root.get("guid") == "urn:x-dabir:translation:az:urn%3Anewsml%3Aaran.example%3A20260321%3A1001"
    assert (root.get("version"), root.get(LANG), root.get("dir")) == ("2", "az", "ltr")
    assert text(root, "^itemMeta/versionCreated") == "2026-03-21T11:00:00+00:00"
    assert text(root, "^itemMeta/embargoed") == "2026-03-21T12:00:00+03:30"
    assert root.find(f"{NAR}itemMeta/{NAR}firstCreated") is None, (
        "the story's first version was not the translation's"
    )
    assert text(root, "^contentMeta/headline") == translation.headline
    assert text(root, "^contentMeta/creditline") == "ARAN agentliyi"
    assert text(root, "^contentMeta/urgency") == "3"
    assert text(root, "^rightsInfo/usageTerms") == "انتشار بدون هیچ تغییری آزاد است."
    assert [p.text for p in root.iter(f"{XHTML}p")] == list(translation.paragraphs)


def test_a_translation_says_so_and_who_approved_it_and_links_to_its_original(translation: ReleaseItem) -> None:
    root = item_of(translation)
    assert text(root, "^contentMeta/description") == "Fars dilindən tərcümə. Yayımı təsdiq edən: Elçin Məmmədov"
    assert "Translation from Persian to Azerbaijani" in text(root, "^itemMeta/edNote")
    assert text(root, "^contentMeta/contributor/name") == "Elçin Məmmədov"
    link = root.find(f"{NAR}itemMeta/{NAR}link")
    assert link is not None
    assert (link.get("residref"), link.get("version")) == (translation.story.uri, "2")
    assert str(link.get("reluri")).endswith("/translationOfWork")
    assert text(root, "^itemMeta/link/hash") == translation.original.sha256
    assert text(root, "^itemMeta/hash") == translation.text_sha256


def test_an_original_keeps_its_identity_and_carries_no_label(original_item: ReleaseItem) -> None:
    root = item_of(original_item)
    assert (root.get("guid"), root.get(LANG), root.get("dir")) == (original_item.story.uri, "fa", "rtl")
    assert text(root, "^itemMeta/firstCreated") == "2026-03-21T09:00:00+03:30"
    assert text(root, "^itemMeta/versionCreated") == "2026-03-21T10:30:00+03:30"
    assert text(root, "^itemMeta/edNote") == original_item.story.ednote
    for absent in ("itemMeta/{}link", "contentMeta/{}description", "contentMeta/{}contributor"):
        assert root.find(NAR + absent.format(NAR)) is None


def test_subjects_tell_codes_from_words(translation: ReleaseItem) -> None:
    subjects = item_of(translation).findall(f"{NAR}contentMeta/{NAR}subject")
    assert [subject.get("qcode") or subject.get("literal") for subject in subjects] == [
        "medtop:20000593",
        "دیپلماسی",
    ]


def test_a_bare_story_is_valid_too(original_item: ReleaseItem) -> None:
    story = Story(uri="خبر ۱", paragraphs=("متن",))
    root = item_of(replace(original_item, story=story, headline="", paragraphs=("متن",)))
    assert root.get("guid") == "urn:x-dabir:story:%D8%AE%D8%A8%D8%B1%20%DB%B1"
    assert root.get(LANG) is None


def test_a_killed_story_is_canceled(translation: ReleaseItem) -> None:
    root = item_of(replace(translation, story=replace(translation.story, pubstatus=PubStatus.CANCELED)))
    status = root.find(f"{NAR}itemMeta/{NAR}pubStatus")
    assert status is not None and status.get("qcode") == "stat:canceled"


def test_a_time_without_offset_is_left_out(translation: ReleaseItem) -> None:
    story = replace(translation.story, embargoed=datetime(2026, 3, 21))  # noqa: DTZ001
    assert item_of(replace(translation, story=story)).find(f"{NAR}itemMeta/{NAR}embargoed") is None


@pytest.mark.parametrize("letter", ["\x00", "\x0b", "\ud83d", "\ufffe"])
def test_a_character_xml_cannot_hold_is_refused_with_its_place(
    with_text: Callable[..., ReleaseItem], letter: str
) -> None:
    with pytest.raises(InputRefused, match=rf"U\+{ord(letter):04X} .*in paragraph 2 of urn:newsml"):
        render(with_text("Başlıq", ("bir", f"i{letter}ki")))
