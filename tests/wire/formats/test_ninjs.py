import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from feed_words import missing
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.errors import WireError
from dabir.domain.story import Link, LinkKind, PubStatus, Rendition
from dabir.wire.format import Context
from dabir.wire.formats import ninjs

SAMPLES = Path(__file__).parents[2] / "data" / "wire" / "ninjs"
CONTEXT = Context("sample.json", "ARAN", datetime(2026, 1, 20, tzinfo=UTC), ("az", "fa", "en"))
PLAIN = {
    "uri": "urn:x:1",
    "version": "1",
    "headline": "A headline",
    "language": "en",
    "versioncreated": "2026-01-01T10:00:00Z",
    "body_text": "Words.",
}


def story_of(value):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    [reading] = ninjs.parse(data, CONTEXT)
    assert reading.story, reading.error
    return reading.story


def test_azerbaijani_story_of_version_1_is_read_whole():
    story = story_of((SAMPLES / "aran_1.json").read_bytes())
    assert (story.guid, story.version, story.urgency) == ("http://aran.example/2026/01/16/neft", 2, 4)
    assert story.headline == "Limanda yükaşırma artıb"
    assert story.paragraphs == (
        "Ötən il limanda 4,5 milyon ton yük aşırılıb.",
        "Bu, əvvəlki ildəkindən 12 faiz çoxdur.",
    )
    assert story.notes == ("Goes with picture: Liman, http://aran.example/foto/9", "Limanda gəmi boşaldılır.")
    assert (story.byline, story.dateline, story.slugline) == ("Rəşad Nümunəli", "Bakı", "İQTİSADİYYAT-LİMAN")
    assert story.copyrightnotice == "© 2026 Aran Xəbər Xidməti"
    assert (story.usageterms, story.ednote) == ("Yalnız tərəfdaşlar üçün.", "Şəkil ayrıca göndərilir.")
    assert (story.keywords, story.subject) == (("liman", "yük"), ("iqtisadiyyat",))
    assert story.embargoed.isoformat() == "2026-01-16T12:00:00+04:00"
    assert story.expiry.isoformat() == "2026-02-16T00:00:00+04:00"
    assert story.firstcreated.isoformat() == "2026-01-16T09:00:00+04:00"
    assert ("profile", "http://aran.example/profiles/text") in story.given
    assert story.defects == ()


def test_persian_story_of_version_3_is_read_whole():
    story = story_of((SAMPLES / "alborz_3.json").read_bytes())
    assert (story.version, story.declared_language) == (7, "fa-IR")
    assert story.headline == "بازارچهٔ صنایع دستی در شهر نمونه برپا شد"
    assert story.paragraphs == (
        "بازارچه‌ای با ۶۰ غرفه برپا شد.",
        "این بازارچه تا پایان هفته باز است.",
        "ساعت کار: ۹ تا ۲۱",
    )
    assert story.notes == ("بازارچهٔ تازه", "Goes with picture: gallery, tag:alborz.example,2026:gallery-3")
    assert story.pubstatus is PubStatus.WITHHELD
    assert (story.byline, story.ednote) == ("سارا نمونه", "تا اطلاع بعدی منتشر نشود.")
    assert (story.usageterms, story.copyrightnotice) == ("نقل با نام منبع", "خبرگزاری البرز نمونه")
    assert story.subject == ("صنایع دستی",)
    assert story.versioncreated.isoformat() == "2026-01-17T14:00:00+03:30"
    assert story.defects == ()


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([PLAIN, {**PLAIN, "uri": "urn:x:2"}]),
        json.dumps({"items": [PLAIN, {**PLAIN, "uri": "urn:x:2"}]}),
        json.dumps(PLAIN) + "\n" + json.dumps({**PLAIN, "uri": "urn:x:2"}) + "\n",
        json.dumps(PLAIN) + ",\n" + json.dumps({**PLAIN, "uri": "urn:x:2"}),
    ],
)
def test_several_objects_are_several_stories(text):
    assert [reading.story.guid for reading in ninjs.parse(text.encode(), CONTEXT)] == ["urn:x:1", "urn:x:2"]


