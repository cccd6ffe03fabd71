"""How large the window is at first; where it stood and how its panes were divided, as one line to be remembered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QMainWindow, QSplitter, QStyle, QWidget


def size_first(window: QWidget, wanted: QSize, least: QSize | None = None) -> None:
    """Give a window that is not shown yet its size, or as much of it as its screen has room for.

    Args:
        window: the window.
        wanted: its size without the title bar, in device-independent pixels.
        least: how small the person may make it, or smaller where the screen is; None for what its parts need.
    """
    title = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
    room = window.screen().availableGeometry().size() - QSize(0, title)
    if least is not None:
        window.setMinimumSize(least.boundedTo(room))
    window.resize(wanted.boundedTo(room))


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
