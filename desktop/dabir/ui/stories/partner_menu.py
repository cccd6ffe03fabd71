"""From which partner new stories come: a choice in the menu, remembered."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu

from dabir.domain.listing import Partner
from dabir.ui.arrivals.bringing_in import PARTNER_KEY, BringingIn
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow


class PartnerMenu(QObject):
    """Offers the partners of the desk; what is brought in is put down to the chosen one."""

    def __init__(self, workflow: Workflow, tasks: Tasks, bringing: BringingIn, window: QMainWindow) -> None:
        """Add itself to the window's first menu."""
        super().__init__(window)
        self._workflow = workflow
        self._tasks = tasks
        self._bringing = bringing
        self._group = QActionGroup(self)
        self.menu = QMenu("&Partner of new stories", window)
        desk = window.menuBar().actions()[0].menu()
        assert isinstance(desk, QMenu)
        desk.insertMenu(desk.actions()[3], self.menu)

    def reload(self) -> None:
        """Read the partners and the choice."""
        self._tasks.run_task(
            lambda _: (self._workflow.intake.partners(), self._workflow.stories.remembered(PARTNER_KEY)),
            lambda found: self._show(*found),
            lane=Lane.READS,
        )

    def _show(self, partners: list[Partner], chosen: str) -> None:
        self.menu.clear()
        for action in self._group.actions():
            self._group.removeAction(action)
        known = {partner.code for partner in partners}
        self._bringing.partner = chosen if chosen in known else ""
        self._add("Not told", "")
        for partner in partners:
            self._add(f"{partner.code}  {partner.name}", partner.code)

    def _add(self, words: str, code: str) -> None:
        action = QAction(words, self.menu, checkable=True)
        action.setChecked(code == self._bringing.partner)
        action.triggered.connect(lambda _checked=False: self._choose(code))
        self._group.addAction(action)
        self.menu.addAction(action)

    def _choose(self, code: str) -> None:
        self._bringing.partner = code
        self._tasks.run_task(lambda _: self._workflow.stories.remember(PARTNER_KEY, code), lane=Lane.EDITS)