def test_broken_object_does_not_take_the_others_with_it():
    first, broken, third = ninjs.parse(json.dumps([PLAIN, "no object", PLAIN]).encode(), CONTEXT)
    assert first.story
    assert third.story
    assert broken.story is None
    assert broken.place == "item 2"


def test_one_identifier_with_two_texts_gives_two_stories():
    first, second = ninjs.parse(json.dumps([PLAIN, {**PLAIN, "body_text": "Others."}]).encode(), CONTEXT)
    assert first.story.guid == second.story.guid
    assert first.story.text_sha256 != second.story.text_sha256


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_charset_is_judged_from_the_bytes(charset):
    data = json.dumps({**PLAIN, "headline": "Şəkidə qar"}, ensure_ascii=False).encode(charset)
    assert ninjs.recognises(data) >= 90
    assert story_of(data).headline == "Şəkidə qar"


def test_repeated_key_keeps_both_values():
    story = story_of(b'{"uri": "urn:x:1", "headline": "First", "body_text": "Words.", "headline": "Second"}')
    assert story.headline == "Second"
    assert ("headline", "First") in story.given
    assert any('"headline" stands more than once' in defect for defect in story.defects)


def test_nan_and_infinity_are_no_numbers():
    story = story_of(b'{"uri": "u", "headline": "H", "urgency": NaN, "version": Infinity, "priority": 1e999}')
    assert (story.urgency, story.version, story.priority) == (0, 1, 0)
    assert ("urgency", "NaN") in story.given


def test_number_without_end_is_kept_as_written():
    digits = "9" * 100_000
    story = story_of(f'{{"uri": "u", "headline": "H", "version": {digits}, "urgency": -{digits}}}'.encode())
    assert (story.version, story.urgency) == (1, 0)
    assert ("version", digits) in story.given


