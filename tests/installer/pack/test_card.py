"""What the card says of weak spots and of the study; needs what scores, not what trains."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("sacrebleu")

from dabir.training.corpus import DIRECTIONS, Triple
from pack import card, findings, weak_spots
from pack.card import Cost, Facts, Speed
from pack.score import Score, terms_kept
from pack.uses import Use

NAMES = [f"{source}-{target}" for source, target in DIRECTIONS]
STUDY = [
    {"variant": "as built", "chrf": 40.0, "sentences": 8, "steps": 2500, "names": 0.9, "directions": dict.fromkeys(NAMES, 40)},
    {"variant": "beam 4, length penalty 1.0", "chrf": 40.25},
    {"variant": "no label smoothing", "chrf": 38.0, "sentences": 8, "steps": 2500, "names": 0.8},
    {
        "variant": "half of the corpus",
        "chrf": 33.5,
        "sentences": 4,
        "steps": 5000,
        "names": 0.7,
        "directions": dict.fromkeys(NAMES, 33.5),
    },
]  # fmt: skip


@pytest.fixture
def triples() -> list[Triple]:
    plain = [Triple(f"سلام {number}", f"salam {number}", f"hello there {number}.") for number in range(30)]
    asked = [Triple(f"چرا {number}؟", f"niyə {number}?", f"why then {number}?") for number in range(25)]
    return [*plain, *asked]


@pytest.fixture
def facts(triples: list[Triple]) -> Facts:
    outputs = {
        (source, target): [triple.text(target) if triple.en.endswith("?") else "x" for triple in triples]
        for source, target in DIRECTIONS
    }
    places = {"first_file": list(range(30)), "second_file": list(range(30, 55)), "small_file": [0, 1]}
    spots = weak_spots.table("domain", triples, outputs, places)
    score = Score("fa", "en", chrf=45.25, bleu=20.0, figures=1.0, names=0.975, spelled=0.75, loops=0, sentences=9)
    return Facts(
        sizes=dict.fromkeys(("train", "development", "held_out", "stories"), 55),
        corpus_sha256="ab" * 32,
        seed=1,
        settings={},
        held_out=[score],
        stories=[score],
        examples=[],
        cost=Cost(1, 1, 1, 1, 1, "a machine"),
        speed=Speed(0.1, 1000, 2, "2 cores"),
        installed_bytes=1,
        worst_found=0.5,
        spots=spots,
    )


def rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"]


def test_domains_stand_in_the_card_the_weakest_first_and_small_ones_not_at_all(facts: Facts) -> None:
    said = [row for row in rows(card.render(facts)) if row[0].endswith(" file")]
    assert [row[0] for row in said] == ["first file", "second file"]
    assert said[1][1:] == ["25", "100.0", *["100.0"] * 6]


def test_constructions_are_told_by_the_english_sentence(tmp_path: Path, triples: list[Triple]) -> None:
    lines = [f"{triple.fa}\t{triple.az}\t{triple.en}" for triple in triples]
    (tmp_path / "one.tsv").write_text("\n".join(lines), encoding="utf-8")
    outputs = {direction: ["x"] * len(triples) for direction in DIRECTIONS}
    spots = {(spot.by, spot.name): spot.sentences for spot in weak_spots.spots(triples, outputs, tmp_path)}
    assert spots["domain", "one"] == 55
    assert spots["construction", "questions"] == 25


def test_card_gives_names_kept_and_the_stricter_count(facts: Facts) -> None:
    assert ["fa → en", "9", "45.2", "20.0", "100.0%", "97.5%", "75%", "0"] in rows(card.render(facts))


def test_levers_are_held_against_the_training_as_long_as_theirs(facts: Facts, tmp_path: Path) -> None:
    file = tmp_path / findings.STUDY
    shorter = [{**STUDY[0], "chrf": 20.0, "steps": 800}, {"variant": "dropout", "chrf": 21.0, "steps": 800}]
    file.write_text(json.dumps([*STUDY, *shorter]), encoding="utf-8")
    found = rows(card.render(replace(facts, trials=findings.read_study(file))))
    assert ["as built", "800", "20.0", "", "90%"] in found
    assert ["dropout", "800", "21.0", "+1.0", ""] in found


def test_card_has_no_word_of_a_study_that_was_not_made(facts: Facts, tmp_path: Path) -> None:
    assert findings.read_study(tmp_path / findings.STUDY) == ()
    assert "Learning curve" not in card.render(facts)


def test_card_has_learning_curve_and_levers_where_a_study_was_made(facts: Facts, tmp_path: Path) -> None:
    file = tmp_path / findings.STUDY
    file.write_text(json.dumps(STUDY), encoding="utf-8")
    text = card.render(replace(facts, trials=findings.read_study(file)))
    curve, levers = text.split("Learning curve", 1)[1].split("Levers", 1)
    assert rows(curve)[2:] == [["half of the corpus", "4", "33.5", *["33.5"] * 6]]
    assert [row for row in rows(levers) if row[0] in {one["variant"] for one in STUDY}] == [
        ["as built", "2,500", "40.0", "", "90%"],
        ["beam 4, length penalty 1.0", "", "40.2", "+0.2", ""],
        ["no label smoothing", "2,500", "38.0", "-2.0", "80%"],
    ]


def test_card_tells_what_the_program_adds_to_the_model(facts: Facts) -> None:
    assert "What the program adds" not in card.render(facts)
    text = card.render(replace(facts, uses=[Use("nothing mended", 51.2, 51.4, 0.999, 0.902, 0.984)]))
    assert ["nothing mended", "51.2", "51.4", "99.9%", "90.2%", "98.4%"] in rows(text)


@pytest.mark.parametrize("text", ['{"variant": "x"}', '[{"variant": "x"}]', '["x"]'])
def test_file_that_is_no_study_is_refused_by_its_name(tmp_path: Path, text: str) -> None:
    file = tmp_path / findings.STUDY
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"study\.json"):
        findings.read_study(file)


def test_names_of_the_starter_terms_count_where_the_reference_has_them_in_any_form() -> None:
    sources = ["Rusiyanın səfiri Bakıdadır", "Rusiya və İspaniya", "salam"]
    references = ["Russia's ambassador is in Baku", "Russia and its neighbour", "hello"]
    outputs = ["The Russian ambassador is here", "Rusland", "hello"]
    assert terms_kept(sources, outputs, references, ("az", "en")) == 1 / 3
