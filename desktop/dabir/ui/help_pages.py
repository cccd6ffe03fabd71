"""The pages of the Help menu: all keys with what the usual acts take, what can be spelt, what this program is."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from dabir import __version__
from dabir.ui.actions import PANE_KEYS, Actions
from dabir.ui.dialogs import PageDialog, keys_page
from dabir.ui.spelling import describe


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

_DRAFTS: Final = (
    "<h3>Quality of drafts</h3><p>Translation, Draft quality, says how much search goes into the next drafts, also "
    "into those in the background. Fast takes about three quarters of the usual time and makes more mistakes; best "
    "takes one and a half times or more and makes somewhat fewer. A draft that is there is made anew when you "
    "translate the story again and ask for a better one; what you wrote stays.</p>"
)


def keystrokes(act: Act, actions: Actions) -> tuple[str, ...]:
    """Return the keys an act takes, one after another."""
    first: tuple[str, ...] = ()
    if act.action:
        shown = QKeySequence.listToString(actions[act.action].shortcuts()[:1], QKeySequence.SequenceFormat.NativeText)
        first = (shown,)
    return (*first, *act.keys)


def acts_page(actions: Actions) -> str:
    """Return the table of the usual acts with the keystrokes each takes."""
    rows = []
    most = 0
    for act in USUAL_ACTS:
        keys = keystrokes(act, actions)
        most = max(most, len(keys))
        rows.append(
            f'<tr><td style="padding:2px 24px 2px 0">{escape(act.words)}</td>'
            f'<td style="padding:2px 24px 2px 0">{escape(", ".join(keys))}</td><td>{len(keys)}</td></tr>'
        )
    return (
        "<h3>Keystrokes of the usual acts</h3>"
        f"<p>{len(USUAL_ACTS)} acts, none of more than {most} keystrokes besides the words that are typed.</p>"
        f"<table>{''.join(rows)}</table>"
    )


def show_keys(window: QWidget, actions: Actions) -> None:
    """Show all keys, from the actions themselves, what the usual acts take, and what can be spelt here."""
    page = keys_page(actions.grouped(), PANE_KEYS)
    spelling = f"<h3>Spelling</h3><p>{escape(describe())}</p>"
    PageDialog("Keys", f"{page}{acts_page(actions)}{_DRAFTS}{spelling}", window).open()


def show_about(window: QWidget) -> None:
    """Show what Dabir is and under which licence."""
    html = (
        f"<h3>Dabir {__version__}</h3><p>Partner stories, an offline translation beside the untouched original, "
        "and a signed record of what was approved.</p><p>Free software under the GNU General Public License, "
        "version 3 or later. Typefaces: Noto Sans and Noto Sans Arabic, SIL Open Font License 1.1.</p>"
    )
    PageDialog("About", html, window, size=(460, 260)).open()
