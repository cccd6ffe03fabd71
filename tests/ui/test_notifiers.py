"""Notifications by the portal, on a bus of the test's own, and what is chosen where there is neither portal nor tray."""

import shutil
import subprocess

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVirtualObject

from dabir.ui.notifiers import PortalNotifier, TrayNotifier, make_notifier

PATH, INTERFACE = "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Notification"


@pytest.fixture
def bus(qapp):
    """The client's and the desktop's side of a bus."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("needs dbus-daemon")
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    address = daemon.stdout.readline().strip()
    sides = [QDBusConnection.connectToBus(address, name) for name in ("dabir-test", "desktop-test")]
    assert all(side.isConnected() for side in sides)
    yield sides
    for name in ("dabir-test", "desktop-test"):
        QDBusConnection.disconnectFromBus(name)
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


class Portal(QDBusVirtualObject):
    """Takes what is sent to the portal."""

    def __init__(self, bus):
        super().__init__()
        self.bus, self.got = bus, []
        assert bus.registerVirtualObject(PATH, self)
        assert bus.registerService("org.freedesktop.portal.Desktop")

    def introspect(self, _path):
        return ""

    def handleMessage(self, message, connection):  # noqa: N802 - Qt calls it so
        self.got.append((message.member(), message.signature(), message.arguments()[0]))
        connection.send(message.createReply([]))
        return True

    def click(self, name):
        signal = QDBusMessage.createSignal(PATH, INTERFACE, "ActionInvoked")
        signal.setArguments([name, "open", []])
        assert self.bus.send(signal)


def test_portal_shows_withdraws_and_tells_of_a_click(bus, qtbot):
    portal = Portal(bus[1])
    owner = QObject()
    notifier = make_notifier(owner, bus[0])
    assert isinstance(notifier, PortalNotifier)
    notifier.show("Urgency 1: ALBORZ", "زمین‌لرزه")
    notifier.withdraw()
    qtbot.waitUntil(lambda: len(portal.got) == 2)
    assert [(member, signature) for member, signature, _ in portal.got] == [
        ("AddNotification", "sa{sv}"),
        ("RemoveNotification", "s"),
    ]
    name = portal.got[0][2]
    heard = []
    notifier.clicked.connect(lambda: heard.append("clicked"))
    portal.click("of another program")
    with qtbot.waitSignal(notifier.clicked):
        portal.click(name)
    assert heard == ["clicked"]


def test_without_tray_and_portal_there_is_nothing_to_notify_by(bus):
    assert make_notifier(QObject(), bus[0]) is None


def test_without_a_bus_there_is_nothing_to_notify_by(qapp):
    assert make_notifier(QObject(), QDBusConnection("never-connected")) is None


class Tray(QObject):
    """An icon in a tray that this platform has not."""

    messageClicked = Signal()  # noqa: N815 - Qt's name
    activated = Signal(object)

    def __init__(self, _icon, parent):
        super().__init__(parent)
        self.done = []

    def setToolTip(self, words):  # noqa: N802 - Qt's name
        self.done.append(("tip", words))

    def show(self):
        self.done.append("show")

    def hide(self):
        self.done.append("hide")

    def showMessage(self, title, body, _icon):  # noqa: N802 - Qt's name
        self.done.append((title, body))

    @staticmethod
    def isSystemTrayAvailable():  # noqa: N802 - Qt's name
        return True

    supportsMessages = isSystemTrayAvailable  # noqa: N815 - Qt's name


def test_where_there_is_a_tray_it_shows_the_icon_as_long_as_the_notification(qapp, qtbot, monkeypatch):
    monkeypatch.setattr("dabir.ui.notifiers.QSystemTrayIcon", Tray)
    owner = QObject()
    notifier = make_notifier(owner)
    assert isinstance(notifier, TrayNotifier) and notifier._icon.done == []
    notifier.show("2 kills", "سیل")
    notifier.withdraw()
    assert notifier._icon.done == [("tip", "2 kills"), "show", ("2 kills", "سیل"), "hide"]
    for clicked in (notifier._icon.messageClicked.emit, lambda: notifier._icon.activated.emit(None)):
        with qtbot.waitSignal(notifier.clicked):
            clicked()
