"""Drafts that lost a name get it: with a model that copies letters, and with the pack that ships with Dabir."""

import pytest
from pack_builder import cipher

from dabir.settings import resources
from dabir.translation import names, naming
from dabir.translation.edge import show
from dabir.translation.engine import Engine
from dabir.translation.packs import Packs

EXTRA = {"placeholders": "figures", "alignment": True}

#: Sentences whose drafts lost a name when the model was left alone.
HARD = (
    ("az", "en", "Qarsız Olimpiya xizəkçisi yetişdirmək olarmı? Yamayka bunun cavabını verib.", "Jamaica"),
    ("az", "en", "İnterpol Ekvadorun narkotik dəstəsinin başçısını tutmaq üçün qırmızı bildiriş yayıb.", "Ecuador"),
    ("az", "en", "Cavab oyunu Bakı vaxtı ilə saat 21:30-da başlayacaq.", "Baku"),
)


@pytest.fixture
def copier(packs, tiny_pack):
    """A pack that copies letter by letter, and so loses every name it should write otherwise."""
    return packs.install(tiny_pack("fa", "az", "en", version="2.0", extra=EXTRA))


@pytest.fixture(scope="module")
def bundled(tmp_path_factory):
    packs = Packs(tmp_path_factory.mktemp("desk") / "packs", sorted((resources() / "packs").glob("*.argosmodel")))
    engine = Engine(packs, threads=2)
    yield engine
    engine.close()


def draft(engine, text, source="az", target="en"):
    return engine.translate([text], source, target)[0]


def test_name_stands_where_the_source_has_it_and_the_rest_is_as_it_was(engine, copier):
    assert draft(engine, "xəbər Bakı xəbər").text == f"{cipher('xəbər', 'en')} Baku {cipher('xəbər', 'en')}"


def test_first_word_of_a_draft_begins_with_a_capital(engine, copier):
    assert draft(engine, "June XƏBƏR", "en", "az").text == f"İyun {cipher('xəbər', 'az')}"


def test_several_names_are_all_written(engine, copier):
    text = draft(engine, "Bakı xəbər Riqa xəbər Bakı").text
    assert [text.split()[place] for place in (0, 2)] == ["Baku", "Riga"]


def test_figures_stay_when_a_name_is_written(engine, copier):
    assert draft(engine, "125 xəbər Bakı 36").text == f"125 {cipher('xəbər', 'en')} Baku 36"


def test_draft_without_lost_names_is_left_alone(engine, copier):
    assert draft(engine, "xəbər oxudu").text == cipher("xəbər oxudu", "en")


def test_pack_whose_attention_tells_nothing_is_left_alone(packs, engine, tiny_pack):
    packs.install(tiny_pack("fa", "az", "en", version="2.0", extra={"placeholders": "figures"}))
    assert draft(engine, "xəbər Bakı xəbər").text == cipher("xəbər Bakı xəbər", "en")


def test_name_that_may_be_an_ordinary_word_is_not_written_where_the_model_finds_it_unlikely(engine, copier):
    assert draft(engine, "xəbər Lima xəbər").text == cipher("xəbər Lima xəbər", "en")


def test_draft_is_left_alone_where_the_rest_would_be_far_less_likely(engine, copier, monkeypatch):
    monkeypatch.setattr(naming, "_CLIFF", -1.0)
    assert draft(engine, "xəbər Bakı xəbər").text == cipher("xəbər Bakı xəbər", "en")


def test_drafts_of_many_texts_keep_their_places(engine, copier):
    texts = [f"xəbər {'oxudu ' * (number % 4)}{'Bakı' if number % 2 else 'xəbər'}" for number in range(150)]
    made = engine.translate(texts, "az", "en")
    assert [one.text.split()[-1] == "Baku" for one in made] == [number % 2 == 1 for number in range(150)]
    assert [len(one.text.split()) for one in made] == [len(text.split()) for text in texts]


def test_name_that_was_given_is_no_guess_and_does_not_count_in_the_score(engine, copier):
    lone, named = engine.translate(["xəbər xəbər xəbər", "xəbər Bakı xəbər"], "az", "en")
    assert named.score == pytest.approx(lone.score, abs=0.03)


@pytest.mark.parametrize(("source", "target", "text", "wanted"), HARD)
def test_bundled_pack_writes_names_it_does_not_know(bundled, source, target, text, wanted):
    made = draft(bundled, text, source, target)
    assert wanted in made.text
    assert names.lost(names.sought(show(text, source), source, target), made.text, target) == []
