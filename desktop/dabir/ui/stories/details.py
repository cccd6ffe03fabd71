"""Below the story: all its metadata, its versions, its log."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QTextBrowser,
    QWidget,
)

from dabir.domain.decision import Decision
from dabir.domain.effort import Effort
from dabir.domain.language import is_right_to_left, name_of
from dabir.domain.listing import StoredStory
from dabir.domain.story import LinkKind
from dabir.ui.editing.time_spent import duration_words
from dabir.ui.parts.badges import full_time
from dabir.ui.parts.parts import named
from dabir.ui.parts.text_direction import set_document_direction
from dabir.ui.parts.theme import tones_of
from dabir.ui.stories.open_story import OpenStory
from dabir.workflow.agreements.agreements import Ruling

_LINKS = {LinkKind.REPLACES: "Replaces", LinkKind.CORRECTS: "Corrects", LinkKind.KILLS: "Kills"}

#: What a share of words changed from the drafts is called, up to which share.
_RATES = (
    (0.0, "The drafts were left as they were"),
    (0.1, "Hardly changed"),
    (0.3, "Lightly edited"),
    (0.6, "Heavily edited"),
    (float("inf"), "Mostly rewritten"),
)


class Details(QTabWidget):
    """Metadata, versions and log of the open story.

    Signals:
        version_wanted: the person asked for another version (its row on the desk).
    """

    version_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setDocumentMode(True)
        self._story: OpenStory | None = None
        self.metadata = named(QTextBrowser(), "details")
        self.metadata.setOpenLinks(False)
        self.metadata.setAccessibleName("All metadata of the story")
        self.versions = _table(["Version", "Created", "Received", "State", "Headline", "File"])
        self.versions.itemActivated.connect(self._on_version)
        self.log = _table(["No.", "Time", "Editor", "Decision", "Of", "Note"])
        self.addTab(self.metadata, "Metadata")
        self.addTab(self.versions, "Versions")
        self.addTab(self.log, "Log")

    def show_story(self, story: OpenStory) -> None:
        """Show what belongs to a story."""
        self._story = story
        # A moment later: laying out the table takes as long as all the rest of opening a story.
        QTimer.singleShot(0, self, self._fill_metadata)
        self._fill_versions(story)
        self._fill_log(story.log)
        self.setTabText(1, f"Versions ({len(story.versions)})")
        self.setTabText(2, f"Log ({len(story.log)})")

    def _fill_metadata(self) -> None:
        if self._story is not None:
            set_document_direction(self.metadata.document(), Qt.LayoutDirection.LeftToRight)
            self.metadata.setHtml(self._metadata(self._story))
            self._story = None

    def _metadata(self, story: OpenStory) -> str:
        tones = tones_of(self.palette())
        listed = _properties(story)
        given = [(label, value) for label, value in listed if value]
        absent = ", ".join(label for label, value in listed if not value)
        rows = "".join(
            f'<tr><td style="color:{tones.muted};padding:1px 18px 1px 4px;white-space:nowrap">{escape(label)}</td>'
            f'<td style="padding:1px 4px">{_value(label, value, story)}</td></tr>'
            for label, value in given
        )
        foot = f'<p style="color:{tones.muted}">Not given: {escape(absent)}.</p>' if absent else ""
        return f"<table>{rows}</table>{foot}"

    def _fill_versions(self, story: OpenStory) -> None:
        table = self.versions
        table.setRowCount(len(story.versions))
        for row, stored in enumerate(story.versions):
            here = "  (open)" if stored.id == story.stored.id else ""
            cells = [
                f"{stored.story.version}{here}",
                full_time(stored.story.versioncreated),
                full_time(stored.received),
                stored.state.value,
                stored.story.headline,
                stored.filename,
            ]
            _put(table, row, cells, stored)
        table.resizeColumnsToContents()

    def _fill_log(self, log: tuple[Decision, ...]) -> None:
        self.log.setRowCount(len(log))
        for row, entry in enumerate(log):
            language = entry.subject.target_language
            of = f"translation, {name_of(language)}" if language else "original"
            cells = [str(entry.sequence), full_time(entry.time), entry.editor, entry.action.value, of, entry.note]
            _put(self.log, row, cells, None)
        self.log.resizeColumnsToContents()

    def _on_version(self, item: QTableWidgetItem) -> None:
        first = self.versions.item(item.row(), 0)
        if first is not None:
            self.version_wanted.emit(first.data(Qt.ItemDataRole.UserRole))


def _table(headings: list[str]) -> QTableWidget:
    table = QTableWidget(0, len(headings))
    table.setHorizontalHeaderLabels(headings)
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.horizontalHeader().setSectionResizeMode(len(headings) - 1, QHeaderView.ResizeMode.Stretch)
    table.setTabKeyNavigation(False)
    return table


def _put(table: QTableWidget, row: int, cells: list[str], stored: StoredStory | None) -> None:
    for column, words in enumerate(cells):
        item = QTableWidgetItem(" ".join(words.split()))
        item.setToolTip(words)
        if stored is not None:
            item.setData(Qt.ItemDataRole.UserRole, stored.id)
        table.setItem(row, column, item)


def _properties(story: OpenStory) -> list[tuple[str, str]]:
    stored, wire = story.stored, story.stored.story
    named = {link.uri for link in wire.links}
    links = [
        (_LINKS[link.kind], f"{link.uri}{f' version {link.version}' if link.version else ''}")
        for link in wire.links
        # "urn:item#az" is what the item says in another language: named with the item, it goes without saying.
        if "#" not in link.uri or link.uri.rpartition("#")[0] not in named
    ]
    return [
        ("Identifier", wire.uri),
        ("Identifier as given", wire.guid if wire.guid != wire.uri else ""),
        ("Version", str(wire.version)),
        ("Publishing status", wire.pubstatus.value),
        *links,
        ("Headline", wire.headline),
        ("Slugline", wire.slugline),
        ("Byline", wire.byline),
        ("Dateline", wire.dateline),
        ("Credit line", wire.creditline),
        ("Source", wire.source),
        ("Copyright", wire.copyrightnotice),
        ("Usage terms", wire.usageterms),
        ("Editor's note", wire.ednote),
        *(("Note", note) for note in wire.notes),
        *(("Comes with, not fetched", str(one)) for one in wire.renditions),
        ("Urgency", str(wire.urgency) if wire.urgency else ""),
        ("Priority", str(wire.priority) if wire.priority else ""),
        ("Subject", " · ".join(wire.subject)),
        ("Keywords", " · ".join(wire.keywords)),
        ("First created", full_time(wire.firstcreated)),
        ("Version created", full_time(wire.versioncreated)),
        ("Embargoed until", full_time(wire.embargoed)),
        ("Expires", full_time(wire.expiry)),
        ("Language", _language(wire.language, wire.declared_language, wire.detected_language)),
        *((f"As given: {name}", text) for name, text in wire.given),
        *(("Read all the same", defect) for defect in wire.defects),
        ("Partner", stored.partner),
        ("Agreement", agreement_words(story.ruling)),
        ("Seal", str(story.seal or "")),
        ("Key of the seal", story.seal.public_key if story.seal else ""),
        ("File", stored.filename),
        ("Received", full_time(stored.received)),
        ("Format", f"{wire.format} ({stored.media_type})" if wire.format else stored.media_type),
        ("Story in the file", str(wire.part + 1)),
        *((("Work on the translation", work),) if (work := effort_words(story.effort)) else ()),
        ("SHA-256 of the file", stored.original_sha256),
        ("SHA-256 of the text", wire.text_sha256),
    ]


def agreement_words(ruling: Ruling | None) -> str:
    """Return which agreement rules a story, or what is to be known where none does."""
    if ruling is None:
        return "The agreements of this desk are not what was recorded; look into the log."
    if ruling.agreement is None:
        return ruling.why_not or ruling.caution
    return f"“{ruling.agreement.title}” ({ruling.agreement.id}, edition {ruling.agreement.edition})"


def effort_words(effort: Effort) -> str:
    """Return in plain words what a translation took, once it was approved; "" before."""
    spent = duration_words(effort.seconds)
    time = f"{spent} in the segments" if spent else ""
    if not effort.units:
        return time
    if not effort.drafted:
        return "; ".join(part for part in ("written without a draft", time) if part)
    rate = effort.edit_rate
    how = next(words for limit, words in _RATES if rate <= limit)
    kept = f"{effort.untouched} of {effort.drafted} drafts approved as they were"
    words = f"{how}: {rate:.0%} of the words changed, {kept}"
    return "; ".join(part for part in (words, time) if part)


def _language(language: str, declared: str, detected: str) -> str:
    words = [name_of(language)] if language else []
    if declared:
        words.append(f"declared as “{declared}”")
    if detected:
        words.append(f"detected as {name_of(detected)}")
    return ", ".join(words)


#: Properties whose words are the partner's, in the story's language.
_OWN_WORDS = frozenset(
    {"Headline", "Slugline", "Byline", "Dateline", "Credit line", "Copyright", "Usage terms", "Editor's note", "Note"}
)


def _value(label: str, value: str, story: OpenStory) -> str:
    text = escape(value).replace("\n", "<br>")
    if label in _OWN_WORDS and is_right_to_left(story.stored.story.language):
        return f"\u2067{text}\u2069"
    return f"\u2068{text}\u2069"
