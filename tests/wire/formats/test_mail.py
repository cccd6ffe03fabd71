from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from dabir.domain.errors import WireError
from dabir.domain.kill import is_kill_in_words
from dabir.domain.story import Link, LinkKind, PubStatus, Rendition, Story
from dabir.wire.format import Context, Reading
from dabir.wire.formats import mail, plain
from dabir.wire.registry import choose, parse

SAMPLES = Path(__file__).parents[2] / "data" / "wire" / "mail"
ZONE = timezone(timedelta(hours=4))
CONTEXT = Context("mail.eml", "ARAN", datetime(2026, 11, 26, 12, tzinfo=UTC), ("fa", "az", "en"), ZONE)


def read(data: bytes) -> list[Story]:
    return [story for reading in parse(data, CONTEXT)[1] if (story := reading.story)]


def sample(name: str) -> list[Story]:
    return read((SAMPLES / name).read_bytes())


def simple(body: bytes = b"Text.\r\n", *, subject: bytes = b"Port to grow", fields: bytes = b"") -> bytes:
    return (
        b"From: ARAN <wire@aran.example>\r\nSubject: " + subject + b"\r\nDate: Thu, 26 Nov 2026 16:00:00 +0400\r\n"
        b"Message-ID: <1@aran.example>\r\n" + fields + b"\r\n" + body
    )


def parts(*bodies: bytes, kind: bytes = b"mixed", fields: bytes = b"") -> bytes:
    joined = b"".join(b"--x\r\n" + body + b"\r\n" for body in bodies)
    return simple(joined + b"--x--\r\n", fields=fields + b"Content-Type: multipart/" + kind + b"; boundary=x\r\n")


def test_every_word_of_a_full_mail_is_in_the_story() -> None:
    (story,) = sample("alborz_alternative.eml")
    assert story.headline == "وزیران نیرو در باکو دیدار کردند"
    assert story.paragraphs == (
        "وزیران نیرو در باکو دیدار کردند",
        "باکو، ۵ آذر (البرز) - وزیران نیروی دو کشور روز پنج‌شنبه در باکو درباره اتصال شبکه‌های برق گفت‌وگو کردند.",
        "آنان قرار گذاشتند خط تازه تا پایان سال آینده به بهره‌برداری برسد.",
        "ظرفیت خط: ۴۰۰ مگاوات",
        "طول خط: ۲۱۰ کیلومتر",
    )
    assert story.notes == (
        "خبر البرز",
        "Not loaded: نقشه خط برق, cid:naqshe@alborz.example",
        "-- \nخبرگزاری البرز (نمونه)\nمیز بین‌الملل",
    )
    assert (story.byline, story.source, story.ednote) == ("مریم رستمی", "خبرگزاری البرز", "عکس در راه است")
    assert (story.keywords, story.urgency, story.declared_language) == (("انرژی", "برق", "باکو"), 3, "fa")
    moment = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
    assert story.versioncreated == story.firstcreated == moment
    assert {
        ("From", "مریم رستمی <wire@alborz.example>"),
        ("To", "desk@desk.example"),
        ("date", "Thu, 26 Nov 2026 13:30:00 +0330"),
        ("Message-ID", "<20261126.1330.77@alborz.example>"),
        ("X-Priority", "2 (High)"),
        ("preamble", "This is a multi-part message in MIME format."),
    } <= set(story.given)
    assert story.renditions == (Rendition("naqshe.png", "image/png", 70, "cid:naqshe@alborz.example"),)
    assert story.defects == ()


