"""XML as releases carry it: UTF-8, indented between elements only, so that no word gains or loses white space."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def element(space: str, name: str, parent: etree._Element | None = None, **prefixes: str) -> etree._Element:
    """Make an element whose name space is the default one from here on.

    Args:
        space: its name space.
        name: its local name.
        parent: the element it is put into; none for a root.
        prefixes: other name spaces by prefix.
    """
    spaces: Any = {None: space, **prefixes}
    if parent is None:
        return etree.Element(f"{{{space}}}{name}", nsmap=spaces)
    return etree.SubElement(parent, f"{{{space}}}{name}", nsmap=spaces)


def add(parent: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    """Add a child with a local name in its parent's name space.

    Args:
        parent: the parent.
        name: local name of the child.
        text: its text.
        attributes: those that are not blank are set; "lang" is `xml:lang`, and an underscore within a name a dot.
    """
    space = etree.QName(parent).namespace
    child = etree.SubElement(parent, f"{{{space}}}{name}" if space else name)
    if text:
        child.text = text
    for key, value in attributes.items():
        if value:
            child.set(XML_LANG if key == "lang" else key.replace("_", "."), value)
    return child


def add_present(parent: etree._Element, name: str, text: str, /, **attributes: str) -> None:
    """Add a child as `add` does, unless its text is blank."""
    if text.strip():
        add(parent, name, text, **attributes)


def xml_bytes(root: etree._Element) -> bytes:
    """Write a document in UTF-8 with its declaration and a newline at its end."""
    etree.indent(root, "  ")
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"
