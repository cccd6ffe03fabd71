import email
from dataclasses import replace
from datetime import UTC, datetime
from email.policy import default

import pytest

from dabir.domain.outbox import Parcel, ParcelFile, Target, TargetKind
from dabir.publish.targets import email_file
from dabir.publish.targets.delivery import NotDelivered

AT = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)
SUBJECT = "سفر وزیر به باکو: «گفت‌وگو» با NATO"
TEXT = "سفر وزیر به باکو\n\nاو با همتای خود <دیدار> کرد.\nخبرگزاری آران\n"


@pytest.fixture
def target(tmp_path):
    folder = tmp_path / "mails"
    folder.mkdir()
    return Target(
        "desk", TargetKind.EMAIL, str(folder), sender="desk@aran.example", recipients=("a@x.example", "b@y.example")
    )


def mail(target, **changes):
    files = [
        ParcelFile("translation.json", "application/json", '{"a": "ب"}'.encode()),
        ParcelFile("خبر.txt", "text/plain; charset=utf-8", "متن\r\n".encode()),
        ParcelFile("original.eml", "message/rfc822", b"Subject: x\r\n\r\nraw \xff bytes"),
    ]
    values = {
        "key": "cd" * 32,
        "subject": SUBJECT,
        "text": TEXT,
        "language": "fa",
        "at": AT,
        "files": files,
        **changes,
    }
    return email_file.message(target, **values)


def test_mail_reads_back_in_the_right_letters(target):
    data = mail(target)
    data.decode("ascii")
    assert b"\r\n" in data and b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.splitlines())) <= 998
    read = email.message_from_bytes(data, policy=default)
    assert (read["Subject"], read["From"], read["To"]) == (SUBJECT, target.sender, "a@x.example, b@y.example")
    assert read["Date"].datetime == AT
    assert read["X-Unsent"] == "1"
    assert not read.defects and not any(part.defects for part in read.walk())
    plain = read.get_body(("plain",))
    assert plain.get_content_charset() == "utf-8"
    assert plain.get_content().replace("\r\n", "\n") == TEXT


@pytest.mark.parametrize(
    ("language", "way"), [("fa", "rtl"), ("ar", "rtl"), ("az", "ltr"), ("ru", "ltr"), ("", "ltr")]
)
def test_page_of_the_mail_says_which_way_it_runs(target, language, way):
    read = email.message_from_bytes(mail(target, language=language), policy=default)
    page = read.get_body(("html",)).get_content()
    assert f'dir="{way}"' in page
    assert "&lt;دیدار&gt; کرد.<br>خبرگزاری آران</p>" in page


def test_attachments_are_the_bytes_themselves(target):
    read = email.message_from_bytes(mail(target), policy=default)
    attached = {part.get_filename(): part for part in read.iter_attachments()}
    assert list(attached) == ["translation.json", "خبر.txt", "original.eml"]
    assert attached["translation.json"].get_content() == '{"a": "ب"}'.encode()
    assert attached["خبر.txt"].get_payload(decode=True) == "متن\r\n".encode()
    assert attached["original.eml"].get_payload(decode=True) == b"Subject: x\r\n\r\nraw \xff bytes"


def test_same_item_makes_the_same_bytes(target):
    assert mail(target) == mail(target)
    assert mail(target) != mail(target, key="ef" * 32)


@pytest.mark.parametrize("subject", ["two\nlines\r\nBcc: thief@x.example", "lone \ud800 half", "x" * 3000, ""])
def test_no_subject_can_add_header_fields(target, subject):
    read = email.message_from_bytes(mail(target, subject=subject), policy=default)
    assert read["Bcc"] is None
    assert len(read.get_all("To")) == 1


def test_repeated_delivery_leaves_one_file_and_nothing_else(target, tmp_path):
    parcel = Parcel(
        "cd" * 32, "سفر: وزیر v1 fa cdcdcdcd", (ParcelFile("message.eml", "message/rfc822", mail(target)),)
    )
    for _ in range(2):
        place = email_file.deliver(target, parcel)
    (file,) = (tmp_path / "mails").iterdir()
    assert (str(file), file.name, file.read_bytes()) == (place, "سفر_ وزیر v1 fa cdcdcdcd.eml", mail(target))


def test_missing_folder_is_not_made(target, tmp_path):
    gone = replace(target, address=str(tmp_path / "share"))
    with pytest.raises(NotDelivered) as caught:
        email_file.deliver(gone, Parcel("k", "n", (ParcelFile("message.eml", "message/rfc822", b"x"),)))
    assert caught.value.later and not caught.value.counted
    assert not (tmp_path / "share").exists()