def test_attached_story_is_a_story_of_its_own_and_the_rest_is_listed() -> None:
    own, attached = sample("aran_attachments.eml")
    assert own.headline == "Bakıda xalça sərgisi"
    assert own.paragraphs == (
        "Hörmətli həmkarlar,",
        (
            "bu gün saat 18:00-da Bakıda sərgi açılır. Sərgidə Təbriz və Şəki ustalarının qırxdan çox xalçası nümayiş "
            "olunacaq. Giriş sərbəstdir, sərgi dekabrın 20-dək davam edəcək."
        ),
        "Xəbərin mətni və şəkil əlavədədir.",
    )
    assert own.notes == ("-- \nRauf Quliyev\nARAN, beynəlxalq şöbə",)
    assert own.renditions == (
        Rendition("xalça.png", "image/png", 70),
        Rendition("proqram.pdf", "application/pdf", 27),
    )
    assert (attached.format, attached.part, attached.guid) == ("nitf", 1, "aran-2026-11-26-0044")
    assert attached.headline == "Sərhəddə növbə azalıb"


def test_blank_first_line_and_raw_bytes_are_read_and_told() -> None:
    (story,) = sample("blank_first_raw_bytes.eml")
    assert story.headline == "Köprü çalışması başladı (XAZ)"
    assert story.paragraphs[0].startswith("IĞDIR, 26 Kasım (XAZ) - Aras üzerindeki")
    assert any("blank line" in defect for defect in story.defects)
    assert any("Subject" in defect and "not encoded" in defect for defect in story.defects)
    assert any("declared as iso-8859-1" in defect for defect in story.defects)
    assert story.versioncreated == datetime(2026, 11, 26, 10, 15, tzinfo=ZONE)
    assert ("date", "26 Nov 2026 10:15:00") in story.given


def test_two_mails_with_one_message_id_are_both_read() -> None:
    first, second, correction = sample("one_id_twice.mbox")
    assert first.uri == second.uri == "urn:dabir:mail:0099@aran.example"
    assert first.guid == ""
    assert first.text_sha256 != second.text_sha256
    assert first.paragraphs[1] == "From sözü ilə başlayan bu sətir mətnin özündədir."
    assert correction.headline == "DÜZƏLİŞ: Liman genişləndirilir"
    assert correction.links == (Link(LinkKind.CORRECTS, first.uri),)


def test_broken_encodings_are_read_as_far_as_they_go_and_told() -> None:
    (story,) = sample("broken_encodings.eml")
    assert story.paragraphs[0] == (
        "The link will open in May, not in March, the ministry said. Costs are up by 7 =ZZ percent. Café cars stay."
    )
    assert story.paragraphs[1] == "The line is 110 kilometres long."
    assert any("kept by the desk of ALBORZ." in note for note in story.notes)
    for words in ("quoted-printable encoding is broken in 1", "declared as us-ascii", "not encoded", "cut short"):
        assert any(words in defect for defect in story.defects), words


def test_mail_in_a_mail_is_a_story_of_its_own_with_its_embargo() -> None:
    own, inner = sample("forwarded.eml")
    assert own.paragraphs == ("Please read the mail below.",)
    assert inner.uri == "urn:dabir:mail:emb-5@alborz.example"
    assert inner.embargoed == datetime(2026, 11, 26, 16, 30, tzinfo=UTC)
    assert inner.paragraphs == (
        "TEHRAN (ALBORZ) - The government sends the budget to parliament tonight.",
        "It has nine chapters.",
    )


def test_embargo_of_a_mail_holds_what_is_attached() -> None:
    own, inner = sample("forwarded.eml")
    assert own.pubstatus is inner.pubstatus is PubStatus.WITHHELD


def test_kill_stays_in_the_headline_for_a_person_to_judge() -> None:
    (story,) = sample("kill.eml")
    assert story.headline == "KILL: Liman genişləndirilir"
    assert is_kill_in_words(story)
    assert story.links == ()
    (killed, *_) = sample("one_id_twice.mbox")
    assert killed.slugline == "Liman genişləndirilir"


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda path: path.name)
def test_redelivery_has_the_same_identity_version_and_text(path: Path) -> None:
    data = path.read_bytes()
    again = data.replace(b"\r\n", b"\n") if b"\r\n" in data else data.replace(b"\n", b"\r\n")
    assert [(one.uri, one.version, one.text_sha256) for one in read(again)] == [
        (one.uri, one.version, one.text_sha256) for one in read(data)
    ]


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda path: path.name)
def test_mail_is_recognised_by_its_header_block(path: Path) -> None:
    assert choose(path.read_bytes()) is mail.FORMAT


