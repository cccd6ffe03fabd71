"""Direction and exact text of Qt documents.

Direction comes from a language or from the person's switch, never from the first letter. Qt counts UTF-16 units
where Dabir counts code points, and its `toPlainText` changes characters (no-break spaces, for one): both are put
right here.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument, QTextOption
from PySide6.QtWidgets import QLabel

from dabir.domain.language import is_right_to_left

_PARAGRAPH = "\u2029"
_LINE = "\u2028"
#: U+2068 and U+2069 keep a text of one direction whole inside a line of the other (UAX 9, isolates).
_FIRST_STRONG, _LEFT, _RIGHT, _POP = "\u2068", "\u2066", "\u2067", "\u2069"


def direction_of(language: str, switched: str = "") -> Qt.LayoutDirection:
    """Return the direction a text is set in.

    Args:
        language: its language.
        switched: "rtl" or "ltr" where the person chose; "" follows the language.
    """
    right = switched == "rtl" if switched else is_right_to_left(language)
    return Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight


def isolated(text: str, language: str = "") -> str:
    """Return a text that keeps its own direction inside a line of the interface."""
    opening = _FIRST_STRONG if not language else (_RIGHT if is_right_to_left(language) else _LEFT)
    return f"{opening}{text}{_POP}"


def set_document_direction(document: QTextDocument, direction: Qt.LayoutDirection) -> None:
    """Set the direction of a whole document, whatever letters its paragraphs begin with."""
    option = document.defaultTextOption()
    option.setTextDirection(direction)
    option.setAlignment(Qt.AlignmentFlag.AlignLeading)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)


def keep_left_to_right(label: QLabel) -> None:
    """Set the sentences of a label left to right, whatever name they begin with.

    A label whose words can be selected holds a document, and that takes its direction from the first letter, even
    from one within an isolate. Called again after every change of the words.
    """
    for document in label.findChildren(QTextDocument):
        set_document_direction(document, Qt.LayoutDirection.LeftToRight)


def utf16_length(text: str) -> int:
    """Return how many UTF-16 units Qt counts for a text; characters beyond U+FFFF are two."""
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)


def utf16_offset(text: str, index: int) -> int:
    """Return Qt's position of the code point at `index`."""
    return utf16_length(text[:index])


def code_point_offset(text: str, position: int) -> int:
    """Return the index of the code point at Qt's `position`; inside a surrogate pair, of the whole character."""
    units = 0
    for index, character in enumerate(text):
        width = 2 if ord(character) > 0xFFFF else 1
        if position < units + width:
            return index
        units += width
    return len(text)


def shown(text: str) -> str:
    """Return a text as it is put into a document: as many UTF-16 units, with its line breaks inside one block.

    For display only; what is shown is never read back as a text of record.
    """
    joined = text.replace("\r\n", f"\u200b{_LINE}").replace("\r", _LINE).replace("\n", _LINE)
    return joined.replace(_PARAGRAPH, _LINE).replace("\ufdd0", "\ufffd").replace("\ufdd1", "\ufffd")


def text_of(document: QTextDocument) -> str:
    """Return the exact text a person typed: no-break spaces, joiners and line separators as they are."""
    return document.toRawText().replace(_PARAGRAPH, "\n")
