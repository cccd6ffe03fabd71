"""Pictures for pages: a window has few colours, so that a palette of them takes a third of the room."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

#: As many as an index of one byte can name.
_COLOURS = 256
#: How far apart two colours of the palette have to be, the finest that gives no more than `_COLOURS`.
_STEPS = (0, 4, 8, 12, 16, 24, 32)


def save_small(image: QImage, file: Path) -> None:
    """Save a picture as a PNG with a palette.

    Raises:
        OSError: when it cannot be written.
    """
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    plain.setDevicePixelRatio(1)
    counted = Counter(memoryview(plain.constBits()).cast("I"))
    palette = palette_of(colour for colour, _ in counted.most_common())
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    if not plain.convertToFormat(QImage.Format.Format_Indexed8, palette, flags).save(str(file)):
        raise OSError(f"{file} cannot be written")


def palette_of(colours: Iterable[int]) -> list[int]:
    """Return a palette that has something near to each of some colours, the most frequent of which come first.

    Args:
        colours: as 0xAARRGGBB, each once.
    """
    wanted = list(colours)
    for step in _STEPS:
        taken: list[tuple[int, int, int]] = []
        for colour in wanted:
            red, green, blue = colour >> 16 & 255, colour >> 8 & 255, colour & 255
            if all(abs(red - r) + abs(green - g) + abs(blue - b) >= step for r, g, b in taken):
                taken.append((red, green, blue))
                if len(taken) > _COLOURS:
                    break
        if len(taken) <= _COLOURS:
            break
    return [0xFF000000 | red << 16 | green << 8 | blue for red, green, blue in taken[:_COLOURS]]
