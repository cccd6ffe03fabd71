"""How this system shows a notification: over its tray, or by the notification portal where there is no tray.

The portal is `org.freedesktop.portal.Notification` (XDG Desktop Portal, version 1): its text is plain, never markup.
"""

from __future__ import annotations

from typing import Any, Final, Protocol

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

_SERVICE: Final = "org.freedesktop.portal.Desktop"
_PATH: Final = "/org/freedesktop/portal/desktop"
_INTERFACE: Final = "org.freedesktop.portal.Notification"
#: One name for all: a newer notification takes the place of the one before.
_ID: Final = "arrivals"


class Notifier(Protocol):
    """Shows one notification at a time.

    Attributes:
        clicked: a signal: the person clicked on what is shown.
    """

    clicked: Any

    def show(self, title: str, body: str) -> None:
        """Show a notification in place of the one before.

        Args:
            title: its first line.
            body: what it says, in plain text.
        """

    def withdraw(self) -> None:
        """Take back what is shown; repeating it is harmless."""


class TrayNotifier(QObject):
    """Shows notifications over an icon in the tray, which is there only as long as they are.

    Signals:
        clicked: the person clicked on the notification or the icon.
    """

    clicked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without an icon in the tray."""
        super().__init__(parent)
        self._icon = QSystemTrayIcon(QGuiApplication.windowIcon(), self)
        self._icon.messageClicked.connect(self.clicked)
        self._icon.activated.connect(lambda _reason: self.clicked.emit())

    def show(self, title: str, body: str) -> None:
        """Show a notification in place of the one before."""
        self._icon.setToolTip(title)
        self._icon.show()
        self._icon.showMessage(title, body, QGuiApplication.windowIcon())

    def withdraw(self) -> None:
        """Take the icon out of the tray."""
        self._icon.hide()


class PortalNotifier(QObject):
    """Shows notifications by the portal of the desktop.

    Signals:
        clicked: the person clicked on the notification.
    """

    clicked = Signal()

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None) -> None:
        """Listen on a bus for clicks."""
        super().__init__(parent)
        self._bus = bus
        slot: Any = SLOT("_on_invoked(QDBusMessage)")  # a str, though the stubs ask for bytes, which are refused
        bus.connect(_SERVICE, _PATH, _INTERFACE, "ActionInvoked", self, slot)

    def show(self, title: str, body: str) -> None:
        """Show a notification in place of the one before."""
        values = {"title": title, "body": body, "priority": "high", "default-action": "open"}
        self._send("AddNotification", [_ID, values])

    def withdraw(self) -> None:
        """Take the notification back."""
        self._send("RemoveNotification", [_ID])

    def _send(self, member: str, arguments: list[object]) -> None:
        message = QDBusMessage.createMethodCall(_SERVICE, _PATH, _INTERFACE, member)
        message.setArguments(arguments)
        # Without waiting for an answer: what the desktop does with it is its own affair.
        self._bus.send(message)

    @Slot(QDBusMessage)
    def _on_invoked(self, message: QDBusMessage) -> None:
        if message.arguments()[:1] == [_ID]:
            self.clicked.emit()


def make_notifier(parent: QObject, bus: QDBusConnection | None = None) -> Notifier | None:
    """Return what shows notifications on this system; None where nothing does.

    Args:
        parent: owner.
        bus: where the portal is looked for; None for the bus of the session.
    """
    if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
        return TrayNotifier(parent)
    bus = bus or QDBusConnection.sessionBus()
    return PortalNotifier(bus, parent) if bus.isConnected() and _has_portal(bus) else None


def _has_portal(bus: QDBusConnection) -> bool:
    ask = QDBusMessage.createMethodCall(
        "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ListActivatableNames"
    )
    interface = bus.interface()
    if interface.isServiceRegistered(_SERVICE).value():
        return True
    answer = bus.call(ask).arguments()
    return bool(answer) and _SERVICE in answer[0]
