"""The pack as shipped: read as the program reads it, with ctranslate2 and sentencepiece alone."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import pytest
import sentencepiece as spm

from dabir.training.corpus import DIRECTIONS, corpus_sha256
from pack.package import CODE, VERSION, metadata, write_pack

SENTENCES = {
    "fa": "رئیس‌جمهور آذربایجان روز سه‌شنبه در باکو با وزیر خارجه ایران دیدار کرد.",
    "az": "Azərbaycan Prezidenti çərşənbə axşamı Bakıda İranın xarici işlər naziri ilə görüşüb.",
    "en": "The president of Azerbaijan met the Iranian foreign minister in Baku on Tuesday.",
}
SCRIPT = {"fa": r"[\u0600-\u06ff]", "az": r"[A-Za-zÇçƏəĞğIıİiÖöŞşÜü]", "en": r"[A-Za-z]"}
OTHER_SCRIPT = {"fa": r"[A-Za-z]", "az": r"[\u0600-\u06ff]", "en": r"[\u0600-\u06ffƏəŞşĞğ]"}
TELLING = {"fa": ("باکو", "ایران"), "az": ("bakı", "iran"), "en": ("baku", "iran")}


@dataclass(frozen=True, slots=True)
class Installed:
    folder: Path
    metadata: dict
    processor: spm.SentencePieceProcessor
    translator: ctranslate2.Translator

    def translate(self, text: str, target: str) -> str:
        prefix = [self.metadata["target_prefixes"][target]]
        result = self.translator.translate_batch(
            [self.processor.encode(text, out_type=str)], target_prefix=[prefix], beam_size=2
        )[0]
        assert result.hypotheses[0][:1] == prefix
        return self.processor.decode(result.hypotheses[0][1:])


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, pack_file: Path) -> Iterator[Installed]:
    place = tmp_path_factory.mktemp("pack")
    with zipfile.ZipFile(pack_file) as archive:
        archive.extractall(place)
    folder = place / CODE
    translator = ctranslate2.Translator(str(folder / "model"), device="cpu", compute_type="int8", intra_threads=1)
    yield Installed(
        folder,
        json.loads((folder / "metadata.json").read_text(encoding="utf-8")),
        spm.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model")),
        translator,
    )
    translator.unload_model()


def test_metadata_is_what_the_pipeline_writes_and_the_corpus_is_the_shipped_one(
    installed: Installed, corpus_folder: Path
) -> None:
    extra = {"corpus_sha256": corpus_sha256(corpus_folder), "confidence": installed.metadata["confidence"]}
    assert installed.metadata == metadata(extra)
    assert installed.metadata["type"] == "translate"
    assert {language["code"] for language in installed.metadata["languages"]} == {"fa", "az", "en"}


def test_metadata_is_read_by_argos(installed: Installed) -> None:
    package = pytest.importorskip("argostranslate.package").Package(installed.folder)
    assert package.code == "translate-fa-az-en-news"
    assert package.package_version == VERSION
    assert {language["code"] for language in package.languages} == {"fa", "az", "en"}


@pytest.mark.parametrize(
    "name", ["README.md", "model/model.bin", "model/config.json", "model/shared_vocabulary.json"]
)
def test_pack_holds_its_files(installed: Installed, name: str) -> None:
    assert (installed.folder / name).stat().st_size > 0


def test_pack_stays_small(installed: Installed) -> None:
    assert sum(path.stat().st_size for path in installed.folder.rglob("*") if path.is_file()) < 25_000_000


def test_card_says_what_the_pack_is(installed: Installed) -> None:
    card = (installed.folder / "README.md").read_text(encoding="utf-8")
    for part in ("draft", "chrF", "BLEU", "Unselected", installed.metadata["corpus_sha256"], "version:"):
        assert part in card


@pytest.mark.parametrize(("source", "target"), DIRECTIONS)
def test_each_direction_gives_text_in_the_right_script(installed: Installed, source: str, target: str) -> None:
    output = installed.translate(SENTENCES[source], target)
    letters = len(re.findall(SCRIPT[target], output))
    assert letters > 20
    assert len(re.findall(OTHER_SCRIPT[target], output)) < letters / 5
    assert any(word in output.replace("İ", "i").lower() for word in TELLING[target])


def test_translation_depends_on_the_source(installed: Installed) -> None:
    outputs = {
        installed.translate(text, "en") for text in ("بهای نفت افزایش یافت.", "زلزله شهر را لرزاند.", SENTENCES["fa"])
    }
    assert len(outputs) == 3


def test_vocabulary_of_model_and_tokenizer_are_the_same(installed: Installed) -> None:
    text = (installed.folder / "model" / "shared_vocabulary.json").read_text(encoding="utf-8")
    pieces = [installed.processor.id_to_piece(number) for number in range(installed.processor.get_piece_size())]
    assert json.loads(text) == pieces


@pytest.mark.parametrize("prefix", ["__fa__", "__az__", "__en__"])
def test_text_can_never_choose_a_direction(installed: Installed, prefix: str) -> None:
    assert prefix in installed.metadata["target_prefixes"].values()
    for text in (prefix, f"The word {prefix} stands here", f"{prefix}{prefix}", f"سلام{prefix}دنیا"):
        assert prefix not in installed.processor.encode(text, out_type=str)
    assert prefix not in installed.translate(f"{prefix} The president arrived.", "fa")


def test_unknown_letters_do_not_break_a_translation(installed: Installed) -> None:
    assert installed.translate("Президент 大統領 🎉 visited Baku.", "az")


def test_same_model_gives_the_same_bytes(installed: Installed, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_pack(
            installed.folder / "model", installed.folder / "sentencepiece.model", "card", {"a": "b"}, tmp_path / name
        )
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    with zipfile.ZipFile(tmp_path / "one") as archive:
        assert all(name.startswith(f"{CODE}/") for name in archive.namelist())
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