def test_lone_surrogate_and_nul_are_shown():
    story = story_of(b'{"uri": "u", "headline": "a\\ud800b", "body_text": "c\\u0000d", "keywords": ["\\udfff"]}')
    assert (story.headline, story.paragraphs, story.keywords) == ("a\ufffdb", ("c\ufffdd",), ("\ufffd",))
    assert any("U+FFFD" in defect for defect in story.defects)


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"a":' * 100_000, b'[{"uri":' * 50_000])
def test_nesting_without_end_is_refused(data):
    with pytest.raises(WireError):
        ninjs.parse(data, CONTEXT)


def test_deep_but_finite_nesting_is_read():
    deep = '{"x":' * 200 + "1" + "}" * 200
    assert story_of(f'{{"uri": "u", "headline": "H", "extra": {deep}}}'.encode()).headline == "H"


def test_truncated_json_names_line_and_column():
    with pytest.raises(WireError, match=r"line 2, column \d+"):
        ninjs.parse(b'{"uri": "u",\n"headline": "H', CONTEXT)


@pytest.mark.parametrize("data", [b"[]", b'{"items": []}'])
def test_json_without_a_story_is_refused_or_empty(data):
    with pytest.raises(WireError, match="no story"):
        ninjs.parse(data, CONTEXT)


def test_missing_properties_are_told():
    story = story_of({"body_text": "Words."})
    told = " ".join(story.defects)
    for word in ("uri", "headline", "language", "created"):
        assert word in told


def test_urgency_that_is_no_number_is_zero_with_a_defect():
    story = story_of({**PLAIN, "urgency": "high"})
    assert story.urgency == 0
    assert '"high"' in story.defects[0]


@pytest.mark.parametrize("value", ["soon", True, {"until": "soon"}])
def test_embargo_that_cannot_be_read_is_withheld(value):
    assert story_of({**PLAIN, "embargoed": value}).pubstatus is PubStatus.WITHHELD


@pytest.mark.parametrize("value", ["", None, False])
def test_empty_embargo_is_none(value):
    story = story_of({**PLAIN, "embargoed": value})
    assert (story.pubstatus, story.embargoed, story.defects) == (PubStatus.USABLE, None, ())


def test_cancel_and_links_are_read():
    story = story_of({**PLAIN, "pubstatus": "canceled", "body_text": "", "evolvedfrom": "urn:x:0"})
    assert story.is_kill
    assert story.links == (Link(LinkKind.REPLACES, "urn:x:0"),)


def test_bodies_that_differ_are_all_read():
    story = story_of({**PLAIN, "body_xhtml": "<p>One &amp; <b>two</b></p><p>three", "body_text": "One & two\n\nfour"})
    assert story.paragraphs == ("One & two", "three", "One & two", "four")


def test_nitf_body_is_read():
    body = "<nitf><body><body.content><p>One</p><p>Two</p></body.content></body></nitf>"
    story = story_of({**PLAIN, "body_text": "", "bodies": [{"contentType": "application/nitf+xml", "value": body}]})
    assert story.paragraphs == ("One", "Two")


def test_caption_is_the_text_where_there_is_no_other():
    story = story_of({**PLAIN, "body_text": None, "description_text": "A caption."})
    assert story.paragraphs == ("A caption.",)
    story = story_of({**PLAIN, "description_text": "A summary."})
    assert (story.paragraphs, story.notes) == (("Words.",), ("A summary.",))


def test_composite_lists_and_reads_what_it_is_made_of():
    package = {**PLAIN, "type": "composite", "body_text": "", "associations": {"a": {**PLAIN, "uri": "urn:x:2"}}}
    whole, part = ninjs.parse(json.dumps(package).encode(), CONTEXT)
    assert whole.story.paragraphs == ("A headline",)
    assert whole.story.notes == ("Goes with A headline, urn:x:2",)
    assert (part.story.guid, part.story.paragraphs) == ("urn:x:2", ("Words.",))


def test_keywords_in_one_text_are_parted():
    assert story_of({**PLAIN, "keywords": "نفت، گاز, su"}).keywords == ("نفت", "گاز", "su")


@pytest.mark.parametrize(
    ("data", "least", "most"),
    [
        (json.dumps(PLAIN).encode(), 90, 100),
        (b'[{"headline": "x"}]', 60, 100),
        (b'{"a": 1}', 1, 50),
        (b"[ARAN] Bir x\xc9\x99b\xc9\x99r", 0, 0),
        (b"{not json}", 0, 0),
        (b"<nitf/>", 0, 0),
    ],
)
def test_format_is_told_by_content(data, least, most):
    assert least <= ninjs.recognises(data) <= most


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted({*PLAIN, "bodies", "headlines",
        "embargoed", "embargoedUntil", "associations", "renditions", "type", "text", "picture", "subject", "keywords", "items", "pubstatus", "value", "signals"})), inner, max_size=5),
    max_leaves=15,
)  # fmt: skip


@settings(max_examples=150)
@given(JSON)
def test_no_json_makes_the_parser_fail(value):
    try:
        readings = ninjs.parse(json.dumps(value).encode(), CONTEXT)
    except WireError:
        return
    assert all(reading.story or reading.error for reading in readings)
    assert not any("unforeseen" in reading.error for reading in readings)


def readings_of(name):
    stories = [reading.story for reading in ninjs.parse((SAMPLES / name).read_bytes(), CONTEXT)]
    assert all(stories)
    return stories


