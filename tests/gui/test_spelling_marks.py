import pytest

from dabir.ui.editing.spelling import Spelling, describe
from dabir.ui.editing.spelling_marks import put, word_at


class Words:
    """A dictionary of a few words, as Enchant's are used."""

    def __init__(self, *words):
        self.words = set(words)

    def check(self, word):
        return word.lower() in self.words

    def suggest(self, _word):
        return sorted(self.words)

    def add(self, word):
        self.words.add(word.lower())


@pytest.fixture
def typed(window, settle):
    """The window with a dictionary of four English words, in the first segment."""
    settle(window)
    window.workbench.spelling.spelling._loaded["en"] = Words("the", "minister", "came", "kitab‌xana")
    window.queue.translation.editor.choose(0, focus=True)
    return window


def _marks(window):
    return window.workbench.spelling.wrong_words()


def _editor(window):
    return window.queue.translation.editor.editor


def test_misspelt_words_are_marked_and_the_text_is_left_alone(typed, qtbot):
    qtbot.keyClicks(_editor(typed), "The ministr came ")
    qtbot.waitUntil(lambda: _marks(typed) == ["ministr"])
    assert _editor(typed).text() == "The ministr came "
    assert typed.queue.model.text(0) == "The ministr came "


def test_word_that_is_being_typed_is_left_in_peace(typed, qtbot, settle):
    qtbot.keyClicks(_editor(typed), "The minis")
    settle(typed)
    assert _marks(typed) == []
    qtbot.keyClicks(_editor(typed), " ")
    qtbot.waitUntil(lambda: _marks(typed) == ["minis"])


def test_another_segment_is_checked_when_it_is_opened(typed, qtbot):
    qtbot.keyClicks(_editor(typed), "Teh ")
    typed.queue.translation.editor.choose(1, focus=True)
    qtbot.keyClicks(_editor(typed), "Cmae ")
    qtbot.waitUntil(lambda: _marks(typed) == ["Cmae"])
    typed.queue.translation.editor.choose(0, focus=True)
    qtbot.waitUntil(lambda: _marks(typed) == ["Teh"])


def test_word_put_into_the_dictionary_is_no_longer_marked(typed, qtbot, settle):
    qtbot.keyClicks(_editor(typed), "Bakuvian ")
    qtbot.waitUntil(lambda: _marks(typed) == ["Bakuvian"])
    typed.workbench.spelling._keep("Bakuvian")
    qtbot.waitUntil(lambda: _marks(typed) == [])
    settle(typed)
    assert typed.workbench.spelling.spelling.wrong(["Bakuvian"], "en") == set()


def test_suggestion_takes_the_place_of_the_word(typed, qtbot):
    qtbot.keyClicks(_editor(typed), "The ministr came")
    put(_editor(typed), word_at(_editor(typed).text(), 6), "minister")
    assert _editor(typed).text() == "The minister came"
    _editor(typed).undo()
    assert _editor(typed).text() == "The ministr came"


def test_language_without_a_dictionary_is_quietly_not_checked(typed, settle, qtbot):
    spelling = Spelling()
    assert not spelling.available("xx")
    assert spelling.wrong(["anything"], "xx") == set()
    assert spelling.suggestions("anything", "xx") == []


@pytest.mark.parametrize(
    ("text", "position", "word"),
    [
        ("می‌رود خانه", 3, "می‌رود"),
        ("don't go", 2, "don't"),
        ("\U0001f1ee\U0001f1f7 İran", 6, "İran"),
        ("a 2026 b", 4, None),
    ],
)
def test_words_are_found_at_qts_positions(text, position, word):
    found = word_at(text, position)
    assert (text[slice(*found)] if found else None) == word


def test_it_is_told_what_can_be_checked_here():
    assert describe().startswith("Spelling is ")
