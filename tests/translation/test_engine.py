import json
import shutil
import socket
import threading
import zipfile

import ctranslate2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pack_builder import Recipe, cipher, metadata, prefix, read_archive, write_archive

from dabir.domain.errors import Cancelled, PackError
from dabir.translation import batches, jobs, record
from dabir.translation import metadata as pack_metadata
from dabir.translation.engine import Engine
from dabir.translation.model import Model
from dabir.translation.packs import Packs

PERSIAN = "دبیر خبر را خواند."
STORY = [
    "دبیر خبر را خواند.",
    "گزارش",
    "دیدار وزیران فردا برگزار خواهد شد، و بعد از آن بیانیه خوانده خواهد شد.",
    "۱۲ نفر",
]


@pytest.fixture
def fa_en(packs, tiny_pack):
    return packs.install(tiny_pack("fa", "en"))


@pytest.fixture
def en_az(packs, tiny_pack):
    return packs.install(tiny_pack("en", "az"))


def texts(made):
    return [one.text for one in made]


def test_output_i_is_of_input_i(engine, fa_en):
    made = engine.translate(STORY, "fa", "en")
    assert texts(made) == [cipher(text, "en") for text in STORY]
    assert all(one.packs == (fa_en.info,) for one in made)


def test_hundreds_of_segments_of_all_lengths_keep_their_places(engine, fa_en):
    story = [f"خبر {i} " + "گزارش " * (i * 7 % 11) for i in range(150)]
    assert texts(engine.translate(story, "fa", "en", beam=1)) == [cipher(text, "en") for text in story]


def test_score_is_the_mean_log_probability(engine, fa_en):
    short, long = engine.translate(["خبر", "خبر " * 30], "fa", "en")
    assert -0.1 < short.score < 0
    # A sum would be thirty times as low for the long one.
    assert long.score == pytest.approx(short.score, rel=0.5)


def test_translation_does_not_depend_on_its_neighbours(engine, fa_en):
    alone = [engine.translate([text], "fa", "en")[0] for text in STORY]
    together = engine.translate(STORY, "fa", "en")
    assert texts(alone) == texts(together)
    assert [one.score for one in alone] == pytest.approx([one.score for one in together], abs=1e-4)


def test_blank_segments_stay_blank_with_score_zero(engine, fa_en):
    made = engine.translate(["", " \u00a0\t", "خبر", "\u200f\u200e"], "fa", "en")
    assert texts(made) == ["", "", "GBX", ""]
    assert [made[i].score for i in (0, 1, 3)] == [0, 0, 0]
    assert engine.translate([], "fa", "en") == []


def test_blank_segments_alone_need_no_model(engine, fa_en):
    assert texts(engine.translate([" "], "fa", "en")) == [""]
    assert engine.loaded == []


def test_equal_segments_are_translated_once_and_equal(engine, fa_en):
    ready = []
    made = engine.translate([PERSIAN, "خبر", PERSIAN, f" {PERSIAN}\n"], "fa", "en", on_batch=ready.append)
    assert made[0] == made[2] == made[3]
    assert sorted(i for batch in ready for i, _ in batch) == [0, 1, 2, 3]


def test_batches_are_given_out_as_they_are_ready_each_position_once(engine, fa_en):
    story = ["خبر " * (i % 20 + 1) + str(i) for i in range(100)]
    ready, told = [], []
    made = engine.translate(story, "fa", "en", on_batch=ready.append, progress=lambda *count: told.append(count))
    assert len(ready) > 1
    given_out = {i: one for batch in ready for i, one in batch}
    assert sum(len(batch) for batch in ready) == len(story)
    assert [given_out[i] for i in range(len(story))] == made
    assert told == sorted(told)
    assert told[-1] == (100, 100)


def test_cancel_stops_between_batches(engine, fa_en):
    ready = []
    story = ["خبر " * 20 + str(i) for i in range(100)]
    with pytest.raises(Cancelled):
        engine.translate(story, "fa", "en", on_batch=ready.append, cancel=lambda: len(ready) == 2)
    assert len(ready) == 2
    assert texts(engine.translate([PERSIAN], "fa", "en")) == [cipher(PERSIAN, "en")]


def test_unknown_letters_are_carried_over_not_dropped(engine, fa_en):
    assert texts(engine.translate(["خبر Ж ۱"], "fa", "en")) == ["GBX Ж ۱"]