def test_package_of_version_3_gives_its_stories_and_lists_its_pictures():
    package, sidebar, background = readings_of("alborz_package_3.json")
    assert (package.headline, package.version) == ("کارگاه‌های سفال لالجین در آستانهٔ نوروز", 2)
    assert len(package.paragraphs) == 2, "the markup parts the paragraphs, and the plain text says the same"
    assert (package.byline, package.source) == ("نگار فراهانی", "ادارهٔ میراث فرهنگی شهرستان")
    assert package.usageterms == "linkedRights=https://alborz.example/rights"
    assert package.renditions == (
        Rendition(
            "کوزه‌های لعاب‌خورده, main, اندازهٔ کامل", "image/jpeg", 2400000, "https://alborz.example/photo/31.jpg"
        ),
        Rendition(
            "کوزه‌های لعاب‌خورده, thumbnail, بندانگشتی", "image/jpeg", 0, "https://alborz.example/photo/31-t.jpg"
        ),
    )
    for note in (
        "سفال لالجین",
        "زیرنویس پیشنهادی برای صفحهٔ نخست",
        "کوزه‌های فیروزه‌ای پیش از رفتن به کوره.",
        "کوزه‌های لعاب‌خورده; پیمان دلیر; عکس: البرز نمونه",
        "Goes with text: سفال لالجین در یک نگاه, tag:alborz.example,2026:text-32",
    ):
        assert note in package.notes
    assert ("people", "استاد رحمان کوزه‌گر; rel=about") in package.given
    assert ("altIds", "role=internal; ALB-9912") in package.given
    assert (sidebar.guid, background.guid) == ("tag:alborz.example,2026:text-32", "tag:alborz.example,2026:text-34")
    assert [one.href for one in sidebar.renditions] == ["https://alborz.example/chart/33.svg"]
    assert background.paragraphs == ("سفالگری در این ناحیه چند سده پیشینه دارد.",)


def test_embargo_of_version_3_is_read_and_holds_for_the_parts_of_a_package():
    for story in readings_of("alborz_package_3.json"):
        assert story.embargoed.isoformat() == "2026-03-10T18:00:00+03:30"


def test_part_with_an_embargo_of_its_own_keeps_it():
    part = {**PLAIN, "uri": "urn:x:2", "embargoed": "2026-05-01T00:00:00Z"}
    package = {**PLAIN, "embargoed": "2026-04-01T00:00:00Z", "associations": [part]}
    _, inner = ninjs.parse(json.dumps(package).encode(), CONTEXT)
    assert inner.story.embargoed.isoformat() == "2026-05-01T00:00:00+00:00"


def test_embargo_of_a_container_that_cannot_be_read_withholds_its_items():
    _, inner = ninjs.parse(json.dumps({**PLAIN, "embargoed": "soon", "associations": {"a": PLAIN}}).encode(), CONTEXT)
    assert inner.story.pubstatus is PubStatus.WITHHELD


def test_package_of_version_1_with_attachments_is_read_whole():
    (story,) = readings_of("aran_package_1.json")
    assert [(one.name, one.media_type, one.size) for one in story.renditions] == [
        ("audio, Toxucu ilə söhbət", "audio/mpeg", 800000),
        ("Sərginin kataloqu, kataloq.pdf", "application/pdf", 91000),
        ("Pirəbədil xalçası, original", "image/jpeg", 0),
        ("Pirəbədil xalçası, viewImage", "image/jpeg", 0),
    ]
    assert "Ziyarətçi Pirəbədil xalçasına baxır." in story.notes
    assert "Goes with text: Yun emalı sexi işə düşüb, http://aran.example/2026/03/09/yun" in story.notes
    assert story.links == (Link(LinkKind.REPLACES, "http://aran.example/2026/03/10/xalca-anons"),)
    assert ("genre", "code=Article; Məqalə") in story.given


def strings_of(value, key=""):
    if isinstance(value, dict):
        return [text for name, one in value.items() if name != "standard" for text in strings_of(one, name)]
    if isinstance(value, list):
        return [text for one in value for text in strings_of(one, key)]
    times = {
        "versioncreated",
        "firstcreated",
        "embargoed",
        "embargoeduntil",
        "expires",
        "pubstatus",
        "type",
        "language",
    }
    codes = {"version", "role", "contenttype", "rel", "contentcreated"}
    return [value] if isinstance(value, str) and key.lower() not in times | codes else []


