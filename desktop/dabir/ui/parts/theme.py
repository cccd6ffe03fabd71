"""Colours of the window, light and dark, and the Fusion style they are put into.

A widget asks `tones_of` with its own palette, so nothing here is global. No colour stands alone: whatever is coloured
also says its meaning in a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from dabir.domain.life import StoryState
from dabir.domain.segment import Severity, UnitState
from dabir.settings import resources


class Theme(StrEnum):
    """What the person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Chip:
    """Colours of a badge: its ground, its words."""

    ground: str
    ink: str


@dataclass(frozen=True, slots=True)
class Tones:
    """One set of colours, as `#rrggbb`."""

    window: str
    paper: str
    band: str
    ink: str
    muted: str
    line: str
    accent: str
    accent_ink: str
    tick: str
    mark: str
    mark_edge: str
    red: Chip
    dark_red: Chip
    amber: Chip
    blue: Chip
    green: Chip
    grey: Chip
    bad: str
    warn: str
    good: str

    def of_state(self, state: StoryState) -> Chip:
        """Return the badge of a story state."""
        return {
            StoryState.NEW: self.blue,
            StoryState.CLAIMED: self.grey,
            StoryState.IN_TRANSLATION: self.grey,
            StoryState.CHECKED: self.blue,
            StoryState.APPROVED: self.green,
            StoryState.RELEASED: self.green,
            StoryState.CORRECTED: self.grey,
            StoryState.WITHDRAWN: self.amber,
            StoryState.REFUSED: self.amber,
            StoryState.EXPIRED: self.grey,
            StoryState.KILLED: self.dark_red,
            StoryState.SUPERSEDED: self.grey,
        }[state]

    def of_unit(self, state: UnitState) -> Chip:
        """Return the badge of a segment state."""
        return {
            UnitState.UNTRANSLATED: self.grey,
            UnitState.MACHINE: self.amber,
            UnitState.MEMORY: self.amber,
            UnitState.EDITED: self.blue,
            UnitState.CONFIRMED: self.green,
        }[state]

    def of_severity(self, severity: Severity) -> str:
        """Return the colour of a finding."""
        return {Severity.ERROR: self.bad, Severity.WARNING: self.warn, Severity.HINT: self.muted}[severity]


LIGHT: Final = Tones(
    window="#eef0f2",
    paper="#ffffff",
    band="#f6f7f8",
    ink="#1b1f24",
    muted="#5b6570",
    line="#d3d8dd",
    accent="#1f5f8b",
    accent_ink="#ffffff",
    tick="#1f5f8b",
    mark="#fdf0c4",
    mark_edge="#d29b00",
    red=Chip("#c62828", "#ffffff"),
    dark_red=Chip("#7a1420", "#ffffff"),
    amber=Chip("#fbe3b0", "#5c3d00"),
    blue=Chip("#d6e6f5", "#154a75"),
    green=Chip("#d5ecd9", "#1a5a2a"),
    grey=Chip("#e4e7ea", "#434c55"),
    bad="#b3261e",
    warn="#8a5a00",
    good="#1f6b33",
)

DARK: Final = Tones(
    window="#1c1f23",
    paper="#24282d",
    band="#2a2f35",
    ink="#e4e7ea",
    muted="#a0a9b2",
    line="#3b424a",
    accent="#5aa3d6",
    accent_ink="#0d1b26",
    tick="#33729e",
    mark="#433819",
    mark_edge="#d8ab35",
    red=Chip("#cb3a35", "#ffffff"),
    dark_red=Chip("#8f2431", "#ffffff"),
    amber=Chip("#57431a", "#f7dda0"),
    blue=Chip("#203c54", "#c5e0f7"),
    green=Chip("#23492e", "#c0e8c9"),
    grey=Chip("#3c434b", "#ccd3da"),
    bad="#ff8a80",
    warn="#efc063",
    good="#83d097",
)


def tones_of(palette: QPalette) -> Tones:
    """Return the colours that belong to a widget's palette."""
    return DARK if palette.color(QPalette.ColorRole.Base).lightness() < 128 else LIGHT


