import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import charset_normalizer
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.errors import WireError
from dabir.domain.story import Story
from dabir.wire import registry
from dabir.wire.format import Context, Format, Reading

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "data" / "wire"
CONTEXT = Context("sample", "ARAN", datetime(2026, 1, 20, tzinfo=UTC), ("az", "fa", "en"))
AZERBAIJANI = (
    "Gəncədə üç mərtəbəli yeni kitabxana açılıb. Açılışda şəhər sakinləri və tələbələr iştirak ediblər. "
    "Kitabxana hər gün səhər saat doqquzdan axşam saat doqquzadək işləyəcək."
)
PERSIAN = (
    "آب لوله‌کشی به چهل و دو روستای استان نمونه رسید. این کار سه سال به درازا کشید و مردم روستاها "
    "می‌گویند که از این پس آب آشامیدنی پاکیزه خواهند داشت."
)


def ninjs(**properties):
    return json.dumps(
        {"uri": "urn:x:1", "headline": "Xəbər", "language": "az", "body_text": AZERBAIJANI} | properties
    ).encode()


def story_of(data, context=CONTEXT):
    _, [reading] = registry.parse(data, context)
    assert reading.story, reading.error
    return reading.story


def breaking(error):
    def parse(data, context):
        raise error

    return Format("breaking", "text/x-breaking", surest, parse)


def surest(data):
    return 101


@pytest.mark.parametrize("one", registry.FORMATS, ids=lambda one: one.name)
def test_every_format_has_a_test_module_and_samples(one):
    module = one.parse.__module__.rpartition(".")[2]
    tests = HERE / "formats" / f"test_{module}.py"
    assert tests.is_file(), f"{module} has no tests"
    assert "def test_" in tests.read_text("utf-8")
    assert any((SAMPLES / module).iterdir()), f"{module} has no samples"


def test_names_of_formats_are_unique():
    names = [one.name for one in registry.FORMATS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("folder", "name"), [("newsml_g2", "newsml-g2"), ("nitf", "nitf"), ("ninjs", "ninjs"), ("html", "html")]
)
def test_samples_are_told_by_their_content(folder, name):
    for sample in sorted((SAMPLES / folder).iterdir()):
        assert registry.choose(sample.read_bytes()).name == name, sample


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("n*/*")), ids=lambda sample: sample.name)
def test_every_sample_gives_complete_stories(sample):
    found, readings = registry.parse(sample.read_bytes(), CONTEXT)
    stories = [reading.story for reading in readings if reading.story]
    assert stories
    for part, reading in enumerate(readings):
        if reading.story:
            assert reading.story.part == part
            assert reading.story.format == found.name
            assert reading.story.uri
        else:
            assert reading.error
            assert reading.place


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \r\n\t",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 60,
        b"PK\x03\x04\x14\x00\x06\x00",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        bytes(range(256)) * 8,
    ],
)
def test_what_is_no_text_is_no_story(data):
    with pytest.raises(WireError, match="not a story"):
        registry.choose(data)


def test_xml_of_another_kind_is_refused_by_name():
    with pytest.raises(WireError, match="<invoice>"):
        registry.choose(b"<?xml version='1.0'?><invoice><sum>7</sum></invoice>")
    with pytest.raises(WireError, match="<invoice>"):
        registry.choose(b"<x:invoice xmlns:x='u'><sum>7</sum></x:invoice>")


def test_xml_whose_root_is_too_far_away_is_refused():
    with pytest.raises(WireError, match="is XML of a kind"):
        registry.choose(b"<!DOCTYPE nitf [" + b"<!ELEMENT a ANY>" * 10_000 + b"]><nitf/>")


def test_once_a_format_is_certain_no_other_is_asked(monkeypatch):
    def never(data):
        raise AssertionError("asked though NewsML-G2 was certain")

    others = [replace(one, recognises=never) for one in registry.FORMATS if one.name != "newsml-g2"]
    monkeypatch.setattr(registry, "FORMATS", (registry.FORMATS[0], *others))
    for sample in sorted((SAMPLES / "newsml_g2").iterdir()):
        assert registry.choose(sample.read_bytes()).name == "newsml-g2"


def test_text_that_begins_with_a_tag_is_text():
    assert registry.choose(b"<b>BAKI</b> Sabah hava isti olacaq.").name in {"plain", "html"}


def test_json_of_another_kind_is_set_aside():
    _, [reading] = registry.parse(b'{"weather": "rain"}', CONTEXT)
    assert reading.story is None
    assert "neither a headline nor a text" in reading.error
    assert reading.place == "item 1"


def test_text_is_read_as_plain_at_last():
    assert registry.choose(AZERBAIJANI.encode()).name == "plain"


def test_format_does_not_depend_on_the_name():
    context = CONTEXT._replace(filename="photo.jpg")
    assert story_of(ninjs(), context).format == "ninjs"


def test_declared_language_is_kept_where_detection_agrees_or_is_unsure():
    story = story_of(ninjs(language="AZ-Latn"))
    assert (story.language, story.declared_language, story.detected_language) == ("az", "AZ-Latn", "az")
    assert not any("declared as" in defect for defect in story.defects)
    story = story_of(ninjs(headline="OK", body_text="12", language="ru"))
    assert (story.language, story.detected_language) == ("ru", "")


def test_missing_language_is_detected():
    story = story_of(ninjs(language="", headline="آب", body_text=PERSIAN))
    assert (story.language, story.declared_language, story.detected_language) == ("fa", "", "fa")


def test_wrong_language_yields_to_the_detected_one_and_both_are_kept():
    story = story_of(ninjs(language="en", headline="آب", body_text=PERSIAN))
    assert (story.language, story.declared_language, story.detected_language) == ("fa", "en", "fa")
    assert any('declared as "en"' in defect and "Persian" in defect for defect in story.defects)