@pytest.mark.parametrize("name", ["aran_1.json", "alborz_3.json", "alborz_package_3.json", "aran_package_1.json"])
def test_every_word_stands_in_a_story(name):
    words = " ".join(strings_of(json.loads((SAMPLES / name).read_bytes())))
    assert missing(words, *readings_of(name)) == []


@pytest.mark.parametrize("name", ["aran_1.json", "alborz_3.json", "alborz_package_3.json", "aran_package_1.json"])
def test_redelivery_has_the_same_identity_version_and_text(name):
    again = json.dumps(json.loads((SAMPLES / name).read_bytes()), indent=1).encode()
    found = [(one.uri, one.version, one.text_sha256) for one in readings_of(name)]
    other = [reading.story for reading in ninjs.parse(again, CONTEXT)]
    assert found == [(one.uri, one.version, one.text_sha256) for one in other]


def test_properties_nobody_reads_are_kept_as_given():
    story = story_of(
        {**PLAIN, "contentWarnings": ["qan"], "x": {"y": {"z": "dərin"}}, "empty": "", "no": False, "yes": True}
    )
    assert set(story.given) == {("contentWarnings", "qan"), ("x", "z=dərin"), ("yes", "True")}


def test_properties_of_an_unexpected_shape_are_kept_as_given():
    story = story_of({**PLAIN, "slugline": ["A", "B"], "headline": {"main": "Başlıq"}, "body": {"html": "<p>x</p>"}})
    assert {("slugline", "A; B"), ("headline", "main=Başlıq"), ("body", "html=<p>x</p>")} <= set(story.given)


def test_codes_of_subjects_are_kept_beside_their_names():
    story = story_of({**PLAIN, "subject": [{"code": "04000000", "name": "iqtisadiyyat"}]})
    assert story.subject == ("iqtisadiyyat",)
    assert ("subject", "code=04000000; iqtisadiyyat") in story.given


def test_revision_is_the_version_where_none_is_told():
    assert story_of({"uri": "u", "headline": "H", "revision": "4"}).version == 4


def test_statements_listed_by_role_are_joined():
    story = story_of(
        {**PLAIN, "copyrightNotices": [{"role": "text", "value": "© A"}, {"role": "photo", "value": "© B"}]}
    )
    assert story.copyrightnotice == "© A; © B"


@pytest.mark.parametrize("kind", ["picture", "video", "graphic"])
def test_picture_without_renditions_is_listed_by_its_address(kind):
    story = story_of(
        {**PLAIN, "associations": [{"type": kind, "uri": "urn:p", "headline": "Şəkil", "body_text": "Alt yazı"}]}
    )
    assert story.renditions == (Rendition("Şəkil", "", 0, "urn:p"),)
    assert "Alt yazı" in story.notes


def test_stories_within_stories_and_pictures_are_all_read():
    inner = {**PLAIN, "uri": "urn:x:3"}
    picture = {"type": "picture", "uri": "urn:p", "associations": {"b": inner}}
    package = {**PLAIN, "associations": [{**PLAIN, "uri": "urn:x:2", "associations": [picture]}]}
    assert [one.story.guid for one in ninjs.parse(json.dumps(package).encode(), CONTEXT)] == [
        "urn:x:1",
        "urn:x:2",
        "urn:x:3",
    ]


@pytest.mark.parametrize("kind", ["picture", "text"])
def test_associations_without_end_cost_no_recursion(kind):
    data = f'{{"type": "{kind}", "headline": "H", "body_text": "B", "associations": [' * 300 + "{}" + "]}" * 300
    readings = ninjs.parse(data.encode(), CONTEXT)
    assert len(readings) == (300 if kind == "text" else 1)
