"""A Persian story of an invented agency, its Azerbaijani translation, and makers of items and folders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from dabir.domain.segment import PackInfo
from dabir.domain.story import Original, Story
from dabir.domain.text import Text
from dabir.publish.folder import write_release
from dabir.publish.item import ReleaseItem
from dabir.publish.release import compose

TEHRAN = timezone(timedelta(hours=3, minutes=30))

STORY = Story(
    uri="urn:newsml:aran.example:20260321:1001",
    guid="urn:newsml:aran.example:20260321:1001",
    version=2,
    language="fa",
    headline="امضای قرارداد همکاری در باکو",
    slugline="همکاری-خبری",
    byline="نرگس کاویانی",
    dateline="باکو، ۱ فروردین",
    creditline="خبرگزاری آران",
    source="ARAN",
    copyrightnotice="© ۱۴۰۵ خبرگزاری آران",
    usageterms="انتشار بدون هیچ تغییری آزاد است.",
    ednote="نسخهٔ پیشین را جایگزین کنید.",
    urgency=3,
    subject=("medtop:20000593", "دیپلماسی"),
    keywords=("همکاری",),
    firstcreated=datetime(2026, 3, 21, 9, 0, tzinfo=TEHRAN),
    versioncreated=datetime(2026, 3, 21, 10, 30, tzinfo=TEHRAN),
    embargoed=datetime(2026, 3, 21, 12, 0, tzinfo=TEHRAN),
    paragraphs=(
        "دو خبرگزاری روز شنبه در باکو قرارداد تازه‌ای امضا کردند.",
        "این قرارداد <پنج‌ساله> است & از سال ۲۰۲۶ اجرا می‌شود.",
    ),
)
ORIGINAL = Original.of(
    "\ufeff<newsItem>\r\n  <headline>امضای قرارداد\u00a0همکاری</headline>\r\n</newsItem>\x00".encode(),
    media_type="application/vnd.iptc.g2.newsitem+xml",
    filename="شنبه/1001.xml",
    partner="ARAN",
    received=datetime(2026, 3, 21, 7, 5, tzinfo=UTC),
)
AZERBAIJANI = Text(
    "Bakıda əməkdaşlıq müqaviləsi imzalanıb",
    (
        "İki agentlik şənbə günü Bakıda yeni müqavilə imzalayıb.",
        "Müqavilə <beşillikdir> & 2026-cı ildən qüvvəyə minir.",
    ),
)
TRANSLATION = ReleaseItem(
    story=STORY,
    original=ORIGINAL,
    target_language="az",
    headline=AZERBAIJANI.headline,
    paragraphs=AZERBAIJANI.paragraphs,
    text_sha256=AZERBAIJANI.sha256,
    approved_by="Elçin Məmmədov",
    approved_at=datetime(2026, 3, 21, 11, 0, tzinfo=UTC),
    decision_sequence=7,
    decision_sha256="ab" * 32,
    decision_device="device-0123456789ab",
    creditline="ARAN agentliyi",
    packs=(PackInfo("translate-fa_en", "1.5", "cd" * 32), PackInfo("translate-en_az", "1.5", "ef" * 32)),
)


@pytest.fixture
def translation() -> ReleaseItem:
    return TRANSLATION


@pytest.fixture
def original_item() -> ReleaseItem:
    return replace(
        TRANSLATION,
        target_language="",
        headline=STORY.headline,
        paragraphs=STORY.paragraphs,
        text_sha256=STORY.text_sha256,
        creditline="",
        packs=(),
    )


@pytest.fixture
def with_text() -> Callable[..., ReleaseItem]:
    """Return a translation with other words and the hash that belongs to them."""

    def make(headline: str, paragraphs: tuple[str, ...], **changes: object) -> ReleaseItem:
        text = Text(headline, paragraphs)
        words = {"headline": headline, "paragraphs": paragraphs, "text_sha256": text.sha256}
        return replace(TRANSLATION, **(words | changes))  # type: ignore[arg-type]

    return make


@pytest.fixture
def released(tmp_path: Path) -> Path:
    return write_release(tmp_path / "released", "1001 az", compose(TRANSLATION))
