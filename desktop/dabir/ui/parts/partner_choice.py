"""A box to choose a partner agency with, or none in particular."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from dabir.domain.listing import Partner


class PartnerChoice(QComboBox):
    """Offers the partners of a desk."""

    def __init__(self, nobody: str, partners: Sequence[Partner], chosen: str, parent: QWidget | None = None) -> None:
        """Offer some partners.

        Args:
            nobody: what the choice of none is called.
            partners: agencies of the desk.
            chosen: code of the one chosen at first, offered even where the desk knows no such partner; "" for none.
            parent: owner.
        """
        super().__init__(parent)
        self.addItem(nobody, "")
        for partner in partners:
            self.addItem(f"{partner.code}  {partner.name}", partner.code)
        if chosen and self.findData(chosen) < 0:
            self.addItem(chosen, chosen)
        self.setCurrentIndex(self.findData(chosen))

    @property
    def code(self) -> str:
        """Code of the partner chosen; "" for none."""
        return str(self.currentData())