def test_made_identifier_is_stable_across_redelivery():
    first = story_of(ninjs(uri=""))
    again = story_of(ninjs(uri="", versioncreated="2026-01-02T00:00:00Z", urgency=1))
    assert first.guid == ""
    assert first.uri == again.uri
    assert first.uri.startswith("urn:dabir:sha256:")
    assert len(first.uri) == len("urn:dabir:sha256:") + 64


def test_made_identifier_differs_by_text_and_partner():
    uris = {
        story_of(ninjs(uri="")).uri,
        story_of(ninjs(uri="", body_text=AZERBAIJANI + " Son.")).uri,
        story_of(ninjs(uri="", headline="Başqa")).uri,
        story_of(ninjs(uri=""), CONTEXT._replace(partner="ALBORZ")).uri,
    }
    assert len(uris) == 4


def test_identifier_of_the_wire_is_kept_as_written():
    story = story_of(ninjs(uri=" urn:x:1 "))
    assert (story.guid, story.uri) == (" urn:x:1 ", "urn:x:1")


def test_one_identifier_with_two_texts_gives_two_stories():
    data = b"[" + ninjs() + b"," + ninjs(body_text="Tamam başqa mətn.") + b"]"
    _, readings = registry.parse(data, CONTEXT)
    assert [reading.story.uri for reading in readings] == ["urn:x:1", "urn:x:1"]
    assert [reading.story.part for reading in readings] == [0, 1]
    assert readings[0].story.text_sha256 != readings[1].story.text_sha256


def test_cancel_needs_no_text():
    assert story_of(ninjs(headline="", body_text="", pubstatus="canceled")).is_kill


def test_cancel_of_nothing_named_is_set_aside():
    _, [reading] = registry.parse(ninjs(uri="", headline="", body_text="", pubstatus="canceled"), CONTEXT)
    assert reading.story is None
    assert "does not say which" in reading.error


def test_unforeseen_failure_of_a_parser_is_a_wire_error(monkeypatch):
    monkeypatch.setattr(registry, "FORMATS", (breaking(KeyError("boom")), *registry.FORMATS))
    with pytest.raises(WireError, match=r"sample \(as breaking\).*KeyError"):
        registry.parse(b"anything", CONTEXT)


def test_failure_of_detection_does_not_lose_the_story(monkeypatch):
    def fail(text, languages):
        raise ValueError("no model")

    monkeypatch.setattr(registry.detection, "detect", fail)
    story = story_of(ninjs())
    assert story.language == "az"
    assert any("could not be detected" in defect for defect in story.defects)


def test_file_too_large_is_refused():
    with pytest.raises(WireError, match="bytes"):
        registry.parse(b" " * (registry.MAX_BYTES + 1), CONTEXT)


def test_reading_of_an_error_passes_unchanged(monkeypatch):
    readings = [Reading(None, "Broken.", "item 1"), Reading(Story("u", guid="u", headline="H"))]
    one = Format("given", "text/x-given", surest, lambda *_: readings)
    monkeypatch.setattr(registry, "FORMATS", (one,))
    _, found = registry.parse(b"anything", CONTEXT)
    assert found[0] is readings[0]
    assert found[1].story.part == 1


HEAD = b"From: desk@aran.example\r\nSubject: Oyun\r\nMIME-Version: 1.0\r\n"
CUT = [b"Oyun %d t\xc9\r\n" % number for number in range(200)]
MANY_CUT = {
    "iptc7901": b"".join(b"\x01ARN0502 4 SPO 00010 futbol\r\n\x02" + text for text in CUT),
    "anpa1312": b"".join(b"\x01b0502\x1fspstf\r\nu s Oyun 11-26 0010\r\n\x02" + text for text in CUT),
    "mail": HEAD
    + b"Content-Type: multipart/mixed; boundary=a\r\n\r\n"
    + b"".join(b"--a\r\nContent-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\n" + text for text in CUT)
    + b"--a--\r\n",
}


@pytest.mark.parametrize("name", MANY_CUT)
def test_file_of_many_damaged_texts_is_judged_with_bounded_work(monkeypatch, name):
    asked = []
    ask = charset_normalizer.from_bytes
    monkeypatch.setattr(charset_normalizer, "from_bytes", lambda data: asked.append(data) or ask(data))
    chosen, readings = registry.parse(MANY_CUT[name], CONTEXT)
    assert (chosen.name, len(readings)) == (name, 200)
    assert all(reading.story for reading in readings)
    assert 0 < len(asked) <= 32


ENTRANCES = (
    b"",
    b"<newsItem>",
    b"<newsMessage><itemSet>",
    b"<nitf><body>",
    b'{"headline":',
    b"<rss>",
    b"\x01",
    b"<html>",
)


def reading_of(data):
    """Read bytes; None when they are refused for a reason that was foreseen."""
    try:
        return registry.parse(data, CONTEXT)[1]
    except WireError as error:
        if "unforeseen" in error.message or not error.message:
            raise AssertionError(error.message) from error
        return None


def is_sound(readings):
    return readings is None or all(
        reading.story or (reading.error and "unforeseen" not in reading.error) for reading in readings
    )


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(ENTRANCES), st.binary(max_size=200))
def test_no_bytes_raise_anything_but_a_foreseen_error(entrance, data):
    assert is_sound(reading_of(entrance + data))


def every_sample():
    return sorted(path for path in SAMPLES.glob("n*/*") if path.is_file())


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(every_sample()), st.floats(0, 1))
def test_truncated_sample_is_read_or_refused_with_a_reason(sample, share):
    data = sample.read_bytes()
    assert is_sound(reading_of(data[: int(len(data) * share)]))
