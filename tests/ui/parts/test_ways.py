"""Every remedy that names a command says in the window where the same is done there."""

import ast
import re
from pathlib import Path

import click
import pytest

import dabir
from dabir.cli import cli
from dabir.domain.errors import DabirError
from dabir.ui.parts.dialogs import show_error
from dabir.ui.parts.panes import Notice
from dabir.ui.parts.ways import _WAYS, in_window

PROGRAM = Path(dabir.__file__).parent
CORE = ("domain", "feeds", "wire", "translation", "approval", "publish", "store", "workflow")
#: What only the terminal can do.
TERMINAL_ONLY = {"restore"}


def texts_in(file):
    """Return the texts in a module as they are shown, with X for what is filled in; no docstrings."""
    tree = ast.parse(file.read_text("utf-8"))
    filled = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    parts = {part for node in filled for part in node.values}
    shown = [
        "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values) for node in filled
    ]
    shown += [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in parts
    ]
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = [ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)]
    return [text for text in shown if text not in docs]


def acts(group, before=""):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from acts(command, f"{before}{name} ")
        else:
            yield f"{before}{name}"


COMMANDS = sorted(acts(cli), key=len, reverse=True)
NAMED = [
    (file.relative_to(PROGRAM), text)
    for part in CORE
    for file in sorted((PROGRAM / part).rglob("*.py"))
    for text in texts_in(file)
    # What has several lines is a page of its own, for a partner or an auditor.
    if "\n" not in text and any(f"dabir {act}" in text for act in COMMANDS)
]


def test_remedies_of_the_core_are_found():
    assert len(NAMED) > 25


@pytest.mark.parametrize(("file", "text"), NAMED, ids=lambda value: str(value)[:60])
def test_command_in_a_remedy_has_a_way_in_the_window(file, text):
    said = in_window(text)
    left = {act for act in COMMANDS if f"dabir {act}" in said}
    assert left <= TERMINAL_ONLY, said
    assert left or not re.search("--[a-z]", said), said


def test_ways_are_of_commands_and_end_at_what_the_window_shows():
    shown = {
        re.sub("[&…]", "", text).strip()
        for file in (PROGRAM / "ui").rglob("*.py")
        if file.name != "ways.py"
        for text in texts_in(file)
    }
    for command, way in _WAYS.items():
        assert command.partition(" --")[0] in COMMANDS, command
        for step in way.partition(", without")[0].split(" › "):
            assert any(words.startswith(step) for words in shown), (command, step)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Check it with: dabir log verify", "Check it with: View › Log › Verify"),
        (
            'accept it: dabir feeds change "Günəş" --host-key "ssh-ed25519 AAAAC3"',
            "accept it: View › Feeds › Change › Host key: ssh-ed25519 AAAAC3",
        ),
        (
            "Give it again: dabir feeds change “Alborz 2” --password. Now.",
            "Give it again: View › Feeds › Change › Password. Now.",
        ),
        ("the key that “dabir log key” shows", "the key that “View › Log › Witnesses › Witnesses and keys” shows"),
        ("Make a desk of it: dabir restore FILE --home NEW.", "Make a desk of it: dabir restore FILE --home NEW."),
        ("dabir is a word, and nothing is said of --it", "dabir is a word, and nothing is said of --it"),
    ],
)
def test_command_becomes_the_way(words, said):
    assert in_window(words) == said


def test_news_and_errors_say_the_way(qtbot):
    notice = Notice()
    qtbot.addWidget(notice)
    notice.tell("See: dabir feeds list", bad=True)
    assert notice.words.text() == "See: View › Feeds"
    box = show_error(notice, DabirError("The log was changed.", "Check it with: dabir log verify"))
    assert box.informativeText() == "Check it with: View › Log › Verify"
    box.close()
