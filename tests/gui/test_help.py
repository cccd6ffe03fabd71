from collections import Counter

from dabir.ui.help_pages import USUAL_ACTS, keystrokes
from dabir.ui.parts.dialogs import PageDialog


def test_no_usual_act_takes_more_than_two_keystrokes(window, settle):
    settle(window)
    taken = {act.words: keystrokes(act, window.actions_) for act in USUAL_ACTS}
    assert all(1 <= len(keys) <= 2 and all(keys) for keys in taken.values())


def test_no_key_means_two_things(window, settle):
    settle(window)
    keys = Counter(key.toString() for action in window.actions_.by_name.values() for key in action.shortcuts())
    assert [key for key, count in keys.items() if count > 1] == []


def test_page_of_keys_has_every_key_the_acts_and_the_spelling(window, settle):
    settle(window)
    window.actions_["keys"].trigger()
    dialog = window.findChild(PageDialog)
    page = dialog.page.toPlainText()
    for action in window.actions_.by_name.values():
        for key in action.shortcuts():
            assert key.toString() in page
    assert f"{len(USUAL_ACTS)} acts, none of more than 2 keystrokes" in page
    assert "Spelling is " in page
    assert "Draft quality, says how much search goes into the next drafts" in page
    dialog.close()
