from __future__ import annotations

import shutil
from pathlib import Path

import ctranslate2
import numpy as np
import pytest
import sentencepiece as spm
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pack_builder import Recipe, build_pack, read_archive

from dabir.domain.errors import PackError
from dabir.training.export import export
from dabir.training.layout import variables
from dabir.training.modelfile import read, weights_of

SENTENCES = (
    "زنبورداران دو کشور برای کوچاندن کندوها به مجوز بهداشتی نیاز دارند.",
    "وزیر امور خارجه فردا در باکو با همتای خود دیدار می‌کند.",
    "بهای نفت در بازار جهانی افزایش یافت.",
)


def translations(model: Path, processor: spm.SentencePieceProcessor) -> list[list[str]]:
    translator = ctranslate2.Translator(str(model), compute_type="int8", intra_threads=1)
    results = translator.translate_batch(
        [processor.encode(text, out_type=str) for text in SENTENCES],
        target_prefix=[["__az__"]] * len(SENTENCES),
        beam_size=2,
        return_scores=True,
    )
    translator.unload_model()
    return [[*result.hypotheses[0], f"{result.scores[0]:.3f}"] for result in results]


def test_export_of_what_was_read_translates_the_same(bundled: Path, tmp_path: Path) -> None:
    trained = weights_of(bundled / "model" / "model.bin")
    assert (trained.heads, trained.encoder_layers, trained.decoder_layers) == (4, 4, 2)
    before = {name: value.copy() for name, value in trained.weights.items()}
    processor = spm.SentencePieceProcessor(model_file=str(bundled / "sentencepiece.model"))
    export(trained.weights, trained.heads, processor, tmp_path / "model")
    assert all(np.array_equal(value, trained.weights[name]) for name, value in before.items())
    assert translations(tmp_path / "model", processor) == translations(bundled / "model", processor)
    one, two = (read(folder / "model.bin") for folder in (bundled / "model", tmp_path / "model"))
    assert one.aliases == two.aliases
    for name, value in one.variables.items():
        if value.dtype == np.int8:
            assert np.array_equal(value, two.variables[name]), name


def test_every_parameter_is_read_as_floats(bundled: Path) -> None:
    trained = weights_of(bundled / "model" / "model.bin")
    assert set(trained.weights) == set(variables(4, 2).values())
    assert all(value.dtype == np.float32 for value in trained.weights.values())
    assert 0.01 < np.abs(trained.weights["embedding.weight"]).mean() < 1.0


def test_floats_are_read_as_they_are(bundled: Path, tmp_path: Path) -> None:
    trained = weights_of(bundled / "model" / "model.bin")
    processor = spm.SentencePieceProcessor(model_file=str(bundled / "sentencepiece.model"))
    export(trained.weights, trained.heads, processor, tmp_path / "model", quantization=None)
    again = weights_of(tmp_path / "model" / "model.bin")
    assert all(np.array_equal(value, again.weights[name]) for name, value in trained.weights.items())


def test_model_of_another_shape_is_refused(tmp_path: Path) -> None:
    file = build_pack(tmp_path / "tiny.argosmodel", Recipe(("fa", "az", "en")))
    model = tmp_path / "model.bin"
    model.write_bytes(read_archive(file)["pack/model/model.bin"])
    with pytest.raises(PackError, match="cannot be continued"):
        weights_of(model)


def test_missing_file_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"model\.bin cannot be read"):
        weights_of(tmp_path / "model.bin")


def test_file_that_goes_on_after_its_end_is_refused(bundled: Path, tmp_path: Path) -> None:
    model = tmp_path / "model.bin"
    shutil.copyfile(bundled / "model" / "model.bin", model)
    with model.open("ab") as file:
        file.write(b"\0")
    with pytest.raises(PackError, match="after its end"):
        weights_of(model)


@given(per_mille=st.integers(0, 999))  # no floats: a training in this process lets tiny ones be zero
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_cut_file_is_refused_wherever_it_is_cut(bundled: Path, tmp_path: Path, per_mille: int) -> None:
    data = (bundled / "model" / "model.bin").read_bytes()
    model = tmp_path / "model.bin"
    model.write_bytes(data[: len(data) * per_mille // 1000])
    with pytest.raises(PackError, match="ends too early"):
        weights_of(model)


@given(data=st.binary(max_size=200))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_bytes_that_are_no_model_are_refused(tmp_path: Path, data: bytes) -> None:
    model = tmp_path / "model.bin"
    model.write_bytes(data)
    with pytest.raises(PackError):
        weights_of(model)


def test_changed_scalar_is_refused(bundled: Path, tmp_path: Path) -> None:
    data = (bundled / "model" / "model.bin").read_bytes()
    name = b"encoder/pre_norm\0"
    place = data.index(name) + len(name) + 1 + 1 + 4  # dimensions, type, size
    model = tmp_path / "model.bin"
    model.write_bytes(data[:place] + b"\0" + data[place + 1 :])
    with pytest.raises(PackError, match=r"encoder/pre_norm is 0"):
        weights_of(model)
