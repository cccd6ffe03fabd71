"""The typefaces of the window: shipped as Python packages, listed in resources/ui/fonts.toml."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from dabir.settings import resources

#: Size of the window's words, in points.
POINTS = 10.0


def load_fonts() -> list[str]:
    """Load the typefaces into the program.

    Returns:
        The families that could be loaded, in order of preference; those that are missing are left to the system.
    """
    listed = tomllib.loads((resources() / "ui" / "fonts.toml").read_text("utf-8"))
    families = []
    for entry in listed["font"]:
        found = [QFontDatabase.addApplicationFont(str(file)) for file in _files(entry["package"])]
        if any(number >= 0 for number in found):
            families.append(entry["family"])
    return families


def window_font(families: list[str]) -> QFont:
    """Return the font of the window: the first family, the others for the letters it lacks."""
    font = QFont()
    if families:
        font.setFamilies([*families, *QFont().families()])
    font.setPointSizeF(POINTS)
    return font


def weighted(font: QFont, weight: int, scale: float = 1.0) -> QFont:
    """Return a font in another weight of a variable typeface.

    Qt takes a variable typeface's named styles only, so `setWeight` would leave it as it is, or smear it.

    Args:
        font: the font.
        weight: 400 is regular, 600 half-bold, 700 bold.
        scale: factor of its size.
    """
    made = QFont(font)
    made.setVariableAxis(QFont.Tag.fromString("wght"), weight)
    made.setPointSizeF(font.pointSizeF() * scale)
    return made


def _files(package: str) -> list[Path]:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        return []
    return sorted((Path(found.origin).parent / "files").glob("*.ttf"))
