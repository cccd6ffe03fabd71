"""The whole way of an adaptation, with the real bundled pack; it trains for some minutes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import beekeeping
import pytest

pytest.importorskip("torch", reason="Torch is not installed; make test-training brings it")
pytest.importorskip("sacrebleu", reason="sacrebleu is not installed; make test-training brings it")

from dabir.domain.errors import NotAllowed, PackError
from dabir.domain.segment import PackInfo
from dabir.store import memory
from dabir.training import adaptation
from dabir.training.continuation import Settings

MINUTES = 30.0


def remember(desk, units) -> None:
    desk.database.write(lambda db: memory.add(db, units))


def test_500_units_of_a_new_subject_make_a_better_pack(desk, tmp_path: Path) -> None:
    remember(desk, beekeeping.units(500))
    (bundled,) = desk.packs.installed()
    before = {path: path.read_bytes() for path in bundled.path.rglob("*") if path.is_file()}
    told: list[str] = []
    made = desk.adapting.adapt(minutes=MINUTES, say=told.append, output=tmp_path / "new.argosmodel")
    assert made.refused == ""
    assert made.own[1] > made.own[0] + 5.0
    assert made.corpus is not None and made.corpus[0] - made.corpus[1] <= 1.0
    assert told
    assert (made.learned + made.development + made.held_out, made.held_out) == (500, 78)

    # It is the pack in use now; the bundled one stands beside it, untouched.
    assert made.pack is not None and made.pack.info.version == f"{bundled.info.version}.1"
    for source, target in beekeeping.DIRECTIONS:
        assert [pack.info for pack in desk.engine.route(source, target)] == [made.pack.info]
    assert bundled in desk.packs.installed()
    assert {path: path.read_bytes() for path in before} == before
    says = json.loads((made.pack.path / "metadata.json").read_text("utf-8"))
    assert says["adapted"]["from"]["sha256"] == bundled.info.sha256
    assert made.pack.calibration != bundled.calibration
    assert "## Adapted to a desk" in (made.pack.path / "README.md").read_text("utf-8")

    # The file is the same pack; once it is removed the bundled one is in use again.
    assert desk.packs.install(tmp_path / "new.argosmodel").info == made.pack.info
    desk.packs.remove(made.pack.info.name)
    assert [pack.info for pack in desk.engine.route("fa", "az")] == [bundled.info]


def test_units_that_are_no_translations_are_refused_and_nothing_is_written(desk, tmp_path: Path) -> None:
    remember(desk, beekeeping.nonsense(500))
    before = desk.packs.installed()
    made = desk.adapting.adapt(minutes=MINUTES, say=print, output=tmp_path / "new.argosmodel")
    assert made.pack is None
    assert f"{made.own[0]:.1f} before" in made.refused and f"{made.own[1]:.1f} after" in made.refused
    assert desk.packs.installed() == before
    assert not (tmp_path / "new.argosmodel").exists()


def test_stopped_training_leaves_nothing(desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remember(desk, beekeeping.units(320))
    before = desk.packs.installed()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def stop(line: str) -> None:
        if line.startswith("Loss"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.adapting.adapt(minutes=MINUTES, say=stop)
    assert desk.packs.installed() == before
    assert not list(tmp_path.glob("dabir-adapt-*"))


def test_time_that_is_up_ends_the_training_with_what_it_has(desk, tmp_path: Path) -> None:
    remember(desk, beekeeping.units(320))
    made = desk.adapting.adapt(minutes=0.0, say=print)
    assert made.own[1] == pytest.approx(made.own[0], abs=0.01)
    assert "no better" in made.refused


def test_desk_with_few_units_is_told_how_many_are_needed(desk) -> None:
    remember(desk, beekeeping.units(40))
    remember(desk, [replace(unit, origin="file.tmx", story="x") for unit in beekeeping.units(400)])
    with pytest.raises(NotAllowed, match=r"40 confirmed units.*300"):
        desk.adapting.adapt(minutes=MINUTES, say=print)


def test_pack_of_another_kind_is_refused(desk, tmp_path: Path, corpus_folder: Path, clock) -> None:
    (bundled,) = desk.packs.installed()
    other = replace(bundled, info=PackInfo("translate-fa_en", "1.0", ""), prefixes=())
    wanted = adaptation.Desk(other, other, beekeeping.units(320), corpus_folder, clock())
    with pytest.raises(PackError, match="not of the kind"):
        adaptation.adapt(wanted, tmp_path, minutes=MINUTES, say=print)


def test_missing_corpus_is_told(desk, tmp_path: Path, clock) -> None:
    (bundled,) = desk.packs.installed()
    wanted = adaptation.Desk(bundled, bundled, beekeeping.units(320), tmp_path / "none", clock())
    with pytest.raises(PackError, match="corpus"):
        adaptation.adapt(wanted, tmp_path, minutes=MINUTES, say=print, settings=Settings(epochs=1))
