"""The study trains for real, on a small part of the corpus."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("ctranslate2")

from dabir.training.corpus import corpus_sha256, read_corpus, split
from pack import study
from pack.recipe import Recipe, read_state
from pack.study import COOLED, VARIANTS, Plan, Variant

SMALL = {"width": 64, "inner": 128, "heads": 2, "encoder_layers": 1, "decoder_layers": 1}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, corpus_folder: Path) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for name in ("diplomacy.tsv", "stories.tsv"):
        lines = (corpus_folder / name).read_text(encoding="utf-8").splitlines()[:240]
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
    return folder


def _work(corpus: Path, work: Path, length: str, name: str) -> Path:
    return work / f"{corpus_sha256(corpus)[:12]}-{length}" / name


def test_lever_has_its_steps_and_a_point_of_the_curve_its_epochs(
    corpus: Path, tmp_path: Path, pack_file: Path
) -> None:
    plan = Plan(steps=3, epochs=0.1)
    lever = Variant("untied", pieces=600, names=False, aligned=False, shape={**SMALL, "tied": False})
    point = Variant("half", pieces=600, names=False, per_mille=500, whole=True, shape=SMALL)
    (row,) = study.train(lever, corpus, pack_file.parent, tmp_path, plan)
    assert row["steps"] == 3
    (half,) = study.train(point, corpus, pack_file.parent, tmp_path, plan)
    assert half["epochs"] == pytest.approx(0.1, abs=0.05)
    assert half["sentences"] < row["sentences"]
    cooled = [
        read_state(_work(corpus, tmp_path, length, name) / "checkpoint.pt").recipe.cooled
        for length, name in (("3-steps", "untied"), ("0.1-epochs", "half"))
    ]
    assert cooled == [COOLED, Recipe().cooled]


def test_result_is_read_and_not_made_again(corpus: Path, tmp_path: Path, pack_file: Path) -> None:
    plan, variant = Plan(steps=3, epochs=0.1), replace(VARIANTS[0], name="done")
    done = _work(corpus, tmp_path, "3-steps", "done")
    done.mkdir(parents=True)
    (done / "result.json").write_text(json.dumps([{"variant": "done"}]), encoding="utf-8")
    assert study.train(variant, corpus, pack_file.parent, tmp_path, plan) == [{"variant": "done"}]


def test_drafts_of_more_packs_than_there_are_are_refused(corpus: Path, tmp_path: Path, pack_file: Path) -> None:
    with pytest.raises(ValueError, match="has 1 packs, not 2"):
        study.drafts(split(read_corpus(corpus)), tmp_path, pack_file.parent, 2)


def test_of_two_drafts_the_nearer_is_taken(corpus: Path, tmp_path: Path, pack_file: Path) -> None:
    for name in ("1.argosmodel", "2.argosmodel"):
        shutil.copyfile(pack_file, tmp_path / name)
    splits = split(read_corpus(corpus))
    few = replace(splits, train=splits.train[:6])
    made = study.drafts(few, tmp_path, tmp_path, 2)
    assert len(made) == 6
    texts = [{one.fa, one.az, one.en} for one in few.train]
    assert all(any(len({one.fa, one.az, one.en} & same) >= 2 for same in texts) for one in made)
    assert study._nearest(["a ship", "the ship sails"], "the ship sails") == "the ship sails"


def test_kept_study_has_its_variants_in_their_order(pack_file: Path) -> None:
    rows = json.loads((pack_file.parent / "study.json").read_text(encoding="utf-8"))
    trained = [row["variant"] for row in rows if "sentences" in row]
    order = {variant.name: place for place, variant in enumerate(VARIANTS)}
    runs: list[list[int]] = []
    for name in trained:
        if name == VARIANTS[0].name:
            runs.append([])
        runs[-1].append(order[name])
    assert runs
    assert all(run == sorted(set(run)) for run in runs)
