"""NITF documents, held against a checker written by hand from the NITF 3.6 schema."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree

from dabir.domain.errors import InputRefused
from dabir.domain.story import PubStatus, Story
from dabir.publish.item import ReleaseItem
from dabir.publish.nitf import render

NITF = "{http://iptc.org/std/NITF/2006-10-18/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Children in the order of the schema; "?" at most one, "*" any number; one string with "|" is a free choice.
ORDER: dict[str, tuple[str, ...]] = {
    "nitf": ("head?", "body"),
    "head": ("title?", "meta*", "tobject?", "iim?", "docdata?", "pubdata*", "revision-history*"),
    "tobject": ("tobject.property*", "tobject.subject*"),
    "docdata": (
        (
            "correction|evloc|doc-id|del-list|urgency|fixture|date.issue|date.release|date.expire|doc-scope|series"
            "|ed-msg|du-key|doc.copyright|doc.rights|key-list|identified-content*"
        ),
    ),
    "del-list": ("from-src*",),
    "key-list": ("keyword*",),
    "identified-content": ("person|org|location|event|function|object.title|virtloc|classifier*",),
    "body": ("body.head?", "body.content*", "body.end?"),
    "body.head": ("hedline?", "note*", "rights?", "byline*", "distributor?", "dateline*", "abstract*", "series?"),
    "hedline": ("hl1", "hl2*"),
    "note": ("body.content*",),
    "rights": ("rights.owner|rights.startdate|rights.enddate|rights.agent|rights.geography|rights.type|rights.limitations*",),
    "dateline": ("location|story.date*",),
    "body.content": ("p|block|table|media|ol|ul|dl|bq|fn|note|pre|hr|hl2*",),
}  # fmt: skip
ATTRIBUTES = {
    "nitf": {"version", "baselang", "uno", "change.date", "change.time"},
    "meta": {"name", "content", "http-equiv"},
    "tobject": {"tobject.type"},
    "tobject.subject": {"tobject.subject.refnum", "tobject.subject.code", "tobject.subject.type"},
    "docdata": {"management-status", "management-doc-idref", "management-idref-status"},
    "doc-id": {"regsrc", "id-string"},
    "from-src": {"src-name", "level-number"},
    "urgency": {"ed-urg"},
    "date.issue": {"norm"},
    "date.release": {"norm"},
    "date.expire": {"norm"},
    "ed-msg": {"msg-type", "info"},
    "du-key": {"generation", "part", "version", "key"},
    "doc.copyright": {"year", "holder"},
    "doc.rights": {"owner", "startdate", "enddate", "agent", "geography", "type", "limitations"},
    "keyword": {"key"},
    "classifier": {"idsrc", "value", "type"},
    "note": {"noteclass", "type"},
}
NOTE_CLASSES = {"cpyrt", "end", "hd", "editorsnote", "trademk", "undef"}


def check(element: etree._Element) -> None:
    name = etree.QName(element).localname
    assert element.tag == NITF + name
    given = set(element.attrib) - {LANG}
    assert given <= ATTRIBUTES.get(name, set()), f"{name} has {given}"
    rules = ORDER.get(name, ())
    place, counts = 0, [0] * len(rules)
    for child in element:
        child_name = etree.QName(child).localname
        while place < len(rules) and child_name not in rules[place].rstrip("?*").split("|"):
            place += 1
        assert place < len(rules), f"{child_name} may not stand here in {name}"
        counts[place] += 1
        check(child)
    for rule, count in zip(rules, counts, strict=True):
        assert rule.endswith("*") or count <= 1, f"{name} has {count} of {rule}"
        assert rule.endswith(("*", "?")) or count, f"{name} lacks {rule}"


def document(item: ReleaseItem) -> etree._Element:
    root = etree.fromstring(render(item))
    check(root)
    for subject in root.iter(f"{NITF}tobject.subject"):
        assert re.fullmatch(r"[\w.:-]+", subject.attrib["tobject.subject.refnum"]), "a name token"
    for note in root.iter(f"{NITF}note"):
        assert note.get("noteclass") in NOTE_CLASSES
    return root


def metas(root: etree._Element) -> dict[str, str]:
    return {meta.attrib["name"]: meta.attrib["content"] for meta in root.iter(f"{NITF}meta")}


def docdata(root: etree._Element, name: str, attribute: str) -> str | None:
    found = root.find(f"{NITF}head/{NITF}docdata/{NITF}{name}")
    return None if found is None else found.get(attribute)


def test_the_checker_finds_what_is_out_of_order(translation: ReleaseItem) -> None:
    root = etree.fromstring(render(translation))
    head = root.find(f"{NITF}body/{NITF}body.head")
    assert head is not None
    head.append(head[0])
    with pytest.raises(AssertionError, match="may not stand here"):
        check(root)


def test_a_translation_is_valid_and_carries_what_belongs_to_it(translation: ReleaseItem) -> None:
    root = document(translation)
    told = metas(root)
    assert told["translationOf"] == translation.story.uri
    assert told["translationOf-language"] == "fa"
    assert (told["original-sha256"], told["text-sha256"]) == (translation.original.sha256, translation.text_sha256)
    assert told["approved-by"] == "Elçin Məmmədov"
    assert told["creditline"] == root.findtext(f".//{NITF}distributor") == "ARAN agentliyi"
    assert docdata(root, "doc-id", "id-string") == (
        "urn:x-dabir:translation:az:urn%3Anewsml%3Aaran.example%3A20260321%3A1001"
    )
    assert docdata(root, "urgency", "ed-urg") == "3"
    assert docdata(root, "date.release", "norm") == "2026-03-21T12:00:00+03:30"
    assert docdata(root, "date.issue", "norm") == "2026-03-21T11:00:00+00:00"
    assert docdata(root, "du-key", "version") == "2"
    assert docdata(root, "doc.rights", "limitations") == "انتشار بدون هیچ تغییری آزاد است."
    assert docdata(root, f"identified-content/{NITF}classifier", "value") == "دیپلماسی"
    assert [p.text for p in root.findall(f"{NITF}body/{NITF}body.content/{NITF}p")] == list(translation.paragraphs)


def test_the_label_of_a_translation_is_a_note_above_the_text(translation: ReleaseItem) -> None:
    lines = [p.text for p in document(translation).iterfind(f".//{NITF}note//{NITF}p")]
    assert lines == ["Fars dilindən tərcümə", "Yayımı təsdiq edən: Elçin Məmmədov"]


def test_an_original_carries_no_label(original_item: ReleaseItem) -> None:
    root = document(original_item)
    assert root.find(f".//{NITF}note") is None
    assert "translationOf" not in metas(root)
    assert root.get("baselang") == "fa"
    assert docdata(root, "doc-id", "id-string") == original_item.story.uri


def test_a_killed_story_is_canceled_and_names_itself(original_item: ReleaseItem) -> None:
    killed = replace(original_item, story=replace(original_item.story, pubstatus=PubStatus.CANCELED))
    data = document(killed).find(f"{NITF}head/{NITF}docdata")
    assert data is not None
    assert data.get("management-status") == data.get("management-idref-status") == "canceled"
    assert data.get("management-doc-idref") == original_item.story.uri


def test_an_embargo_that_has_passed_does_not_hold_the_text_back(translation: ReleaseItem) -> None:
    data = document(translation).find(f"{NITF}head/{NITF}docdata")
    assert data is not None and data.get("management-status") == "usable"


def test_a_bare_story_is_valid_too(original_item: ReleaseItem) -> None:
    document(replace(original_item, story=Story(uri="1"), headline="", paragraphs=()))


def test_a_character_xml_cannot_hold_is_refused(with_text: Callable[..., ReleaseItem]) -> None:
    with pytest.raises(InputRefused, match=r"NITF cannot hold the character U\+0001 .*in the headline"):
        render(with_text("Başlıq\x01", ("bir",)))