def test_underscores_survive(engine, fa_en):
    assert texts(engine.translate(["خبر_گزارش"], "fa", "en")) == [cipher("خبر", "en") + "_" + cipher("گزارش", "en")]


def test_direction_marks_do_not_reach_the_model(engine, fa_en):
    assert texts(engine.translate(["\u2067خبر\u2069 \u200f۱\u2028۲"], "fa", "en")) == ["GBX ۱ ۲"]


def test_very_long_segment_loses_nothing(engine, fa_en):
    long = "، ".join(f"خبر {i} از {i * 3} گزارش" for i in range(60)) + "."
    made = engine.translate(["خبر", long, "گزارش"], "fa", "en")
    assert texts(made) == ["GBX", cipher(long, "en"), cipher("گزارش", "en")]
    assert -0.1 < made[1].score < 0


def test_pack_of_many_directions_is_asked_for_the_target(packs, engine, tiny_pack):
    packs.install(tiny_pack("fa", "az", "en"))
    for source, text, target in (
        ("fa", PERSIAN, "en"),
        ("fa", PERSIAN, "az"),
        ("az", "Redaktor oxudu", "fa"),
        ("en", "Oil rose", "az"),
    ):
        assert texts(engine.translate([text], source, target)) == [cipher(text, target)]


def test_piece_that_asks_for_the_target_is_not_in_the_text(packs, engine, tiny_pack):
    packs.install(tiny_pack("fa", "az", "en", spoken_prefixes=True))
    assert texts(engine.translate([PERSIAN], "fa", "az")) == [cipher(PERSIAN, "az")]


def test_ordinary_pack_may_ask_with_one_prefix(packs, engine, tiny_pack, tmp_path):
    members = read_archive(tiny_pack("fa", "az", "en"))
    members["pack/metadata.json"] = json.dumps(
        metadata(Recipe(("fa", "az"))) | {"target_prefix": prefix("az")}
    ).encode()
    write_archive(tmp_path / "one.argosmodel", members)
    packs.install(tmp_path / "one.argosmodel")
    assert texts(engine.translate([PERSIAN], "fa", "az")) == [cipher(PERSIAN, "az")]


def test_bpe_pack_is_run_too(packs, engine, tiny_pack):
    packs.install(tiny_pack("en", "az", bpe=True))
    assert texts(engine.translate(["Oil prices rose"], "en", "az")) == ["oil prices rose"]


def test_chain_goes_through_both_packs_and_says_so(engine, fa_en, en_az):
    direct = engine.translate(STORY, "fa", "en")
    told = []
    made = engine.translate(STORY, "fa", "az", progress=lambda *count: told.append(count))
    assert texts(made) == [cipher(text, "az") for text in STORY]
    assert all(one.packs == (fa_en.info, en_az.info) for one in made)
    assert all(one.score <= before.score for one, before in zip(made, direct, strict=True))
    assert told == sorted(told)
    assert told[-1] == (4, 4)


def test_languages_are_taken_in_any_spelling(engine, fa_en):
    assert texts(engine.translate(["خبر"], "FA-ir", "eng")) == ["GBX"]
    assert engine.targets("per") == ["en"]


def test_no_way_is_an_error_that_says_what_helps(engine, fa_en):
    with pytest.raises(PackError, match="translate-en_tr"):
        engine.translate(["خبر"], "fa", "tr")


def test_trouble_with_the_bundled_pack_is_told_where_it_is_missed(tmp_path):
    (tmp_path / "draft.argosmodel").write_bytes(b"x")
    engine = Engine(Packs(tmp_path / "packs", bundled=[tmp_path / "draft.argosmodel"]))
    with pytest.raises(PackError, match=r"draft\.argosmodel"):
        engine.route("fa", "az")


@pytest.mark.parametrize("beam", [0, -1])
def test_beam_below_one_is_refused(engine, fa_en, beam):
    with pytest.raises(ValueError, match="beam"):
        engine.translate(["خبر"], "fa", "en", beam=beam)


def test_idle_model_gives_its_memory_back_and_comes_again(engine, seconds, fa_en):
    engine.translate(["خبر"], "fa", "en")
    seconds.now += 59
    engine.unload_idle()
    assert engine.loaded == ["translate-fa_en"]
    seconds.now += 1
    engine.unload_idle()
    assert engine.loaded == []
    assert texts(engine.translate(["خبر"], "fa", "en")) == ["GBX"]


