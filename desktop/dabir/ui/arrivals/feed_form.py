"""The form of a feed: first what it is read from, then only what that kind needs; what is wrong stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dabir.domain.feed import Feed, FeedKind
from dabir.domain.listing import Partner
from dabir.ui.arrivals.feed_choices import IntervalChoice, LanguageChoice, ZoneChoice
from dabir.ui.arrivals.feed_faults import Faults, faults_of
from dabir.ui.arrivals.feed_words import trial_words
from dabir.ui.parts.partner_choice import PartnerChoice
from dabir.ui.parts.parts import SelectableLabel, fit_height, named
from dabir.ui.parts.ways import in_window
from dabir.workflow.arrivals.feed_secrets import variable_of
from dabir.workflow.arrivals.polling import Trial

_KINDS: Final = MappingProxyType(
    {
        FeedKind.FOLDER: "A folder of this computer or the network, a USB stick",
        FeedKind.HTTP: "A web address: RSS, Atom, JSON Feed, NewsML-G2, ninjs …",
        FeedKind.IMAP: "A mailbox (IMAP)",
        FeedKind.SFTP: "A folder of a file server (SFTP)",
        FeedKind.FTP: "A folder of a file server (FTP, FTPS)",
    }
)
_ADDRESSES: Final = MappingProxyType(
    {
        FeedKind.FOLDER: "/srv/partner/out",
        FeedKind.HTTP: "https://partner.example/news.rss",
        FeedKind.IMAP: "imaps://mail.partner.example/INBOX",
        FeedKind.SFTP: "sftp://files.partner.example/out",
        FeedKind.FTP: "ftps://files.partner.example/out",
    }
)
_CLEARS: Final = MappingProxyType(
    {
        FeedKind.FOLDER: "&Delete each file there once it is safely on this desk",
        FeedKind.IMAP: "&Mark each mail as read once it is safely on this desk",
        FeedKind.SFTP: "&Delete each file there once it is safely on this desk",
        FeedKind.FTP: "&Delete each file there once it is safely on this desk",
    }
)

#: Width of a field at least, in pixels.
_ROOM: Final = 500

#: Given the feed as it is written, its password (None for the one that is kept), and the form.
Given = Callable[[Feed, str | None, "FeedForm"], None]


class _Beside(QLabel):
    """Words below a field; a form gives a label the height it hints at, so that is what it needs at its width."""

    def __init__(self, name: str) -> None:
        super().__init__()
        named(self, name)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def sizeHint(self) -> QSize:
        """Return the room that the words need."""
        return QSize(_ROOM, self.heightForWidth(_ROOM))


class FeedForm(QDialog):
    """Asks for a feed; it stays open until what is written can be kept.

    Attributes:
        before: the feed that is changed; None for a new one.
    """

    def __init__(
        self,
        before: Feed | None,
        partners: Sequence[Partner],
        others: Sequence[str],
        home: Path,
        keep: Given,
        try_out: Given,
        parent: QWidget | None = None,
        *,
        kept: bool = False,
    ) -> None:
        """Make the form.

        Args:
            before: the feed that is changed; None for a new one.
            partners: agencies of the desk.
            others: names of the other feeds.
            home: the desk's own folder, which can be no feed.
            keep: keeps a feed, and then closes this form or shows in it what was wrong.
            try_out: finds out what it would bring, and has that shown here.
            parent: the window.
            kept: whether a password is kept for it.
        """
        super().__init__(parent)
        self.before = before
        self.setWindowTitle("New feed — Dabir" if before is None else f"{before.name} — Dabir")
        self.setMinimumWidth(620)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._others, self._home = tuple(others), home
        self._keep, self._try_out, self._kept = keep, try_out, kept
        self._ring = True
        self._tried: tuple[Feed, str | None] | None = None
        self._make_fields(before or Feed("", FeedKind.FOLDER, ""), partners)
        self._lay_out()
        self._connect()
        self._on_kind()
        (self.kind if before is None else self.address).setFocus()

    def _make_fields(self, feed: Feed, partners: Sequence[Partner]) -> None:
        self.kind = QComboBox()
        for kind, words in _KINDS.items():
            self.kind.addItem(words, kind)
        self.kind.setCurrentIndex(self.kind.findData(feed.kind))
        self.name, self.address, self.user = QLineEdit(feed.name), QLineEdit(feed.address), QLineEdit(feed.user)
        self.browse = QPushButton("&Browse…", autoDefault=False)
        self.password = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.forget = QCheckBox("Forget the password that is kept")
        self.host_key = QLineEdit(feed.host_key)
        self.host_key.setPlaceholderText("ssh-ed25519 AAAA…; empty takes that of known_hosts")
        self.private = QCheckBox("It is in our own &network, where private addresses are allowed")
        self.private.setChecked(feed.private)
        self.clear = QCheckBox()
        self.clear.setChecked(feed.clear)
        self.partner = PartnerChoice("nobody in particular", partners, feed.partner)
        self.language = LanguageChoice(feed.language)
        self.zone = ZoneChoice(feed.zone)
        self.interval = IntervalChoice(feed.interval)
        self.ring_words = _Beside("muted")
        self.outcome = SelectableLabel()
        self.trouble = named(SelectableLabel(), "trouble")
        self.beside = {field: _Beside("trouble") for field in ("name", "address", "user", "zone", "host_key")}

    def _lay_out(self) -> None:
        self.place = QWidget()
        row = QHBoxLayout(self.place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.address, 1)
        row.addWidget(self.browse)
        self.fields = QFormLayout()
        self._add_row("&Kind", self.kind)
        self._add_row("&Address", self.place, "address", self.address)
        self._add_row("Na&me", self.name, "name")
        self._add_row("&User", self.user, "user")
        self._add_row("Pass&word", self.password)
        self.fields.addRow("", self.forget)
        self.fields.addRow("", self.ring_words)
        self._add_row("Host ke&y", self.host_key, "host_key")
        self.fields.addRow("", self.private)
        self._add_row("&Partner", self.partner)
        self._add_row("&Language", self.language)
        self._add_row("Time &zone", self.zone, "zone")
        self._add_row("&It is read", self.interval)
        self.fields.addRow("", self.clear)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.test = self.buttons.addButton("&Test", QDialogButtonBox.ButtonRole.ActionRole)
        self.test.setAutoDefault(False)
        self.test.setToolTip("Connect, and see what would come in; nothing is taken in or changed there")
        self.ok = self.buttons.addButton("Keep", QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setDefault(True)
        box = QVBoxLayout(self)
        box.addLayout(self.fields)
        box.addWidget(self.outcome)
        box.addWidget(self.trouble)
        box.addWidget(self.buttons)

    def _add_row(self, words: str, field: QWidget, fault: str = "", buddy: QWidget | None = None) -> None:
        """Add a field, and below it the room for what is wrong with it."""
        named_by = QLabel(words)
        named_by.setBuddy(buddy or field)
        (buddy or field).setAccessibleName(words.replace("&", ""))
        self.fields.addRow(named_by, field)
        if fault:
            self.fields.addRow("", self.beside[fault])
            self.fields.setRowVisible(self.beside[fault], False)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._on_kind)
        for line in (self.name, self.address, self.user, self.password, self.host_key):
            line.textChanged.connect(self._on_edit)
        for box in (self.private, self.clear, self.forget):
            box.toggled.connect(self._on_edit)
        for choice in (self.partner, self.language, self.interval):
            choice.currentIndexChanged.connect(self._on_edit)
        self.zone.currentTextChanged.connect(self._on_edit)
        self.browse.clicked.connect(self._ask_folder)
        self.test.clicked.connect(self._on_test)
        self.buttons.accepted.connect(lambda: self._keep(self.feed(), self.secret(), self))
        self.buttons.rejected.connect(self.reject)

    def _kind(self) -> FeedKind:
        return FeedKind(self.kind.currentData())

    def feed(self) -> Feed:
        """Return the feed as it is written; what its kind has no use for is left out."""
        kind = self._kind()
        far = kind is not FeedKind.FOLDER
        return Feed(
            name=self.name.text().strip(),
            kind=kind,
            address=self.address.text().strip(),
            partner=self.partner.code,
            language=self.language.code,
            zone=self.zone.name,
            interval=self.interval.interval,
            user=self.user.text().strip() if far else "",
            paused=self.before is not None and self.before.paused,
            clear=kind in _CLEARS and self.clear.isChecked(),
            private=far and self.private.isChecked(),
            host_key=self.host_key.text().strip() if kind is FeedKind.SFTP else "",
        )

    def secret(self) -> str | None:
        """Return the password that is written; "" to forget the one that is kept, None to leave it as it is."""
        if self._kind() is FeedKind.FOLDER:
            return "" if self._kept else None
        if self.password.text():
            return self.password.text()
        return "" if self._kept and self.forget.isChecked() else None

    def tell_of_keyring(self, there: bool) -> None:  # noqa: FBT001 - an answer
        """Be told whether this computer has a keyring that answers."""
        self._ring = there
        self._check()

    def show_trouble(self, error: BaseException) -> None:
        """Say why the feed could not be kept."""
        self._tell(str(error))

    def show_trial(self, trial: Trial) -> None:
        """Say what the feed would bring."""
        self._end_trial(trial_words(self.feed(), trial) if self._tried == self._given() else "")

    def show_failed_trial(self, error: BaseException) -> None:
        """Say why the feed cannot be read."""
        self._end_trial("")
        if self._tried == self._given():
            self._tell(str(error))

    def _end_trial(self, words: str) -> None:
        self.test.setText("&Test")
        self.outcome.setText(words)
        self.outcome.setVisible(bool(words))
        self._check()

    def _on_test(self) -> None:
        self.test.setText("Connecting…")
        self.test.setEnabled(False)
        self._tried = self._given()
        self._tell("")
        self._try_out(*self._tried, self)

    def _given(self) -> tuple[Feed, str | None]:
        """Return what is tried out: the feed by the name under which its password is kept, and its password."""
        feed = self.feed()
        return replace(feed, name=self.before.name if self.before else feed.name), self.secret()

    def _tell(self, words: str) -> None:
        self.trouble.setText(in_window(words))
        self.trouble.setVisible(bool(words))
        fit_height(self)

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, "The folder that stories come into", self.address.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.address.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_kind(self) -> None:
        kind = self._kind()
        far = kind is not FeedKind.FOLDER
        self.address.setPlaceholderText(_ADDRESSES[kind])
        self.browse.setVisible(not far)
        for row in (self.user, self.password, self.private):
            self.fields.setRowVisible(row, far)
        self.fields.setRowVisible(self.forget, far and self._kept)
        self.fields.setRowVisible(self.host_key, kind is FeedKind.SFTP)
        self.fields.setRowVisible(self.clear, kind in _CLEARS)
        self.clear.setText(_CLEARS.get(kind, ""))
        web = kind is FeedKind.HTTP
        self.user.setPlaceholderText("none; with none, what stands below is a token" if web else "")
        none = "none; a password, or a token" if web else "none"
        self.password.setPlaceholderText("kept; write another one to change it" if self._kept else none)
        self._end_trial("")

    def _on_edit(self) -> None:
        """Forget what a trial said of something else."""
        self.outcome.setVisible(False)
        self._check()

    def _check(self) -> None:
        """Say beside each field what is wrong with it; what is still empty is not wrong yet."""
        feed = self.feed()
        faults = faults_of(feed, self._others, self._home)
        for field, place in self.beside.items():
            words = getattr(faults, field)
            place.setText(words)
            self.fields.setRowVisible(place, bool(words))
        ring = self._ring_words(feed)
        self.ring_words.setText(ring)
        self.fields.setRowVisible(self.ring_words, bool(ring))
        good = bool(feed.address) and not any((faults.address, faults.user, faults.zone, faults.host_key))
        self.test.setEnabled(good and self.test.text() == "&Test")
        self.ok.setEnabled(good and bool(feed.name) and faults == Faults())
        self._tell("")

    def _ring_words(self, feed: Feed) -> str:
        """Return where the password is kept."""
        if feed.kind is FeedKind.FOLDER:
            return ""
        if self._ring:
            return (
                "It is kept in the keyring of this computer, not in the desk's files." if self.password.text() else ""
            )
        name = variable_of(feed.name) if feed.name else "DABIR_FEED_PASSWORD_ and the feed's name"
        return (
            "This computer has no keyring that answers, so no password can be kept here. "
            f"Leave it empty, and put it into the environment variable {name}."
        )
