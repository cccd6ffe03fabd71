"""The parts that need torch; skipped where it is not installed."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("sacrebleu")

import ctranslate2  # noqa: E402
import sentencepiece as spm  # noqa: E402

from dabir.training.calibration import Sample, fit, worst_found  # noqa: E402
from dabir.training.corpus import Triple, read_corpus  # noqa: E402
from dabir.training.export import export  # noqa: E402
from dabir.training.loss import ROWS, ByteDropout, smoothed_loss  # noqa: E402
from dabir.training.model import Shape, Translator  # noqa: E402
from dabir.training.objective import batch_loss  # noqa: E402
from dabir.translation.confidence import estimate, features  # noqa: E402
from pack import build  # noqa: E402
from pack.batches import align_corpus, unified  # noqa: E402
from pack.embed import aligned_counts, factorise  # noqa: E402
from pack.package import file_name  # noqa: E402
from pack.prepared import Prepared  # noqa: E402
from pack.recipe import Recipe, rate, read_state  # noqa: E402
from pack.replay import Replay  # noqa: E402
from pack.tokens import train_tokenizer  # noqa: E402
from pack.train import Run  # noqa: E402

PIECES = 600
SHAPE = Shape(
    PIECES, width=64, inner=128, heads=2, encoder_layers=2, decoder_layers=2, dropout=0.0, attention_dropout=0.0
)


@pytest.fixture(scope="module")
def triples(corpus_folder: Path) -> list[Triple]:
    return [unified(triple) for triple in read_corpus(corpus_folder)[:120]]


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory, triples: list[Triple]) -> Path:
    model = tmp_path_factory.mktemp("training") / "sentencepiece.model"
    train_tokenizer(triples, model, PIECES)
    return model


def _run(folder: Path, tokenizer: Path, triples: list[Triple]) -> Run:
    recipe = Recipe(tokens=400, warmup=5, try_minutes=99, save_minutes=99)
    return Run(folder, SHAPE, recipe, tokenizer, triples[10:], triples[:10], Prepared(folder / "prepared"))


def test_chunked_loss_and_gradients_are_those_of_torch() -> None:
    torch.manual_seed(1)
    states = torch.randn(ROWS + 37, 32, requires_grad=True)
    weight = (torch.randn(90, 32) * 0.2).requires_grad_()
    labels = torch.randint(0, 90, (len(states),))
    ours = smoothed_loss(states, weight, labels, 0.1)
    theirs = torch.nn.functional.cross_entropy(states @ weight.t(), labels, label_smoothing=0.1)
    assert ours.item() == pytest.approx(theirs.item(), rel=2e-3)
    for one, two in zip(
        torch.autograd.grad(ours, (states, weight)), torch.autograd.grad(theirs, (states, weight)), strict=True
    ):
        assert (one - two).norm() < 0.02 * two.norm()


def test_dropout_keeps_the_mean_and_rests_outside_training() -> None:
    torch.manual_seed(1)
    dropout, ones = ByteDropout(0.25), torch.ones(100_003)
    dropped = dropout(ones)
    assert (dropped == 0).float().mean().item() == pytest.approx(0.25, abs=0.01)
    assert dropped.mean().item() == pytest.approx(1.0, abs=0.01)
    assert dropout.eval()(ones) is ones


@pytest.mark.parametrize("tied", [True, False])
def test_exported_model_computes_what_torch_computes(tmp_path: Path, tokenizer: Path, *, tied: bool) -> None:
    torch.manual_seed(2)
    model = Translator(replace(SHAPE, tied=tied)).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter), alpha=0.05)
    processor = spm.SentencePieceProcessor(model_file=str(tokenizer))
    weights = {name: value.detach().numpy() for name, value in model.named_parameters()}
    export(weights, SHAPE.heads, processor, tmp_path / "model", quantization=None)
    translator = ctranslate2.Translator(str(tmp_path / "model"), compute_type="float32", intra_threads=1)
    source, target = (
        processor.encode("Bakıda görüş", out_type=str),
        ["__en__", *processor.encode("A talk", out_type=str)],
    )
    theirs = translator.score_batch([source], [target])[0].log_probs
    ids = torch.tensor([[*processor.piece_to_id(source), processor.eos_id()]])
    mask = torch.ones(1, 1, 1, ids.shape[1], dtype=torch.bool)
    numbers = processor.piece_to_id(target)
    with torch.no_grad():
        states, _ = model.decode(torch.tensor([[processor.bos_id(), *numbers]]), model.encode(ids, mask), mask)
        ours = model.logits(states[0]).log_softmax(-1)
    wanted = [ours[place, number].item() for place, number in enumerate([*numbers, processor.eos_id()])]
    assert theirs == pytest.approx(wanted, abs=1e-3)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no GPU")
def test_what_a_gpu_replays_is_what_it_computes(tmp_path: Path, tokenizer: Path, triples: list[Triple]) -> None:
    run = _run(tmp_path, tokenizer, triples)
    run.recipe = replace(run.recipe, hide_target=0.0, hide_source=0.0)
    run.start()
    run.model.train()
    replay = Replay(run.model, run.recipe)
    _, batch_at = run.planned(0)
    for place in (0, 1, 0):  # the first one comes again when another was replayed meanwhile
        loss, plain, pieces = replay(batch_at(place), 0.5)
        replayed = [parameter.grad.clone() for parameter in run.model.parameters()]
        got = (loss.item(), plain.item(), pieces)
        run.model.zero_grad(set_to_none=False)
        loss, plain, pieces = batch_loss(run.model, batch_at(place), run.recipe, 0.5)
        loss.backward()
        assert got == pytest.approx((loss.item(), plain.item(), pieces), rel=1e-4)
        for parameter, other in zip(run.model.parameters(), replayed, strict=True):
            assert (parameter.grad - other).norm() <= 1e-3 * (other.norm() + 1e-6)


def test_translations_start_as_neighbours(tokenizer: Path, triples: list[Triple]) -> None:
    processor = spm.SentencePieceProcessor(model_file=str(tokenizer))
    counts = aligned_counts(processor, triples, align_corpus(triples), seed=1)
    vectors = factorise(counts, 64, seed=1)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    one, two, other = (vectors[processor.piece_to_id(piece)] for piece in ("3", "۳", "۷"))
    assert one @ two > one @ other


def test_a_stopped_run_goes_on_as_if_it_had_not_stopped(
    tmp_path: Path, tokenizer: Path, triples: list[Triple]
) -> None:
    finals = []
    for name, stops in (("whole", (12,)), ("parts", (5, 12))):
        folder = tmp_path / name
        folder.mkdir()
        for steps in stops:
            run = _run(folder, tokenizer, triples)
            if not run.resume(1e6):
                run.start()
            run.train(1e6, steps)
        finals.append(run.averaged()["embedding.weight"])
        assert read_state(folder / "checkpoint.pt").progress.step == 12
    # Sums of another number of threads differ in the last digits, and Adam makes much of next to nothing.
    assert np.abs(finals[0] - finals[1]).mean() < 2e-5


def test_a_run_told_more_epochs_goes_on_from_before_it_cooled(
    tmp_path: Path, tokenizer: Path, triples: list[Triple]
) -> None:
    run = _run(tmp_path, tokenizer, triples)
    run.start()
    run.train(0.5)
    assert run.progress.cooling
    rates = [group["lr"] for group in run.optimizer.param_groups]
    assert rates[0] < 0.5 * run.recipe.peak
    same = _run(tmp_path, tokenizer, triples)
    assert same.resume(0.5)
    assert same.progress.epochs >= 0.5
    longer = _run(tmp_path, tokenizer, triples)
    assert longer.resume(2.0)
    assert not longer.progress.cooling
    assert longer.progress.epochs <= 0.5


def test_learning_rate_is_flat_until_the_last_part_and_then_falls_to_nothing() -> None:
    recipe = Recipe(warmup=10, peak=1.0, cooled=0.25)
    assert rate(recipe, 0, 0.0, 40) == pytest.approx(0.1)
    assert rate(recipe, 500, 10.0, 40) == rate(recipe, 900, 30.0, 40) == 1.0
    assert 0.0 < rate(recipe, 999, 39.0, 40) < rate(recipe, 950, 31.0, 40) < 1.0
    assert rate(recipe, 1000, 40.0, 40) == 0.0


def test_lowest_confidence_finds_the_worst_drafts() -> None:
    chance = np.random.default_rng(1)
    scores = chance.uniform(-2.0, 0.0, 500)
    rows = np.array([features("a b c", 5, score, 6) for score in scores])
    drafts = Sample(rows, np.clip(0.3 + 0.3 * np.exp(scores) + chance.normal(0, 0.03, 500), 0, 1))
    known = fit(drafts)
    assert worst_found(known, drafts) > 0.5
    assert np.mean([estimate(known, row) < known.low for row in rows]) == pytest.approx(0.2, abs=0.01)


def test_one_command_goes_from_corpus_to_pack_and_refuses_a_changed_corpus(
    tmp_path: Path, corpus_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, work, packs = tmp_path / "corpus", tmp_path / "work", tmp_path / "packs"
    corpus.mkdir()
    for name in ("general.tsv", "stories.tsv"):
        lines = (corpus_folder / name).read_text(encoding="utf-8").splitlines()[:300]
        (corpus / name).write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(build, "PIECES", PIECES)
    monkeypatch.setattr(build, "Shape", lambda _: SHAPE)
    command = ["--work", str(work), "--corpus", str(corpus), "--packs", str(packs), "--epochs", "0.1"]
    assert build.main([*command, "--note", "A trial."]) == 0
    with zipfile.ZipFile(packs / file_name()) as archive:
        card = archive.read("fa-az-en-news/README.md").decode()
    assert "A trial." in card
    assert card == (packs / "README.md").read_text(encoding="utf-8")
    assert not list(work.glob("tmp*"))
    (corpus / "more.tsv").write_text("سلام\tsalam\thello\n", encoding="utf-8")
    with pytest.raises(ValueError, match="--grown"):
        build.main(command)
    assert build.main([*command, "--grown"]) == 0
    assert "epochs had an earlier state of the corpus" in (packs / "README.md").read_text(encoding="utf-8")


def test_a_checkpoint_of_another_shape_is_refused(tmp_path: Path, tokenizer: Path, triples: list[Triple]) -> None:
    run = _run(tmp_path, tokenizer, triples)
    run.save()
    run.shape = Shape(PIECES)
    with pytest.raises(ValueError, match="--work"):
        run.resume(1.0)