def test_never_more_than_two_models_are_loaded(packs, engine, tiny_pack, fa_en, en_az):
    packs.install(tiny_pack("en", "tr"))
    engine.translate(["خبر"], "fa", "en")
    engine.translate(["Oil"], "en", "az")
    engine.translate(["Oil"], "en", "tr")
    assert engine.loaded == ["translate-en_az", "translate-en_tr"]
    engine.translate(["خبر"], "fa", "az")
    assert engine.loaded == ["translate-en_az", "translate-fa_en"]


def test_chain_never_holds_more_than_its_two_models(packs, engine, tiny_pack, fa_en, en_az):
    packs.install(tiny_pack("en", "tr"))
    engine.translate(["Oil"], "en", "tr")
    held = []
    story = [f"خبر {number} " + "گزارش " * 20 for number in range(100)]
    engine.translate(story, "fa", "az", progress=lambda *_: held.append(engine.loaded))
    assert {"translate-fa_en"} <= set(held[0])
    assert held[-1] == ["translate-en_az", "translate-fa_en"]
    assert max(map(len, held)) == 2


def test_models_that_were_needed_at_the_same_time_go_as_soon_as_they_are_idle(packs, engine, tiny_pack, fa_en, en_az):
    en_tr = packs.install(tiny_pack("en", "tr"))
    with engine._borrow(fa_en), engine._borrow(en_az):
        inside = threading.Thread(target=engine.translate, args=(["Oil"], "en", "tr"))
        inside.start()
        inside.join()
        # Both others work for this thread: nothing could be unloaded for the third.
        assert engine.loaded == ["translate-en_az", "translate-en_tr", "translate-fa_en"]
    assert len(engine.loaded) == 2
    assert en_tr.info.name in engine.loaded


@pytest.mark.parametrize("beam", [1, 2, 4])
def test_draft_remembers_the_width_of_its_search(engine, fa_en, en_az, beam):
    for target in ("en", "az"):
        made = engine.translate(["خبر", "", "گزارش"], "fa", target, beam=beam)
        assert [one.beam for one in made] == [beam] * 3


def test_closed_engine_holds_nothing_and_translates_no_more(engine, fa_en):
    engine.translate(["خبر"], "fa", "en")
    engine.close()
    assert engine.loaded == []
    with pytest.raises(Cancelled):
        engine.translate(["خبر"], "fa", "en")


def test_close_stops_a_translation_that_is_running(engine, fa_en):
    story = ["خبر " * 20 + str(i) for i in range(100)]
    with pytest.raises(Cancelled):
        engine.translate(story, "fa", "en", on_batch=lambda _: engine.close())
    assert engine.loaded == []


def test_replaced_pack_is_used_from_the_next_call(packs, engine, tiny_pack, fa_en):
    engine.translate(["خبر"], "fa", "en")
    new = packs.install(tiny_pack("fa", "en", version="2.0"))
    engine.forget(new.info.name)
    assert engine.loaded == []
    assert engine.translate(["خبر"], "fa", "en")[0].packs == (new.info,)


def test_model_forgotten_while_it_works_is_not_kept(engine, fa_en):
    with engine._borrow(fa_en) as model:
        engine.forget("translate-fa_en")
        assert model.encode("خبر")
    assert not model.loaded
    assert engine.loaded == []


def test_pack_removed_while_loaded_is_not_used_again(packs, engine, fa_en):
    engine.translate(["خبر"], "fa", "en")
    packs.remove("translate-fa_en")
    with pytest.raises(PackError, match="No installed"):
        engine.translate(["خبر"], "fa", "en")


def test_pack_removed_in_the_middle_of_a_translation_is_told(packs, engine, fa_en):
    story = ["خبر " * 20 + str(i) for i in range(100)]

    def remove(_):
        engine.forget("translate-fa_en")
        if packs.installed():
            packs.remove("translate-fa_en")

    with pytest.raises(PackError, match="was removed or replaced"):
        engine.translate(story, "fa", "en", on_batch=remove)


def test_damaged_pack_is_named(engine, fa_en):
    shutil.rmtree(fa_en.path / "model")
    with pytest.raises(PackError, match=r"translate-fa_en.*cannot be loaded") as caught:
        engine.translate(["خبر"], "fa", "en")
    assert "install it again" in caught.value.remedy


