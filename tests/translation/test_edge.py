import pytest
from pack_builder import cipher

from dabir.translation import edge
from dabir.translation.placeholders import NUMBERS

PERSIAN = "خبر"


@pytest.fixture
def placed(packs, tiny_pack):
    """A pack of six directions that was made for placeholders and alignment."""
    extra = {"placeholders": "figures", "alignment": True}
    return packs.install(tiny_pack("fa", "az", "en", extra=extra))


def test_pack_for_placeholders_writes_figures_as_the_target_does(engine, placed):
    made = engine.translate(["۷٫۲۵ و ۱۲۳۴۵"], "fa", "az")[0].text
    assert made.startswith("7,25 ")
    assert made.endswith(" 12\u00a0345")


def test_other_packs_are_shown_the_figures(packs, engine, tiny_pack):
    packs.install(tiny_pack("fa", "az"))
    assert engine.translate(["۷٫۲۵"], "fa", "az")[0].text == "۷٫۲۵"


def test_lost_placeholder_stands_at_the_end_and_makes_the_draft_doubtful(packs, engine, tiny_pack):
    packs.install(tiny_pack("fa", "az", "en", extra={"placeholders": "figures"}, forgetful=True))
    made = engine.translate([f"۲۵ {PERSIAN}"], "fa", "az")[0]
    assert made.text.endswith(f"{cipher(PERSIAN, 'az')} (25)")
    assert made.doubtful


def test_lost_placeholder_makes_a_draft_doubtful_that_the_pack_is_sure_of(packs, engine, tiny_pack):
    sure = {"weights": [1.0, 0.0, 0.0, 0.0, 0.0, 0.0], "low": 0.1}
    extra = {"placeholders": "figures", "confidence": sure}
    packs.install(tiny_pack("fa", "az", "en", extra=extra, forgetful=True))
    assert engine.translate([f"۲۵ {PERSIAN}"], "fa", "az")[0].doubtful
    assert not engine.translate([PERSIAN], "fa", "az")[0].doubtful


def test_text_without_words_goes_past_the_model(engine, placed):
    made = engine.translate(["۱۴۰۵", "…", "۲۵٪؟"], "fa", "az")
    assert [one.text for one in made] == ["1405", "…", "25%?"]


def test_headline_in_capitals_is_shown_in_small_letters_and_comes_back_in_capitals():
    shown = edge.show("İRAN VƏ AZƏRBAYCAN 25 SAZİŞ İMZALADI", "az")
    assert shown.capitals
    assert shown.text.startswith("iran və azərbaycan ")
    assert edge.hear(f"iki ölkə {NUMBERS[0]} sazişi imzalayıb", shown, "az") == "İKİ ÖLKƏ 25 SAZİŞİ İMZALAYIB"
    assert edge.hear(f"two {NUMBERS[0]} deals in", shown, "en") == "TWO 25 DEALS IN"
    assert edge.hear("دو کشور", shown, "fa") == "دو کشور (۲۵)"


@pytest.mark.parametrize(
    "text", ["NATO", "BMT VƏ Avropa İttifaqı", "ایران و آذربایجان", "25 26 27", "UNESCO, UNICEF"]
)
def test_names_and_mixed_text_are_not_taken_for_capitals(text):
    assert not edge.show(text, "az").capitals


def test_words_are_aligned_in_what_a_person_wrote(engine, placed):
    source, target = "دبیر خبر", "abcç dçe."
    links = engine.align(source, target, "fa", "az")
    assert [(source[slice(*one.source_span)], target[slice(*one.target_span)]) for one in links] == [
        ("دبیر", "abcç"),
        ("خبر", "dçe"),
    ]


def test_alignment_needs_a_pack_that_was_made_for_it(packs, engine, tiny_pack):
    packs.install(tiny_pack("fa", "en"))
    assert engine.align("دبیر", "EDITOR", "fa", "en") == []


def test_alternatives_differ_and_begin_with_the_draft(engine, placed):
    text = "دبیر ۲۵ خبر خواند"
    made = [one.text for one in engine.alternatives(text, "fa", "az", count=3)]
    assert made[0] == engine.translate([text], "fa", "az")[0].text
    assert 1 <= len(made) == len(set(made)) <= 3
    assert all("25" in one for one in made)
