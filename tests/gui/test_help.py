import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QMainWindow, QMenu

from dabir.settings import resources
from dabir.ui.actions import PANE_KEYS, VIEWS, make_actions
from dabir.ui.help_pages import INDEX, PAGE_OF_VIEW, USUAL_ACTS, HelpPages, keystrokes, links, pages_of
from dabir.ui.help_window import HelpWindow, show_help
from dabir.ui.parts.dialogs import PageDialog

PAGES = sorted(file.name for file in (resources() / "help").iterdir())
README = "README.md"

#: "*View › Log* (Ctrl+3)": a way through the menus, and the key that is said to do the same.
MENU_PATH = re.compile(r"\*([\w ]+) › ([^*]+)\*(?: \(([^)]+)\))?")
KEY = re.compile(r"(?<![\w+])(?:(?:(?:Ctrl|Alt|Shift)\+)+(?:F\d+|[A-Z][A-Za-z]*|\d|\.(?=[ ,]))|F\d{1,2})(?![\w+])")


@pytest.fixture
def frame(qtbot):
    """A window with the actions of the program and nothing else."""
    made = QMainWindow()
    qtbot.addWidget(made)
    made.actions_ = make_actions(made)
    return made


@pytest.fixture
def pages(frame):
    return pages_of(frame.actions_)


@pytest.fixture
def shown(frame, pages, qtbot):
    """The window of help at its index."""
    window = show_help(frame, frame.actions_, INDEX)
    qtbot.addWidget(window)
    return window


def document(pytestconfig, name):
    folder = pytestconfig.rootpath if name == README else resources() / "help"
    return (folder / name).read_text("utf-8")


def test_index_names_every_page_that_ships(pages):
    assert sorted(pages.names()) == PAGES
    assert pages.names()[0] == INDEX


@pytest.mark.parametrize("name", PAGES)
def test_page_begins_with_its_title_and_leads_nowhere_in_vain(pages, name):
    text = pages.text(name)
    assert text.startswith(f"# {pages.title(name)}\n")
    assert set(links(text)) <= set(PAGES)
    assert not re.search(r"\{\w*\}", text), "a mark that nothing was put in place of"


@pytest.mark.parametrize("name", PAGES)
def test_page_is_short(pages, name):
    assert name == "keys.md" or len(pages.text(name).split()) <= 450


@pytest.mark.parametrize("name", [README, *PAGES])
def test_ways_through_the_menus_exist_with_their_keys(frame, pytestconfig, name):
    menus = {menu.title().replace("&", ""): menu for menu in frame.menuBar().findChildren(QMenu)}
    for heading, words, keys in MENU_PATH.findall(" ".join(document(pytestconfig, name).split())):
        acts = {one.text().replace("&", "").rstrip("…"): one for one in menus[heading].actions()}
        assert words in acts, f"{heading} › {words}"
        if keys:
            assert keys in {key.toString() for key in acts[words].shortcuts()}, f"{heading} › {words} ({keys})"


@pytest.mark.parametrize("name", [README, *PAGES])
def test_keys_named_do_something(frame, pytestconfig, name):
    known = {key.toString() for action in frame.actions_.by_name.values() for key in action.shortcuts()}
    known |= {key for keys, _ in PANE_KEYS for key in KEY.findall(keys)}
    assert set(KEY.findall(document(pytestconfig, name))) <= known


def test_every_view_has_a_page_of_help(pages):
    assert set(PAGE_OF_VIEW) <= set(VIEWS)
    assert set(PAGE_OF_VIEW.values()) <= set(pages.names())


def test_page_that_the_index_does_not_name_is_not_shown(tmp_path, frame):
    (tmp_path / INDEX).write_text("# Help\n\n[One](one.md)\n", "utf-8")
    (tmp_path / "one.md").write_text("# One\n", "utf-8")
    (tmp_path / "other.md").write_text("# Other\n", "utf-8")
    pages = HelpPages(frame.actions_, Path(tmp_path))
    assert pages.names() == (INDEX, "one.md")
    assert (pages.text("one.md"), pages.text("other.md"), pages.text("../one.md")) == ("# One\n", "", "")


def test_no_usual_act_takes_more_than_two_keystrokes(frame):
    taken = {act.words: keystrokes(act, frame.actions_) for act in USUAL_ACTS}
    assert all(1 <= len(keys) <= 2 and all(keys) for keys in taken.values())


def test_no_key_means_two_things(frame):
    keys = Counter(key.toString() for action in frame.actions_.by_name.values() for key in action.shortcuts())
    assert [key for key, count in keys.items() if count > 1] == []


def test_page_of_keys_has_every_key_and_the_acts(shown, frame):
    shown.open_page("keys.md")
    page = shown.page.toPlainText()
    for action in frame.actions_.by_name.values():
        for key in action.shortcuts():
            assert key.toString() in page
    for keys, words in PANE_KEYS:
        assert keys in page and words in page
    assert f"{len(USUAL_ACTS)} acts, none of more than 2 keystrokes" in page
    assert "|" not in page


@pytest.mark.parametrize("name", PAGES)
def test_dressed_page_has_the_headings_of_its_file(shown, pages, name):
    shown.open_page(name)
    block, found = shown.page.document().begin(), []
    while block.isValid():
        if block.blockFormat().headingLevel():
            found.append(f"{'#' * block.blockFormat().headingLevel()} {block.text()}")
        block = block.next()
    assert found == [line for line in pages.text(name).splitlines() if line.startswith("#")]


def test_page_of_typing_says_what_can_be_spelt_here(shown):
    shown.open_page("typing.md")
    assert "Spelling is " in shown.page.toPlainText()


def test_index_beside_the_page_leads_to_it_and_back(shown, pages):
    shown.index.setCurrentRow(pages.names().index("record.md"))
    assert "Witnesses" in shown.page.toPlainText()
    shown.page.setSource(QUrl("agreements.md"))
    assert shown.index.currentItem().text() == "Agreements"
    shown.back.click()
    assert shown.index.currentItem().text() == "The record and its witnesses"
    shown.forward.click()
    assert shown.index.currentItem().text() == "Agreements"
    assert not shown.forward.isEnabled()


def test_link_to_the_outside_opens_nothing(shown):
    before = shown.page.toPlainText()
    assert not shown.page.openExternalLinks()
    assert shown.page.loadResource(0, QUrl("file:///etc/passwd")) is None
    assert shown.page.toPlainText() == before


def test_help_opens_at_the_page_of_the_view_in_one_window(window, settle):
    settle(window)
    for view, title in (
        ("view_queue", "Help"),
        ("view_agreements", "Agreements"),
        ("view_outbox", "Outbox and targets"),
    ):
        window.actions_[view].trigger()
        settle(window)
        window.actions_["help"].trigger()
        (dialog,) = window.findChildren(HelpWindow)
        assert dialog.isVisible() and dialog.index.currentItem().text() == title
    window.actions_["keys"].trigger()
    assert dialog.index.currentItem().text() == "Keys"
    dialog.close()


def test_about_names_the_licence(window, settle):
    settle(window)
    window.actions_["about"].trigger()
    dialog = window.findChild(PageDialog)
    assert "GNU General Public License" in dialog.page.toPlainText()
    dialog.close()