def test_threads_share_an_engine(engine, fa_en, en_az):
    wrong: list[object] = []

    def work(source: str, target: str, text: str) -> None:
        try:
            for i in range(5):
                got = texts(engine.translate([f"{text} {i}"] * 3, source, target))
                if got != [cipher(f"{text} {i}", target)] * 3:
                    wrong.append(got)
        except BaseException as error:  # noqa: BLE001 - reported below
            wrong.append(error)

    jobs = [("fa", "en", "خبر"), ("en", "az", "OIL"), ("fa", "az", "گزارش"), ("fa", "en", "دبیر")]
    threads = [threading.Thread(target=work, args=job) for job in jobs]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert wrong == []


def test_runtime_is_recorded(engine):
    assert (engine.runtime.ctranslate2, engine.runtime.device) == (ctranslate2.__version__, "cpu")
    assert engine.runtime.compute_type in {"int8", "float32"}


def test_engine_needs_no_network(engine, fa_en, monkeypatch):
    def refuse(*_):
        raise AssertionError("a connection was attempted")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert texts(engine.translate(["خبر"], "fa", "en")) == ["GBX"]


WORDS = st.text(st.sampled_from("abcdefg ,.;:،؛!؟ —\u200cپ"), max_size=400)


@settings(max_examples=60, deadline=None)
@given(WORDS, st.integers(1, 40))
def test_cuts_of_a_text_are_the_text(text, longest):
    cuts = batches.cut(text, len, longest)
    assert "".join(cuts) == text
    assert all(len(cut) <= longest for cut in cuts)


def test_cut_prefers_end_of_sentence_to_comma_to_space():
    def cuts(text):
        return batches.cut(text, len, 30)

    assert cuts("Oil rose, then it fell. It rose again, they said.")[0] == "Oil rose, then it fell."
    assert cuts("When the oil price rose again, they all went home")[0] == "When the oil price rose again,"
    assert cuts("قیمت نفت بالا رفت، و وزیران دوباره دیدار کردند")[0] == "قیمت نفت بالا رفت،"
    assert cuts("3,500 people and 2.5 million dollars were there") == [
        "3,500 people and 2.5 ",
        "million dollars were there",
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 200), max_size=150), st.integers(1, 8))
def test_every_input_is_in_one_batch_and_batches_are_not_too_big(lengths, threads):
    planned = batches.plan(lengths, threads)
    assert sorted(i for batch in planned for i in batch) == list(range(len(lengths)))
    for batch in planned:
        assert batch
        assert len(batch) <= batches.BATCH_INPUTS
        assert len(batch) * max(lengths[i] for i in batch) <= batches.BATCH_PLACES
    assert [lengths[i] for batch in planned for i in batch] == sorted(lengths)


def test_small_story_is_spread_over_all_threads():
    assert len(batches.plan([25] * 20, 2)) == 2
    assert len(batches.plan([25] * 20, 4)) == 4
    assert len(batches.plan([3, 3], 4)) == 1


@pytest.mark.parametrize(
    ("source", "target", "loop"),
    [
        ("▁a ▁b ▁c", "▁the ▁the ▁the ▁the ▁the", True),
        ("▁a ▁b ▁c", "▁x ▁of ▁the ▁of ▁the ▁of ▁the ▁of ▁the", True),
        ("▁a ▁b ▁c", "▁the ▁the ▁the", False),
        ("▁ha ▁ha ▁ha ▁ha ▁ha", "▁ha ▁ha ▁ha ▁ha ▁ha", False),
        ("▁a", "▁1 0 0 0 0 0 0 0 0 0", False),
        ("", "", False),
    ],
)
def test_loop_is_told_from_rightful_repetition(source, target, loop):
    assert batches.is_loop(source.split(), target.split()) is loop


def test_model_caught_in_a_loop_is_run_again_without_repetition(tmp_path, tiny_pack):
    """The garbage pack loops on everything, so it must be loaded past the installation that refuses it."""
    with zipfile.ZipFile(tiny_pack("en", "az", garbage=True)) as archive:
        archive.extractall(tmp_path)
    says = pack_metadata.parse((tmp_path / "pack" / "metadata.json").read_bytes(), "garbage")
    model = Model(record.pack_of(says, tmp_path / "pack"), 1)
    planned = jobs.plan(model, ["Oil prices rose"], "en")
    pieces = [planned[0].pieces]
    looped = model.translate([pieces], "az", beam=1)[0][0][0]
    assert looped.cut_off
    assert looped.tokens <= 3 * len(pieces[0]) + 26
    again = jobs.translate(model, [planned], "az", 1)[0][0].pieces
    assert len({again[i : i + 3] for i in range(len(again) - 2)}) == len(again) - 2
    model.unload()
