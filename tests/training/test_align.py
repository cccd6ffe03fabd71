from __future__ import annotations

from dabir.training.align import align, align_both_ways, stem

SOURCES = [["das", "haus"], ["das", "buch"], ["ein", "buch"], ["ein", "haus"]]
TARGETS = [["the", "house"], ["the", "book"], ["a", "book"], ["a", "house"]]
RIGHT = {"the": "das", "house": "haus", "book": "buch", "a": "ein"}


def test_model_1_aligns_a_toy_corpus_rightly() -> None:
    for source, target, found in zip(SOURCES, TARGETS, align(SOURCES, TARGETS, iterations=20), strict=True):
        best = {}
        for place, origin, weight in zip(found.target, found.source, found.weight, strict=True):
            if weight > best.get(place, ("", 0.0))[1]:
                best[place] = (source[origin], weight)
        assert {target[place]: word for place, (word, _) in best.items()} == {word: RIGHT[word] for word in target}


def test_both_ways_are_each_others_mirror() -> None:
    forward, backward = align_both_ways(SOURCES, TARGETS)
    for one, two in zip(forward, backward, strict=True):
        there = {
            (int(t), int(s)): round(float(w), 5) for t, s, w in zip(one.target, one.source, one.weight, strict=True)
        }
        back = {
            (int(s), int(t)): round(float(w), 5) for t, s, w in zip(two.target, two.source, two.weight, strict=True)
        }
        assert there == back


def test_what_only_one_direction_believes_is_weakened() -> None:
    # "x" stands in every source and explains nothing: model 1 alone gives it part of each rare word.
    sources = [["x", *source] for source in SOURCES]
    one_way = align(sources, TARGETS, iterations=20, threshold=0.0)
    both_ways, _ = align_both_ways(sources, TARGETS, iterations=20, threshold=0.0)

    def share(alignments: list) -> float:
        return sum(float(found.weight[found.source == 0].sum()) for found in alignments)

    assert share(both_ways) <= share(one_way)


def test_weights_of_a_target_word_never_exceed_one() -> None:
    # A single target word that all source words agree on would collect one from each of them.
    for found in align_both_ways([*SOURCES, ["p", "q", "r"]], [*TARGETS, ["z"]])[0]:
        for place in set(found.target):
            assert found.weight[found.target == place].sum() <= 1.0 + 1e-6


def test_stems_ignore_case_marks_digit_form_and_verb_prefix() -> None:
    assert stem("en", '"Prices,"') == stem("en", "price") == "price"
    assert stem("az", "İranın") == stem("az", "iranın")
    assert stem("fa", "۱۲") == stem("en", "12") == "12"
    assert stem("fa", "می\u200cشود") == stem("fa", "شود")
