"""The pages of help: Markdown files in resources/help. What can change with the program is made from the program.

The index names every page; a page that is not in it is not shown. In a page `{keys}` stands for the tables of all
keys, `{acts}` for the usual acts and what they take, and `{spelling}` for what can be spelt on this computer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from PySide6.QtGui import QKeySequence

from dabir.settings import resources
from dabir.ui.actions import PANE_KEYS, Actions
from dabir.ui.editing.spelling import describe

INDEX: Final = "index.md"
KEYS: Final = "keys.md"

#: The page that helps with a view; with every other one the index does.
PAGE_OF_VIEW: Final[Mapping[str, str]] = MappingProxyType(
    {
        "view_quarantine": "typing.md",
        "view_log": "record.md",
        "view_packs": "translating.md",
        "view_memory": "translating.md",
        "view_terms": "translating.md",
        "view_agreements": "agreements.md",
        "view_outbox": "outbox.md",
        "view_feeds": "feeds.md",
    }
)

_LINK: Final = re.compile(r"\]\(([^)\s]+)\)")
#: What has a meaning in Markdown, and none in the name of a key or an action.
_SIGNS: Final = re.compile(r"[\\`*_{}\[\]<>()#|~]")


@dataclass(frozen=True, slots=True)
class Act:
    """Something translators do all day.

    Attributes:
        words: what it is.
        action: the action it begins with; "" where a pane has the key.
        keys: what is pressed besides, or in a pane.
    """

    words: str
    action: str
    keys: tuple[str, ...] = ()


#: The usual acts; what is typed as text is not counted.
USUAL_ACTS: Final = (
    Act("Confirm the segment and go to the next open one", "confirm"),
    Act("Go to the next segment", "segment_next"),
    Act("Go to the next segment that needs a look", "look_first"),
    Act("Go to the next thing the checks found", "finding_next"),
    Act("Mend what the checks found", "mend"),
    Act("Put the best match of the memory in place", "", ("Alt+1",)),
    Act("Put in the first term", "", ("Alt+Shift+1",)),
    Act("Put in the next number", "next_number"),
    Act("Copy the source", "copy_source"),
    Act("Go back to the machine's text", "revert"),
    Act("Undo", "undo"),
    Act("Split the segment at the cursor", "split", ("Enter",)),
    Act("Join it with the next", "join"),
    Act("Write a comment", "comment", ("Enter",)),
    Act("Search the translation", "replace", ("Enter",)),
    Act("Look the selected words up", "concordance"),
    Act("Keep the selected words as a term", "new_term", ("Enter",)),
    Act("Go to the next segment that is new in this version", "next_changed"),
    Act("Approve the translation", "approve_translation", ("Enter",)),
    Act("Go to the next unhandled story", "next"),
)


@dataclass(frozen=True, slots=True)
class HelpPages:
    """The pages of one window.

    Attributes:
        actions: what the tables of keys are made from.
        folder: where the pages lie.
    """

    actions: Actions
    folder: Path

    def names(self) -> tuple[str, ...]:
        """Return the files of the pages, in the order of the index, which comes first."""
        return tuple(dict.fromkeys((INDEX, *links(self._read(INDEX)))))

    def title(self, name: str) -> str:
        """Return the heading of a page."""
        return self._read(name).splitlines()[0].removeprefix("# ").strip()

    def text(self, name: str) -> str:
        """Return a page as Markdown, with its tables; "" where the index has no such page."""
        if name not in self.names():
            return ""
        made: dict[str, Callable[[], str]] = {
            "{keys}": lambda: keys_tables(self.actions),
            "{acts}": lambda: acts_table(self.actions),
            "{spelling}": lambda: _plain(describe()),
        }
        text = self._read(name)
        for mark, make in made.items():
            if mark in text:
                text = text.replace(mark, make())
        return text

    def _read(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")


def pages_of(actions: Actions) -> HelpPages:
    """Return the pages that ship with the program."""
    return HelpPages(actions, resources() / "help")


def links(text: str) -> tuple[str, ...]:
    """Return where the links of a page lead, in order."""
    return tuple(_LINK.findall(text))


def keys_tables(actions: Actions) -> str:
    """Return a table for each menu, and one for the panes, from the actions themselves."""
    groups = [
        (
            heading,
            [
                (shown, action.text().replace("&", "").rstrip("…"))
                for action in some
                if (shown := QKeySequence.listToString(action.shortcuts(), QKeySequence.SequenceFormat.NativeText))
            ],
        )
        for heading, some in actions.grouped()
    ]
    groups.append(("In the list and the panes", list(PANE_KEYS)))
    return "\n\n".join(_table((heading, ""), rows) for heading, rows in groups if rows)


def keystrokes(act: Act, actions: Actions) -> tuple[str, ...]:
    """Return the keys an act takes, one after another."""
    first: tuple[str, ...] = ()
    if act.action:
        shown = QKeySequence.listToString(actions[act.action].shortcuts()[:1], QKeySequence.SequenceFormat.NativeText)
        first = (shown,)
    return (*first, *act.keys)


def acts_table(actions: Actions) -> str:
    """Return the table of the usual acts with the keystrokes each takes."""
    taken = [(act, keystrokes(act, actions)) for act in USUAL_ACTS]
    most = max(len(keys) for _, keys in taken)
    words = f"{len(taken)} acts, none of more than {most} keystrokes besides the words that are typed."
    return f"{words}\n\n{_table(('Keys', 'Act'), [(', '.join(keys), act.words) for act, keys in taken])}"


def _table(head: tuple[str, str], rows: Sequence[tuple[str, str]]) -> str:
    lines = [head, *rows]
    cells = [f"| {_plain(first)} | {_plain(second)} |" for first, second in lines]
    return "\n".join([cells[0], "| --- | --- |", *cells[1:]])


def _plain(words: str) -> str:
    return _SIGNS.sub(lambda sign: f"\\{sign[0]}", words)
