"""Where the window stood and how its panes were divided, as one line of text to be remembered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow, QSplitter


def arrangement_of(window: QMainWindow, splitters: Sequence[QSplitter]) -> str:
    """Return how a window and its splitters are arranged."""
    states = [window.saveGeometry(), *(splitter.saveState() for splitter in splitters)]
    return " ".join(bytes(state.toBase64().data()).decode("ascii") for state in states)


def arrange(remembered: str, window: QMainWindow, splitters: Sequence[QSplitter]) -> None:
    """Arrange a window as it was; what does not fit, or nothing remembered, leaves it as it is."""
    geometry, *states = remembered.split() or [""]
    if not geometry:
        return
    window.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii")))
    for splitter, state in zip(splitters, states, strict=False):
        splitter.restoreState(QByteArray.fromBase64(state.encode("ascii")))