@pytest.mark.parametrize(
    "data",
    [b"", b"Headline: Port\nDate: 26 Nov 2026\n\nText.\n", b"Subject: what we know\n\nText.", b"<rss/>", b'{"From": 1}',
     b"From here on the road is closed.\n", "تیتر: بندر\n\nمتن".encode(), bytes(100)],
)  # fmt: skip
def test_other_texts_are_not_recognised(data: bytes) -> None:
    assert mail.recognises(data) < 30


def test_mail_that_only_carries_a_story_is_none_itself() -> None:
    story_part = b'Content-Type: application/json; name=a.json\r\n\r\n{"uri": "tag:a,1", "headline": "Liman", "body_text": "Metn."}'
    picture = b"Content-Type: image/jpeg; name=p.jpg\r\n\r\n\xff\xd8\xff\xe0"
    (story,) = read(parts(b"Content-Type: text/plain\r\n\r\n-- \r\nRauf", story_part, picture))
    assert (story.format, story.headline) == ("ninjs", "Liman")
    assert ("mail Subject", "Port to grow") in story.given
    assert ("mail Message-ID", "<1@aran.example>") in story.given
    assert story.notes[-1] == "-- \nRauf"
    assert story.renditions[-1] == Rendition("p.jpg", "image/jpeg", 4)


@pytest.mark.parametrize(
    ("name", "count"), [("iptc7901/full.txt", 1), ("anpa1312/framed.txt", 2), ("nitf/alborz.xml", 1)]
)
def test_text_that_is_a_message_of_another_wire_is_read_as_such(name: str, count: int) -> None:
    message = (SAMPLES.parent / name).read_bytes()
    stories = read(simple(message, fields=b"Content-Type: text/plain; charset=utf-8\r\n"))
    assert [story.uri for story in stories] == [story.uri for story in read(message)]
    assert [story.text_sha256 for story in stories] == [story.text_sha256 for story in read(message)]
    assert len(stories) == count
    assert all(("mail Subject", "Port to grow") in story.given for story in stories)


def test_kill_that_carries_its_story_is_not_hidden_by_it() -> None:
    story_part = (
        b'Content-Type: application/json\r\n\r\n{"uri": "tag:a,1", "headline": "Liman", "body_text": "Metn."}'
    )
    data = parts(story_part).replace(b"Port to grow", b"KILL: Liman")
    first, second = read(data)
    assert is_kill_in_words(first)
    assert second.headline == "Liman"


def test_attachment_that_cannot_be_read_is_set_aside_with_the_reason() -> None:
    broken = b"Content-Type: application/xml; name=n.xml\r\n\r\n<?xml version='1.0'?><unheard><of></of></unheard>"
    readings = parse(parts(b"\r\nSee below.", broken), CONTEXT)[1]
    assert [reading.story is None for reading in readings] == [False, True]
    assert "n.xml" in readings[1].error
    assert readings[1].place == 'attachment "n.xml"'


def test_archive_attached_is_listed_and_told() -> None:
    (story,) = read(parts(b"\r\nSee below.", b"Content-Type: application/zip; name=a.zip\r\n\r\nPK\x03\x04\x00\x00"))
    assert story.renditions == (Rendition("a.zip", "application/zip", 6),)
    assert any("a.zip" in defect and "archive" in defect for defect in story.defects)


