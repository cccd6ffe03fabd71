from __future__ import annotations

import pytest

from dabir.wire.embargo import marked


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("EMBARGO: 26 Nov 2026 18:00 +0400", "26 Nov 2026 18:00 +0400"),
        ("EMBARGOED until 26 Nov 2026 18:00 GMT: Budget goes to parliament", "26 Nov 2026 18:00 GMT"),
        ("[EMBARGO 2026-11-26T18:00Z] Budget", "2026-11-26T18:00Z"),
        ("Budget goes to parliament (EMBARGO)", ""),
        ("STRICTLY EMBARGOED - Budget", "Budget"),
        ("EMBARGO", ""),
        ("Fwd: EMBARGO", ""),
        ("EMBARQO: 26 Nov 2026 20:00 +0400", "26 Nov 2026 20:00 +0400"),
        ("ЭМБАРГО до 26 Nov 2026 20:00 +0300", "26 Nov 2026 20:00 +0300"),
        ("امبارگو تا ساعت ۱۸", "ساعت ۱۸"),
        ("first line\nEMBARGO: 18:00", "18:00"),
    ],
)
def test_marker_of_an_embargo_is_found(text: str, end: str) -> None:
    assert marked(text) == end


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Oil embargo lifted",
        "Embargo on oil: what we know",
        "EMBARGO ON OIL LIFTED",
        "TALKS ON EMBARGO GO ON",
        "Neft embarqosu götürülüb",
        "لغو تحریم‌ها",
        "NO-EMBARGOES",
    ],
)
def test_word_alone_is_no_marker(text: str) -> None:
    assert marked(text) is None
