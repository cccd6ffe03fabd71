"""Icons: SVG files in one ink, drawn in the colour of the theme."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_SIZES = (16, 20, 32, 40)


def icon(file: Path, colour: str, faint: QColor) -> QIcon:
    """Return the icon of a file.

    Args:
        file: an SVG whose ink is `currentColor`.
        colour: the ink, `#rrggbb`.
        faint: the ink while its action cannot be used.
    """
    source = file.read_text("utf-8")
    made = QIcon()
    for mode, ink, opacity in (
        (QIcon.Mode.Normal, colour, 1.0),
        (QIcon.Mode.Disabled, faint.name(), faint.alphaF()),
    ):
        renderer = QSvgRenderer(QByteArray(source.replace("currentColor", ink).encode()))
        for size in _SIZES:
            picture = QPixmap(size, size)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setOpacity(opacity)
            renderer.render(painter)
            painter.end()
            made.addPixmap(picture, mode)
    return made