def test_text_that_is_no_story_is_listed() -> None:
    calendar = b"Content-Type: text/calendar; name=i.ics\r\n\r\nBEGIN:VCALENDAR"
    signature = b"Content-Type: application/pgp-signature\r\n\r\n-----BEGIN PGP SIGNATURE-----"
    (story,) = read(parts(b"\r\nSee below.", calendar, signature))
    assert [one.media_type for one in story.renditions] == ["text/calendar", "application/pgp-signature"]


def test_plain_text_attached_is_a_story() -> None:
    attached = b"Content-Disposition: attachment; filename=a.txt\r\n\r\nHeadline here\r\n\r\nThe words of it."
    own, story = read(parts(b"\r\nSee below.", attached))
    assert (story.format, story.headline, story.paragraphs) == (plain.NAME, "Headline here", ("The words of it.",))
    assert own.paragraphs == ("See below.",)


def test_part_that_is_elsewhere_is_listed_and_never_fetched() -> None:
    outer = (
        b'Content-Type: message/external-body; access-type=URL; URL="https://aran.example/v.mp4"; name=v.mp4\r\n\r\n'
        b"Content-Type: video/mp4\r\n\r\n"
    )
    (story,) = read(parts(b"\r\nSee below.", outer))
    assert story.renditions == (Rendition("v.mp4", "video/mp4", 0, "https://aran.example/v.mp4"),)


def test_richest_version_is_the_story_and_the_other_is_not_repeated() -> None:
    plain_part = b"Content-Type: text/plain\r\n\r\nThe port\r\nwill grow. See https://aran.example/x"
    html_part = (
        b"Content-Type: text/html\r\n\r\n<p>The <b>port</b> will grow. <a href='https://aran.example/x'>See</a></p>"
    )
    (story,) = read(parts(plain_part, html_part, kind=b"alternative"))
    assert (story.paragraphs, story.notes) == (("The port will grow. See",), ())


def test_version_that_says_nothing_is_not_the_story() -> None:
    plain_part = b"Content-Type: text/plain\r\n\r\nThe port will grow by two piers next year."
    html_part = b"Content-Type: text/html\r\n\r\n<p>Please turn HTML on.</p>"
    (story,) = read(parts(plain_part, html_part, kind=b"alternative"))
    assert story.paragraphs == ("The port will grow by two piers next year.",)
    assert story.notes == ("Please turn HTML on.",)


def test_words_behind_the_last_part_are_kept() -> None:
    (story,) = read(parts(b"\r\nSee below.") + b"This list is read by 40 desks.\r\n")
    assert story.notes == ("This list is read by 40 desks.",)


def test_flowed_text_is_joined_as_it_was_written() -> None:
    fields = b"Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\r\n"
    body = "Bu cüm lə bir \r\nsət irdir.\r\n\r\n From the start.\r\n>> quoted \r\n>> words\r\n".replace(
        "cüm lə", "cümlə"
    )
    (story,) = read(simple(body.replace("sət ir", "sətir").encode(), fields=fields))
    assert story.paragraphs == ("Bu cümlə birsətirdir.", "From the start.\n>> quotedwords")


def test_line_drawn_in_the_text_is_no_signature() -> None:
    body = b"First.\r\n\r\n-- \r\n" + b"\r\n".join(b"Line %d of the table." % number for number in range(20))
    (story,) = read(simple(body))
    assert story.notes == ()
    assert story.paragraphs[-1].endswith("Line 19 of the table.")


def test_supersedes_replaces_the_mail_it_names() -> None:
    (story,) = read(simple(fields=b"Supersedes: <0@aran.example>\r\n"))
    assert story.links == (Link(LinkKind.REPLACES, "urn:dabir:mail:0@aran.example"),)


@pytest.mark.parametrize(
    "subject", ["CORRECTION: Port to grow", "Düzəliş: liman", "Re: اصلاحیه: بندر", "ИСПРАВЛЕНИЕ. Порт"]
)
def test_correction_corrects_the_mail_it_answers(subject: str) -> None:
    (story,) = read(simple(subject=subject.encode(), fields=b"References: <9@aran.example> <0@aran.example>\r\n"))
    assert story.links == (Link(LinkKind.CORRECTS, "urn:dabir:mail:0@aran.example"),)
    assert story.headline == subject


