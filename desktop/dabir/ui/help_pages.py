"""The pages of the Help menu: all keys with what the usual acts take, what can be spelt, what this program is."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from dabir import __version__
from dabir.ui.actions import PANE_KEYS, Actions
from dabir.ui.editing.spelling import describe
from dabir.ui.parts.dialogs import PageDialog, keys_page


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

_PEOPLE: Final = (
    "<h3>Editors and keys</h3><p>Desk, Editors and keys, shows who may do what. A translator translates and "
    "confirms; an editor also approves, refuses, releases, revokes and kills; the chief also gives roles, keeps the "
    "agreements and revokes editors' keys. The first editor of a desk is its chief. Until the chief gives a role "
    "for the first time, everybody with a key is an editor; from then on whoever is added begins as a translator. "
    "The key that is unlocked is locked when nobody types or moves the mouse for fifteen minutes, or as long as you "
    "say there; a minute before, the status bar warns, and what was typed is kept. Who has no key can say in Desk, "
    "Your name, whose words the translations are. Stories marked in the list with Shift or Ctrl are approved, "
    "refused or released in one act, Story menu; each by the rules that hold for it alone.</p>"
)

_AGREEMENTS: Final = (
    "<h3>Agreements</h3><p>Each story is judged by the agreement with its partner that was in force on the story's "
    "own day: of two that overlap, by the one that began later. What would break a term is refused, and the clause "
    "is named. A change makes a new edition, which the chief signs; the earlier editions stay, and the log tells "
    "what each changed. A partner with no agreement at all is free, with a caution; a partner whose agreement was "
    "not in force on the story's day is not. Where four eyes are agreed, whoever wrote in a translation with his "
    "key unlocked cannot approve it, and a segment of which nobody knows who wrote it has to be confirmed again.</p>"
)

_BUNDLES: Final = (
    "<h3>Bundles</h3><p>Desk, Hand stories to a partner, writes one signed file with what is approved; "
    "select several stories in the list with Shift or Ctrl. A partner's bundle is brought in like any other "
    "file, or dropped on the window. Its stories are marked SEALED, and their metadata say who signed them, "
    "when and with which key. Of a bundle that was changed on its way nothing is taken in: an alarm says so, "
    "and the file is kept whole in the quarantine. A translation that the partner approved stands over yours "
    "to be read, or to be used as a draft.</p>"
)


_RECORD: Final = (
    "<h3>The record and its witnesses</h3><p>In the log, Verify checks every entry and marks the first bad one. "
    "Export for an auditor writes the record, or the part about a story or a day, into one file with all that is "
    "needed to check it: Verify a file, or dabir log verify FILE on a machine that has no desk.</p><p>What a thief "
    "of this whole computer could still do is to rewrite the record from its beginning. A witness prevents that: "
    "another desk that signs how far the record has come. Each desk once adds the key of the other (dabir log key, "
    "dabir log witnesses add NAME KEY; keys of partners in an agreement count already). Then, say once a week, dabir "
    "log checkpoint FILE here, dabir log witness FILE on the other desk, dabir log cosigned FILE here again, with "
    "the same file. The log says above its list how far witnesses have seen it.</p>"
)


_LIFE: Final = (
    "<h3>Kills, corrections, embargoes, claims</h3><p>A kill from a partner works at once, whoever is at the desk: "
    "the story can be neither approved nor released, the device signs that it is withdrawn, and in every release "
    "folder a notice stands in the place of the texts, which are put aside and can still be proved. The alarm stays "
    "over all views until an editor acknowledges it. It makes no difference in which order messages come: a kill "
    "stands against every version of its story, those that come later too, or against the one version it names, "
    "until somebody lifts it (Story, Lift the kill); a kill that comes before its story waits for it; one more kill "
    "of a killed story rings no second time. Where one version is killed, the others have to be approved anew. A "
    "message in plain words, such as KILL with a slugline, is only proposed: nothing happens until an editor "
    "confirms it.</p><p>A newer version or a correction makes the approval of what it corrects stale. When the "
    "correction is released, a notice takes the place of the earlier release, and the new one says what it "
    "replaces; so it is too when you release a changed text again. A release whose approval you revoke is withdrawn "
    "with a notice.</p><p>An embargoed story can be approved before, and released to the second of its own time "
    "zone, which is counted down over the story. The first edit claims a story for you; a claim is given up after "
    "30 minutes without work (dabir claims time-out changes that). What another has claimed you can take over, with "
    "a reason; the translation as it stood is kept, and can be taken back (dabir claims take-overs, take-back).</p>"
)


def keystrokes(act: Act, actions: Actions) -> tuple[str, ...]:
    """Return the keys an act takes, one after another."""
    first: tuple[str, ...] = ()
    if act.action:
        shown = QKeySequence.listToString(actions[act.action].shortcuts()[:1], QKeySequence.SequenceFormat.NativeText)
        first = (shown,)
    return (*first, *act.keys)


_SHEETS: Final = (
    "<h3>Clearance sheets and the proof of no alteration</h3><p>Story, Clearance sheet, saves a PDF of every "
    "approval of a story or of a shift: who approved what and when, its hashes, its place in the log, the credit "
    "line and the clause of the agreement. The command <code>dabir sheet</code> does the same without a "
    "window.</p><p>The command <code>dabir verify-release</code> compares a release, one of its files, or the "
    "page your system made of it with the original that came in, and lists every difference. <code>dabir "
    "outputs</code> chooses the forms that releases are written in; RSS and Atom also keep a feed of the newest "
    "releases in the output folder.</p>"
)


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
    more = f"{_DRAFTS}{_PEOPLE}{_AGREEMENTS}{_BUNDLES}{_RECORD}{_SHEETS}{_LIFE}{spelling}"
    PageDialog("Keys", f"{page}{acts_page(actions)}{more}", window).open()


def show_about(window: QWidget) -> None:
    """Show what Dabir is and under which licence."""
    html = (
        f"<h3>Dabir {__version__}</h3><p>Partner stories, an offline translation beside the untouched original, "
        "and a signed record of what was approved.</p><p>Free software under the GNU General Public License, "
        "version 3 or later. Typefaces: Noto Sans and Noto Sans Arabic, SIL Open Font License 1.1.</p>"
    )
    PageDialog("About", html, window, size=(460, 260)).open()
