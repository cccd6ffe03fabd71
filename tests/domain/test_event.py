import dataclasses
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.event import BINS, Telling, Traits, hashed, keys_of, resemblance, same_event, shingles, sketch

WORDS = {1: 1.0, 2: 1.0, 3: 1.0, 4: 1.0}
OTHERS = {5: 1.0, 6: 1.0, 7: 1.0, 8: 1.0}
LERIK, TABAS, PERSON = {101: 0.5}, {102: 0.5}, {103: 1.4}


def story(language="fa", words=WORDS, names=(LERIK,), figures=None, sketch=()):
    return Telling(Traits(language, words, tuple(names), {201: 1.0} if figures is None else figures, sketch))


@given(st.integers(0, 400), st.integers(0, 400), st.integers(0, 400))
@settings(max_examples=60)
def test_resemblance_is_within_its_bounds(shared, left, right):
    one = {f"s{n}" for n in range(shared)} | {f"l{n}" for n in range(left)}
    other = {f"s{n}" for n in range(shared)} | {f"r{n}" for n in range(right)}
    true = shared / len(one | other) if one | other else 0.0
    # Filled bins repeat what stands beside them, so that small sets are estimated less exactly.
    bound = 5 * (true * (1 - true) / BINS) ** 0.5 + 0.15 + 8 / (1 + max(len(one), len(other)))
    assert abs(resemblance(sketch(one), sketch(other)) - true) <= bound


def test_resemblance_is_right_on_average():
    chance = random.Random(7)
    errors = []
    for _ in range(200):
        words = chance.sample(range(10**9), 150)
        one, other = {str(word) for word in words[:100]}, {str(word) for word in words[50:]}
        errors.append(resemblance(sketch(one), sketch(other)) - 50 / 150)
    assert abs(sum(errors) / len(errors)) < 0.02


@given(st.sets(st.text(), min_size=1, max_size=80))
def test_sketch_depends_on_the_set_alone(words):
    assert sketch(sorted(words)) == sketch(sorted(words, reverse=True))
    assert len(sketch(words)) == BINS and resemblance(sketch(words), sketch(words)) == 1.0


def test_nothing_resembles_no_words():
    assert sketch(()) == () and resemblance((), sketch({"a"})) == 0.0


def test_shingles_are_runs_of_words():
    assert shingles(["a", "b", "c"]) == {"a b", "b c"}
    assert shingles(["a"]) == frozenset()


def test_word_is_never_taken_for_a_name():
    assert hashed("sound", "TPS") != hashed("known", "TPS") and 0 <= hashed("fa", "") < 2**32


def test_stories_of_like_words_a_name_and_a_figure_are_of_one_event():
    assert same_event(story(), story()) > 0


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(story(names=(TABAS,)), id="another town"),
        pytest.param(story(figures={202: 1.0}), id="other figures"),
        pytest.param(story(names=()), id="no name"),
        pytest.param(story(words=OTHERS), id="other words"),
    ],
)
def test_stories_that_lack_one_of_them_are_of_two_events(other):
    assert same_event(story(), other) == 0


def test_small_number_in_common_proves_nothing_unless_words_are_much_alike():
    one, other = (dict.fromkeys(words, 1.0) for words in ((1, 2, 3, 4, 5), (1, 2, 16, 17, 18)))
    small = {204: 0.15}
    names = (LERIK, PERSON)
    assert (
        same_event(story(words=one, names=names, figures=small), story(words=other, names=names, figures=small)) == 0
    )
    assert same_event(story(words=one, names=names, figures=small), story(words=one, names=names, figures=small)) > 0
    assert same_event(story(words=one, names=names), story(words=other, names=names)) > 0


def test_many_figures_in_common_are_as_good_as_a_name():
    figures = {300: 1.0, 301: 1.0, 302: 1.0}
    assert same_event(story(names=(), figures=figures), story(names=(), figures=figures)) > 0


def test_copied_text_needs_no_name_but_the_same_figures():
    words = sketch({f"{n}" for n in range(60)})
    copied = story("ar", names=(), sketch=words)
    assert same_event(copied, story("ar", names=(), sketch=words)) > 0
    assert same_event(copied, story("ar", names=(), sketch=words, figures={202: 1.0})) == 0


def test_stories_in_two_languages_meet_by_names_and_figures():
    one = story("fa", names=(LERIK, PERSON), figures={201: 1.0})
    assert same_event(one, story("az", names=(LERIK, PERSON), figures={201: 1.0})) > 0
    assert same_event(one, story("az", names=(LERIK,), figures={201: 1.0})) == 0


def test_draft_makes_stories_in_two_languages_comparable():
    persian, azerbaijani = story("fa", words={}), story("az")
    assert same_event(persian, azerbaijani) == 0
    drafted = dataclasses.replace(persian, translated=(Traits("az", WORDS),))
    assert same_event(drafted, azerbaijani) > 0
    both = [dataclasses.replace(one, translated=(Traits("en", WORDS),)) for one in (persian, azerbaijani)]
    assert same_event(*both) > 0


def test_figures_that_differ_outweigh_likeness():
    figures = dict.fromkeys(range(300, 304), 1.0)
    rates = story(names=(LERIK, PERSON), figures=figures)
    next_day = story(names=(LERIK, PERSON), figures={number + 50: 1.0 for number in figures})
    assert same_event(rates, rates) > 0 and same_event(rates, next_day) == 0
    one, other = (story(names=(LERIK, PERSON), figures={figure: 1.0}) for figure in (201, 202))
    assert same_event(one, other) == 0


WEIGHTS = st.dictionaries(st.integers(0, 30), st.sampled_from([0.15, 0.5, 1.0, 1.15]), max_size=8)
TRAITS = st.builds(
    Traits, st.sampled_from(["fa", "az"]), WEIGHTS, st.lists(WEIGHTS, max_size=4).map(tuple), WEIGHTS, st.just(())
)
TELLINGS = st.builds(Telling, TRAITS)


@given(TELLINGS, TELLINGS)
def test_verdict_does_not_depend_on_which_story_comes_first(one, other):
    assert same_event(one, other) == same_event(other, one)


@given(TELLINGS)
def test_stories_are_looked_up_by_what_is_rare_and_telling_only(one):
    light = {word for word, weight in one.own.words.items() if weight < 1.1}
    heavy = {word for name in one.own.names for word, weight in name.items() if weight >= 0.5}
    figures = {figure for figure, weight in one.own.figures.items() if weight >= 0.5}
    assert not keys_of(one) & (light - heavy - figures)
    assert heavy | figures <= keys_of(one)