def test_answer_is_no_correction() -> None:
    (story,) = read(simple(subject=b"Re: Port to grow", fields=b"In-Reply-To: <0@aran.example>\r\n"))
    assert (story.links, story.headline, story.slugline) == ((), "Re: Port to grow", "Port to grow")


def test_mail_without_message_id_is_named_by_what_it_says() -> None:
    data = simple().replace(b"Message-ID: <1@aran.example>\r\n", b"")
    (story,) = read(data)
    assert story.uri.startswith("urn:dabir:mail:sha256:")
    assert read(data.replace(b"\r\n", b"\n"))[0].uri == story.uri
    assert read(data.replace(b"Text.", b"Texts."))[0].uri != story.uri
    assert any("Message-ID" in defect for defect in story.defects)


def test_mail_without_subject_and_date_is_told() -> None:
    data = b"From: a@b.example\r\nTo: c@d.example\r\nMessage-ID: <1@b.example>\r\n\r\nPort to grow\r\n\r\nText of it.\r\n"
    (story,) = read(data)
    assert (story.headline, story.paragraphs) == ("Port to grow", ("Text of it.",))
    assert {"The mail has no subject.", "The mail has no date."} <= set(story.defects)


def test_header_that_is_no_field_and_missing_blank_line_are_told() -> None:
    data = simple().replace(b"Subject", b"what is this\r\nSubject").replace(b"\r\n\r\nText.", b"\r\nText of it.")
    (story,) = read(data)
    assert story.paragraphs == ("Text of it.",)
    assert ("header", "what is this") in story.given
    assert any("No blank line" in defect for defect in story.defects)


def test_boundary_that_is_not_there_loses_no_word() -> None:
    (story,) = read(simple(b"Only words.\r\n", fields=b"Content-Type: multipart/mixed; boundary=x\r\n"))
    assert story.paragraphs == ("Only words.",)
    assert any("parts its contents" in defect for defect in story.defects)


def test_unknown_field_is_kept_and_comments_are_a_note_to_the_editor() -> None:
    (story,) = read(simple(fields=b"X-Desk: politics\r\nComments: not before noon\r\nReceived: by x\r\n"))
    assert ("X-Desk", "politics") in story.given
    assert story.ednote == "not before noon"
    assert not [name for name, _ in story.given if name == "Received"]


def test_embargo_in_the_first_lines_of_a_text_holds_it() -> None:
    (story,) = read(simple(b"EMBARGOED until 26 Nov 2026 20:00 +0400\r\n\r\nThe port will grow.\r\n"))
    assert story.embargoed == datetime(2026, 11, 26, 16, tzinfo=UTC)
    (story,) = read(simple(b"The port will grow.\r\n", fields=b"Comments: EMBARGO\r\n"))
    assert story.pubstatus is PubStatus.WITHHELD


def test_field_that_comes_twice_is_kept() -> None:
    (story,) = read(
        simple(fields=b"Subject: another\r\nComments: one\r\nComments: two\r\nKeywords: a\r\nKeywords: b, c\r\n")
    )
    assert (story.headline, story.ednote, story.keywords) == ("Port to grow", "one\ntwo", ("a", "b", "c"))
    assert ("Subject", "another") in story.given


def test_expiry_is_read() -> None:
    (story,) = read(simple(fields=b"Expires: Fri, 27 Nov 2026 00:00:00 +0400\r\n"))
    assert story.expiry == datetime(2026, 11, 26, 20, tzinfo=UTC)