def palette_of(tones: Tones) -> QPalette:
    """Return the Qt palette of some tones."""
    palette = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: tones.window,
        role.WindowText: tones.ink,
        role.Base: tones.paper,
        role.AlternateBase: tones.band,
        role.Text: tones.ink,
        role.Button: tones.band,
        role.ButtonText: tones.ink,
        role.BrightText: tones.bad,
        role.ToolTipBase: tones.paper,
        role.ToolTipText: tones.ink,
        role.PlaceholderText: tones.muted,
        role.Highlight: tones.accent,
        role.HighlightedText: tones.accent_ink,
        role.Accent: tones.accent,
        role.Link: tones.accent,
        role.LinkVisited: tones.accent,
        role.Light: tones.paper,
        role.Midlight: tones.band,
        role.Mid: tones.line,
        role.Dark: tones.muted,
        role.Shadow: tones.line,
    }
    for one, colour in pairs.items():
        palette.setColor(one, QColor(colour))
    faint = QColor(tones.muted)
    faint.setAlpha(140)
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, faint)
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(tones.line))
    return palette


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Put a theme on the program; `SYSTEM` goes with the desktop from then on."""
    hints = app.styleHints()
    wanted = {
        Theme.SYSTEM: Qt.ColorScheme.Unknown,
        Theme.LIGHT: Qt.ColorScheme.Light,
        Theme.DARK: Qt.ColorScheme.Dark,
    }[theme]
    hints.setColorScheme(wanted)
    dark = theme is Theme.DARK or (theme is Theme.SYSTEM and hints.colorScheme() is Qt.ColorScheme.Dark)
    tones = DARK if dark else LIGHT
    app.setPalette(palette_of(tones))
    app.setStyleSheet(_sheet(tones) + _sheet_of_boxes(tones))


def _sheet(tones: Tones) -> str:
    return f"""
    QToolTip {{ background: {tones.paper}; color: {tones.ink}; border: 1px solid {tones.line}; padding: 3px; }}
    QMainWindow::separator {{ background: {tones.line}; width: 1px; height: 1px; }}
    QSplitter::handle {{ background: {tones.line}; }}
    QToolBar {{ background: {tones.window}; border: 0; border-bottom: 1px solid {tones.line};
                padding: 3px 6px; spacing: 2px; }}
    QToolBar QToolButton {{ padding: 3px 7px; border-radius: 4px; border: 1px solid transparent;
                font-size: 8.5pt; }}
    QToolBar QToolButton#qt_toolbar_ext_button {{ padding: 0; }}
    QToolBar QToolButton:hover:enabled {{ background: {tones.grey.ground}; }}
    QToolBar QToolButton:checked {{ background: {tones.blue.ground}; color: {tones.blue.ink}; }}
    QToolBar QToolButton:focus {{ border: 1px solid {tones.accent}; }}
    QToolBar::separator {{ background: {tones.line}; width: 1px; margin: 4px 6px; }}
    QStatusBar {{ border-top: 1px solid {tones.line}; }}
    QStatusBar::item {{ border: 0; }}
    QTextBrowser, QListView, QTableView, QPlainTextEdit {{ border: 1px solid {tones.line}; }}
    QTextBrowser#original, QTextBrowser#details {{ border: 0; }}
    QPlainTextEdit#segment {{ border: 1px solid {tones.accent}; border-radius: 3px; background: {tones.paper}; }}
    QWidget#pane-head, QWidget#filters {{ background: {tones.band}; border-bottom: 1px solid {tones.line}; }}
    QProgressBar#story-progress {{ border: 0; background: {tones.line}; border-radius: 0; }}
    QProgressBar#story-progress::chunk {{ background: {tones.good}; }}
    QWidget#pane-foot {{ background: {tones.band}; border-top: 1px solid {tones.line}; }}
    QWidget#notice {{ background: {tones.blue.ground}; border-bottom: 1px solid {tones.line}; }}
    QWidget#notice QLabel {{ color: {tones.blue.ink}; }}
    QWidget#notice[kind="bad"] {{ background: {tones.amber.ground}; }}
    QWidget#notice[kind="bad"] QLabel {{ color: {tones.amber.ink}; }}
    QWidget#notice[kind="alarm"] {{ background: {tones.dark_red.ground}; }}
    QWidget#notice[kind="alarm"] QLabel, QWidget#notice[kind="alarm"] QToolButton {{ color: {tones.dark_red.ink}; }}
    QWidget#alarm {{ background: {tones.dark_red.ground}; }}
    QWidget#alarm QLabel {{ color: {tones.dark_red.ink}; }}
    QWidget#alarm[kind="question"] {{ background: {tones.amber.ground}; }}
    QWidget#alarm[kind="question"] QLabel {{ color: {tones.amber.ink}; }}
    QLabel#draft {{ background: {tones.amber.ground}; color: {tones.amber.ink}; padding: 5px 12px; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QLabel#muted {{ color: {tones.muted}; }}
    QLabel#trouble {{ color: {tones.bad}; }}
    QTableView::item {{ padding: 0 6px; }}
    QHeaderView::section {{ background: {tones.band}; color: {tones.muted}; border: 0;
                            border-bottom: 1px solid {tones.line}; padding: 4px 8px; }}
    """


def _sheet_of_boxes(tones: Tones) -> str:
    """Return how boxes are ticked: Fusion draws them in a shade of the window, which nobody sees on a dark one."""
    tick = (resources() / "ui" / "tick.svg").as_posix()
    return f"""
    QCheckBox::indicator, QRadioButton::indicator {{ width: 13px; height: 13px; border: 1px solid {tones.muted};
                background: {tones.paper}; }}
    QCheckBox::indicator {{ border-radius: 3px; }}
    QRadioButton::indicator {{ border-radius: 7px; }}
    QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border: 1px solid {tones.line}; }}
    QCheckBox::indicator:checked {{ border: 1px solid {tones.tick}; background: {tones.tick};
                image: url("{tick}"); }}
    QCheckBox::indicator:checked:disabled {{ border: 1px solid {tones.line}; background: {tones.muted}; }}
    QRadioButton::indicator:checked {{ border: 4px solid {tones.tick}; width: 7px; height: 7px; }}
    QRadioButton::indicator:checked:disabled {{ border: 4px solid {tones.line}; }}
    """
