"""Everything that can be done, by name, key and menu. The page of keys is made from this list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence, QPalette
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QToolButton, QWidget

from dabir.ui.parts.icons import icon

#: Keys that belong to a list or a pane and not to a menu.
PANE_KEYS = (
    ("N", "List: next unhandled story"),
    ("J / K, Down / Up", "List: next, previous story"),
    ("Shift+Down / Up, Ctrl+A", "List: mark several stories, all stories, for one act on them"),
    ("J / K", "Original, segments: next, previous segment"),
    ("Enter, F2", "Segments: type in the current one"),
    ("Escape", "Leave the segment's editor; leave the search"),
    ("Tab", "From the editor to the next field"),
    ("Alt+1 … Alt+5", "Put the first to fifth match of the memory in place of the segment"),
    ("Alt+Shift+1 … Alt+Shift+9", "Put the first to ninth term of the segment at the cursor"),
    ("Enter, Escape", "Panel of assistance: take the entry; back to the segment"),
)


@dataclass
class Actions:
    """The actions of the window by name, and their menus.

    Attributes:
        by_name: every action.
        menus: heading and names, those of its submenus included, in order; "-" is a line.
        tips: what the tool tip of each says while it can be used.
        more: the button that Qt shows at the end of a tool bar which is longer than the window.
    """

    by_name: dict[str, QAction] = field(default_factory=dict)
    menus: list[tuple[str, list[str]]] = field(default_factory=list)
    tips: dict[str, str] = field(default_factory=dict)
    more: QToolButton | None = None

    def __getitem__(self, name: str) -> QAction:
        """Return an action by its name."""
        return self.by_name[name]

    def grouped(self) -> list[tuple[str, list[QAction]]]:
        """Return headings with their actions, for the page of keys."""
        return [
            (heading.replace("&", ""), [self.by_name[name] for name in names if name != "-"])
            for heading, names in self.menus
        ]


#: Shorter words for the tool bar.
_SHORT = {
    "bring_files": "Bring in",
    "next": "Next",
    "translate": "Translate",
    "confirm": "Confirm",
    "approve_original": "Approve original",
    "approve_translation": "Approve translation",
    "refuse": "Refuse",
    "release": "Release",
}

#: name, words, keys, tool tip.
_LIST: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("bring_files", "&Bring in files…", ("Ctrl+O",), "Bring in stories from files or zip archives"),
    ("bring_folder", "Bring in a &folder…", ("Ctrl+Shift+O",), "Bring in every story of a folder"),
    ("sample", "Open the &sample desk", (), "Bring in the invented stories that ship with Dabir"),
    (
        *("bundle_export", "&Hand stories to a partner…", ("Ctrl+Shift+B",)),
        "Write approved stories and their translations to one signed file for a partner",
    ),
    (
        "outputs",
        "O&utputs of releases…",
        (),
        "The forms that releases are written in, such as ninjs or HTML",
    ),
    ("lock", "&Lock the editor's key", ("Ctrl+L",), "Forget the unlocked key"),
    ("editors", "&Editors and keys…", (), "Who may do what; add people, change roles and passphrases, move a key"),
    (
        *("keeping", "Bac&kup, room and retention…", ()),
        "Back the desk up, pack it, and remove what agreements forbid to keep longer",
    ),
    ("own_name", "Your &name…", (), "Whose words are what is typed while no key is unlocked"),
    ("notify_nothing", "&Nothing", (), "Show no notifications"),
    ("notify_kills", "&Kills", (), "Show a notification when a story is killed"),
    ("notify_flashes", "Kills and &flashes", (), "Show a notification for kills and for stories of urgency 1"),
    ("notify_urgent", "Kills and &urgency 1 and 2", (), "Show a notification for kills and for urgency 1 and 2"),
    ("notify_sound", "Notify with a soun&d", (), "Make a sound with each notification"),
    ("quit", "&Quit", ("Ctrl+Q",), "Close Dabir"),
    ("next", "&Next unhandled", ("Ctrl+N",), "Go to the next story nobody has decided on"),
    ("search", "&Search", ("Ctrl+F",), "Search all stories"),
    ("clear", "&Clear the filters", ("Ctrl+Shift+F",), "Show all stories again"),
    ("approve_original", "Approve &original", ("F8",), "Approve the original as it came in"),
    ("approve_translation", "Approve &translation", ("F9",), "Approve the translation as it stands"),
    ("refuse", "Re&fuse…", ("Shift+F9",), "Refuse the original or the translation, with a reason"),
    ("release", "&Release…", ("F12",), "Write what is approved to the output folder"),
    ("revoke", "Re&voke…", ("Shift+F12",), "Take an approval back, with a reason"),
    ("kill", "&Kill…", (), "Withdraw the story on this desk, with a reason"),
    ("lift", "Li&ft the kill…", (), "Make a killed story usable again, with a reason"),
    (
        *("same_event", "Other stories on this e&vent", ("Ctrl+E",)),
        "Open another story on the event of this one; the list marks such stories with ≈ and their number",
    ),
    ("claim", "&Work on it", ("Ctrl+Shift+W",), "Claim the story: others see that you work on it"),
    ("take_over", "Take o&ver…", (), "Work on a story that somebody else has claimed, with a reason"),
    ("approve_chosen", "A&pprove the chosen…", (), "Approve all stories marked in the list, in one act"),
    ("refuse_chosen", "Refuse the c&hosen…", (), "Refuse all stories marked in the list, with one reason"),
    ("release_chosen", "Re&lease the chosen…", (), "Release all stories marked in the list that are approved"),
    ("sheet_story", "Clearance s&heet of this story…", (), "Save a PDF of every approval of the story"),
    ("sheet_shift", "Clearance sheet of a sh&ift…", (), "Save a PDF of everything that was approved in a time"),
    ("translate", "&Translate this story", ("Ctrl+T",), "Make a machine draft of what is not translated yet"),
    ("translate_all", "Translate &all in the list", ("Ctrl+Shift+T",), "Make drafts of all stories the filter shows"),
    (
        *("draft_arrivals", "D&raft what arrives", ()),
        "Make drafts of new stories in the background, into the languages last translated into",
    ),
    (
        *("quality_fast", "&Fast: three quarters of the time, more mistakes", ()),
        "Make drafts with the least search: for a first look, or on a slow computer",
    ),
    (
        *("quality_balanced", "&Balanced: the usual choice", ()),
        "Make drafts as they are usually made",
    ),
    (
        *("quality_best", "B&est: one and a half times the time, fewer mistakes", ()),
        "Make drafts with the most search: for stories that are to be released",
    ),
    ("confirm", "&Confirm and go on", ("Ctrl+Return", "Ctrl+Enter"), "Mark the segment as read and right"),
    ("revert", "Back to the &machine's text", ("Ctrl+M",), "Put the machine's text of this segment back"),
    ("undo", "&Undo", ("Ctrl+Z",), "Undo the last change of this story"),
    ("redo", "Re&do", ("Ctrl+Shift+Z", "Ctrl+Y"), "Do again what was undone"),
    (
        *("copy_source", "Copy the s&ource", ("Ctrl+Shift+Ins", "Ctrl+B")),
        "Put the source in place of the translation of this segment",
    ),
    (
        *("next_number", "Insert the next n&umber", ("Ctrl+Shift+N",)),
        "Put the next number that the source has and the translation lacks at the cursor",
    ),
    ("comment", "&Comment on the segment", ("Ctrl+Alt+C",), "Write a comment; comments are never released"),
    ("split", "&Split the segment…", ("Ctrl+Alt+S",), "Make two segments of this one; the original stays as it is"),
    ("join", "&Join with the next", ("Ctrl+J",), "Make one segment of this and the next of its paragraph"),
    ("replace", "Search and re&place…", ("Ctrl+H",), "Search the translation, and replace"),
    ("find_next", "Find ne&xt", ("F3",), "Go to the next place that was searched for"),
    ("find_previous", "Find pre&vious", ("Shift+F3",), "Go to the previous place that was searched for"),
    ("finding_next", "Next &finding", ("F4",), "Go to the next thing that the checks found"),
    ("finding_previous", "Pre&vious finding", ("Shift+F4",), "Go to the thing that the checks found before"),
    ("mend", "&Mend the finding", ("Ctrl+.",), "Put right what can be put right by itself, at the cursor first"),
    ("look_first", "&Look here first", ("Alt+PgDown",), "Go to the next doubtful draft or unconfirmed error"),
    ("alternatives", "&Alternatives", ("Ctrl+Space",), "Have other translations of the segment made"),
    ("assistance", "&Panel of assistance", ("F7",), "Memory, terms, alternatives and findings, shown or hidden"),
    ("segment_next", "N&ext segment", ("Alt+Down",), ""),
    ("segment_previous", "&Previous segment", ("Alt+Up",), ""),
    (
        *("next_changed", "Next ne&w segment", ("Ctrl+Shift+Down",)),
        "Go to the next segment whose source is new in this version of the story",
    ),
    (
        *("concordance", "Look up in &memory and archive", ("Ctrl+K",)),
        "Find the selected words in the memory and in all stories",
    ),
    ("new_term", "Ne&w term…", ("Ctrl+Alt+T",), "Keep the selected words as a term"),
    ("exchange", "&Exchange with a partner…", (), "Give memory and terms to a partner in one file, or take them in"),
    (
        "show_changes",
        "S&how what changed",
        (),
        "Show the earlier version of the original beside this one, word by word",
    ),
    ("turn_original", "Switch direction of the &original", ("Ctrl+Alt+D",), "Right to left, or left to right"),
    ("turn_translation", "Switch &direction of the translation", ("Ctrl+D",), "Right to left, or left to right"),
    ("view_queue", "&Queue", ("Ctrl+1",), "The story list"),
    ("view_quarantine", "Q&uarantine", ("Ctrl+2",), "What could not be read"),
    ("view_log", "&Log", ("Ctrl+3",), "The record of decisions"),
    ("view_packs", "&Packs", ("Ctrl+4",), "Language packs"),
    ("view_memory", "&Memory", ("Ctrl+5",), "What was translated and confirmed before"),
    ("view_terms", "&Terms", ("Ctrl+6",), "How names and expressions are to be translated"),
    ("view_agreements", "&Agreements", ("Ctrl+7",), "What is agreed with partners"),
    ("view_outbox", "&Outbox", ("Ctrl+8",), "Where releases go, and what waits or failed"),
    ("view_feeds", "&Feeds", ("Ctrl+9",), "Where stories come from by themselves, and how that goes"),
    ("next_pane", "Next p&ane", ("F6",), "List, original, translation, details, assistance"),
    ("theme_system", "Colours of the &system", (), ""),
    ("theme_light", "&Light", (), ""),
    ("theme_dark", "&Dark", (), ""),
    ("help", "&Help", ("F1",), "Help with what is shown here"),
    ("keys", "&Keys", ("Shift+F1",), "All keys"),
    ("about", "&About Dabir", (), ""),
)

_MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "&Desk",
        (
            "bring_files",
            "bring_folder",
            "sample",
            "-",
            "bundle_export",
            "outputs",
            "-",
            "lock",
            "editors",
            "own_name",
            "-",
            "keeping",
            "-",
            "notifications",
            "notify_sound",
            "-",
            "quit",
        ),
    ),
    (
        "&Story",
        (
            *("next", "search", "clear", "same_event", "-", "approve_original", "approve_translation", "refuse", "-"),
            *("release", "revoke", "-", "kill", "lift", "-", "claim", "take_over", "-"),
            *("approve_chosen", "refuse_chosen", "release_chosen", "-", "sheet_story", "sheet_shift"),
        ),
    ),
    (
        "&Translation",
        (
            *("translate", "translate_all", "draft_arrivals", "draft_quality", "-"),
            *("replace", "find_next", "find_previous", "-"),
            *("concordance", "new_term", "exchange", "-", "show_changes", "-", "turn_original", "turn_translation"),
        ),
    ),
    (
        "Se&gment",
        (
            *("confirm", "revert", "undo", "redo", "-", "copy_source", "next_number", "comment", "-"),
            *("split", "join", "-", "segment_next", "segment_previous", "next_changed"),
        ),
    ),
    (
        "&Assistance",
        (*("finding_next", "finding_previous", "mend", "look_first", "-", "alternatives", "-", "assistance"),),
    ),
    (
        "&View",
        (
            *("view_queue", "view_quarantine", "view_log", "view_packs", "view_memory", "view_terms"),
            *("view_agreements", "view_outbox", "view_feeds", "-"),
            *("next_pane", "-"),
            *("theme_system", "theme_light", "theme_dark"),
        ),
    ),
    ("&Help", ("help", "keys", "about")),
)

#: Menus inside menus: the words, and the names of the actions.
_SUBMENUS = {
    "draft_quality": ("Draft &quality", ("quality_fast", "quality_balanced", "quality_best")),
    "notifications": (
        "Not&ify in the background of",
        ("notify_nothing", "notify_kills", "notify_flashes", "notify_urgent"),
    ),
}

#: The views, in the order of their keys.
VIEWS = (
    *("view_queue", "view_quarantine", "view_log", "view_packs", "view_memory", "view_terms"),
    *("view_agreements", "view_outbox", "view_feeds"),
)
_THEMES = ("theme_system", "theme_light", "theme_dark")
#: Turned on and off; the window shows which they are.
_SWITCHES = ("draft_arrivals", "assistance", "notify_sound")
_TOOLS = (
    *("bring_files", "next", "translate", "-"),
    *("confirm", "undo", "-", "approve_original", "approve_translation", "refuse", "release"),
)


def make_actions(window: QMainWindow) -> Actions:
    """Make every action, and the menus."""
    actions = Actions(menus=[(heading, list(_flat(names))) for heading, names in _MENUS])
    for name, words, keys, tip in _LIST:
        action = QAction(words, window)
        action.setObjectName(name)
        if name in _SHORT:
            action.setIconText(_SHORT[name])
        action.setShortcuts([QKeySequence(key) for key in keys])
        shown = QKeySequence.listToString(action.shortcuts()[:1], QKeySequence.SequenceFormat.NativeText)
        actions.tips[name] = f"{tip or words.replace('&', '')}{f' ({shown})' if shown else ''}"
        action.setToolTip(actions.tips[name])
        action.setStatusTip(tip)
        actions.by_name[name] = action
    for exclusive in (VIEWS, _THEMES, *(names for _, names in _SUBMENUS.values())):
        group = QActionGroup(window)
        for name in exclusive:
            actions[name].setCheckable(True)
            group.addAction(actions[name])
    for name in _SWITCHES:
        actions[name].setCheckable(True)
    for heading, names in _MENUS:
        _fill(window.menuBar().addMenu(heading), names, actions)
    return actions


def _fill(menu: QMenu, names: Iterable[str], actions: Actions) -> None:
    for name in names:
        if name == "-":
            menu.addSeparator()
        elif name in _SUBMENUS:
            words, inner = _SUBMENUS[name]
            submenu = menu.addMenu(words)
            submenu.setToolTipsVisible(True)
            _fill(submenu, inner, actions)
        else:
            menu.addAction(actions[name])


def _flat(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from _SUBMENUS[name][1] if name in _SUBMENUS else (name,)


def make_toolbar(window: QMainWindow, actions: Actions) -> QToolBar:
    """Make the tool bar: the views, then the steps of the main job in their order."""
    bar = QToolBar("Tools", window)
    bar.setObjectName("tools")
    bar.setMovable(False)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    bar.setIconSize(QSize(18, 18))
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    for name in VIEWS:
        bar.addAction(actions[name])
    bar.addSeparator()
    for name in _TOOLS:
        if name == "-":
            bar.addSeparator()
        else:
            bar.addAction(actions[name])
    for action in bar.actions():
        bar.widgetForAction(action).setFocusPolicy(Qt.FocusPolicy.TabFocus)
    actions.more = bar.findChild(QToolButton, "qt_toolbar_ext_button")
    if actions.more is not None:
        actions.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        actions.more.setToolTip("What has no room in this window")
        actions.more.setAccessibleName("More tools")
    window.addToolBar(bar)
    return bar


def connect_all(actions: Actions, *parts: dict[str, Callable[[], object]]) -> None:
    """Connect actions to what they do, which each part of the window knows of its own.

    Raises:
        KeyError: when an action is left without anything to do.
    """
    calls = {name: call for part in parts for name, call in part.items()}
    for name, action in actions.by_name.items():
        call = calls[name]
        action.triggered.connect(lambda _checked=False, call=call: call())


def paint_icons(actions: Actions, folder: Path, palette: QPalette) -> None:
    """Give the tool bar's actions icons in the palette's ink."""
    colour = palette.color(QPalette.ColorRole.ButtonText).name()
    faint = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    for name, action in actions.by_name.items():
        file = folder / f"{name}.svg"
        action.setIcon(icon(file, colour, faint) if file.is_file() else QIcon())
    if actions.more is not None:
        actions.more.setIcon(icon(folder / "more.svg", colour, faint))


def widget_owner(widget: QWidget | None, ancestor: QWidget) -> bool:
    """Whether a widget is another one or lies in it."""
    return widget is not None and (widget is ancestor or ancestor.isAncestorOf(widget))