def test_one_broken_mail_does_not_take_the_others_with_it() -> None:
    box = b"From a@b.example Thu Nov 26 12:00:00 2026\nFrom: a@b.example\nMessage-ID: <1@b.example>\n\n\n\n"
    readings = parse(box + (SAMPLES / "one_id_twice.mbox").read_bytes(), CONTEXT)[1]
    assert [reading.story is None for reading in readings] == [True, False, False, False]
    assert readings[0].place == "mail 1"


def test_mails_nest_no_deeper_than_is_read() -> None:
    data = simple(b"Innermost.")
    for number in range(8):
        data = simple(data, fields=b"Content-Type: message/rfc822\r\n", subject=b"Fwd %d" % number)
    readings = parse(data, CONTEXT)[1]
    assert any("more than 5 files" in reading.error for reading in readings)


def test_format_without_a_reader_for_parts_lists_what_is_attached() -> None:
    (reading,) = mail.parse((SAMPLES / "aran_attachments.eml").read_bytes(), CONTEXT)
    assert isinstance(reading, Reading) and reading.story
    assert [one.name for one in reading.story.renditions] == ["sərhəd.xml", "xalça.png", "proqram.pdf"]


@pytest.mark.parametrize("data", [b"", b"plain words", b"\x89PNG\r\n\x1a\n", b"From: a@b\r\nTo: c@d\r\n\r\n"])
def test_what_holds_no_mail_is_refused(data: bytes) -> None:
    with pytest.raises(WireError):
        mail.parse(data, CONTEXT)


def _nested(depth: int) -> bytes:
    data = b"Content-Type: text/plain\r\n\r\nInnermost."
    for number in range(depth):
        name = b"b%d" % number
        data = (
            b"Content-Type: multipart/mixed; boundary="
            + name
            + b"\r\n\r\n--"
            + name
            + b"\r\n"
            + data
            + b"\r\n--"
            + name
            + b"--"
        )
    return b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n" + data


@pytest.mark.parametrize(
    "data",
    [_nested(300), parts(*[b"\r\nx"] * 3000), simple(fields=b"X: y\r\n" * 20_000), simple(fields=b"X: y\r\n" + b" z\r\n" * 100_000),
     simple(subject=b"=?utf-8?q?" * 20_000), simple(subject=b"=?utf-8?q?a?= " * 5_000), simple(b"=" * 300_000, fields=b"Content-Transfer-Encoding: quoted-printable\r\n"),
     simple(b"QUJD=" * 50_000, fields=b"Content-Transfer-Encoding: base64\r\n"), simple(b">" * 300_000, fields=b"Content-Type: text/plain; format=flowed\r\n"),
     simple(b"-- \r\n" * 50_000), simple(b"\r\n--x" * 50_000, fields=b"Content-Type: multipart/mixed; boundary=x\r\n"),
     simple(fields=b"Content-Type: text/plain" + b"; a=b" * 20_000 + b"\r\n"), b"From " * 100_000, b"From a 1:11 2026\nA:b\n\n" * 3000,
     b"From: " + b"x" * 60_000 + b"\r\nSubject: x\r\n\r\nText.\r\n", b"From: " + b"<x" * 30_000 + b"\r\nSubject: x\r\n\r\nText.\r\n",
     simple(b"\r\n--x\r\n\r\n" + b"a" * 200_000 + b"\r\n--x--\r\n", fields=b"Content-Type: multipart/alternative; boundary=x\r\n")],
)  # fmt: skip
def test_hostile_mail_is_read_in_time_of_its_length(data: bytes) -> None:
    assert 0 <= mail.recognises(data) <= 100
    try:
        readings = mail.parse(data, CONTEXT)
    except WireError:
        return
    assert readings
    assert not any("unforeseen" in reading.error for reading in readings)


def test_innermost_words_of_a_deep_mail_are_not_lost() -> None:
    (story,) = [reading.story for reading in mail.parse(_nested(40), CONTEXT)]
    assert story is not None
    assert any("Innermost." in paragraph for paragraph in story.paragraphs)
    assert any("too deep" in defect for defect in story.defects)
