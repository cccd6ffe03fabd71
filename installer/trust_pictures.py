"""Pictures of trust for README.md: real acts on a desk of an invented agency, and one who changes its log.

The desk is that of ARAN. An agreement with ALBORZ is kept; stories are approved and released to three targets, one of
which refuses and one of which is away; the partner kills a story that is out; at last somebody changes the log.
"""

import dataclasses
import sqlite3
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PySide6.QtCore import QDate
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from dabir.app import open_desk
from dabir.domain.listing import Partner
from dabir.domain.outbox import ItemState, Target, TargetKind
from dabir.domain.role import Role
from dabir.settings import Places, resources
from dabir.ui.application import make_application
from dabir.ui.main_window import MainWindow
from dabir.ui.parts.theme import Theme
from dabir.ui.picture import settle
from dabir.ui.record.clearance_sheet import write_sheet
from dabir.ui.tasks import Tasks
from dabir.workflow import Signer, Workflow
from dabir.workflow.record.clearance import Clearance
from picture_server import Quiet, serving
from small_png import save_small

PASSPHRASE = "yeddi sakit qayıq səhər tezdən"
BAKU = timezone(timedelta(hours=4))
CUSTOMS, FLOOD, OBITUARY = (f"tag:alborz.example,2026:{number}" for number in ("s001", "s005", "s029"))
BEFORE_THE_KILL = ("01-customs-memorandum.xml", "04-gilan-flood.xml", "07-obituary.xml")
KILL = "08-obituary-kill.xml"
TRANSLATOR, CHIEF, EDITOR, GUEST = "Aysel Quliyeva", "Leyla Məmmədova", "Murad Əliyev", "نگار صادقی"

#: The obituary, segment by segment.
TRANSLATION = (
    "Azərbaycan ədəbiyyatının tanınmış tərcüməçisi, yazıçı Tehranda vəfat edib",
    (
        "Onlarla roman və şeir toplusunu Azərbaycan dilindən fars dilinə çevirmiş yazıçı və tərcüməçi Kazim Nikayin "
        "cümə axşamı günü 87 yaşında Tehranda xəstəxanada vəfat edib."
    ),
    "Qızı ölümün səbəbinin ürək çatışmazlığı olduğunu bildirib.",
    "O, Əhərdə müəllim ailəsində doğulub, ilk hekayələrini on altı yaşında çap etdirib.",
    "Təbriz Universitetində ədəbiyyat ixtisası üzrə təhsil aldıqdan sonra illərlə Qaradağ kəndlərində dərs deyib.",
    "Kəndin yaşlı qadınlarının dilindən topladığı nağıllar sonradan üç cilddə nəşr olunub.",
    (
        "Nikayin müsahibələrinin birində demişdi: “Tərcüməçi körpüdür; körpüyə heç kim baxmır, amma onsuz çayı "
        "keçmək olmaz.”"
    ),
    "Azərbaycan Yazıçılar Birliyi onun vəfatı ilə bağlı ailəsinə və sevənlərinə başsağlığı verib.",
    "O, iki dəfə “İlin kitabı” mükafatına layiq görülmüşdü.",
    "Hələ çapda olan son tərcüməsi gələn ay satışa çıxacaq.",
    (
        "Cənazəsi bazar günü səhər Vəhdət salonunun önündən yola salınacaq və vəsiyyətinə əsasən, doğulduğu yerdə "
        "torpağa veriləcək."
    ),
)


class Clock:
    """A morning at the desk: it goes on when something is done."""

    def __init__(self) -> None:
        """Begin in the morning."""
        self.now = datetime(2026, 11, 25, 9, 5, tzinfo=BAKU)

    def __call__(self) -> datetime:
        """Return the present moment."""
        return self.now

    def later(self, minutes: float) -> None:
        """Let some minutes pass."""
        self.now += timedelta(minutes=minutes)


class Refusing(Quiet):
    """Does not know the desk's password."""

    def do_POST(self) -> None:  # noqa: N802 - the name the library asks for
        """Refuse."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_error(401)


def take_in(desk: Workflow, names: tuple[str, ...]) -> None:
    """Take in files of the sample desk."""
    folder = resources() / "sample"
    for entry in tomllib.loads((folder / "partners.toml").read_text("utf-8"))["partner"]:
        desk.intake.add_partner(Partner(**entry))
    list(desk.intake.ingest([folder / "ALBORZ" / name for name in names], partner="ALBORZ"))


def make_editors(desk: Workflow) -> dict[str, Signer]:
    """Give the people of the desk their keys and roles, and return the unlocked keys."""
    desk.editors.enroll(CHIEF, PASSPHRASE)
    chief = desk.editors.unlock(CHIEF, PASSPHRASE)
    for name in (EDITOR, GUEST):
        desk.editors.enroll(name, PASSPHRASE, Role.EDITOR, chief)
    return {CHIEF: chief, **{name: desk.editors.unlock(name, PASSPHRASE) for name in (EDITOR, GUEST)}}


def agree(desk: Workflow, chief: Signer, partner_home: Path) -> None:
    """Keep the agreement of the template, with the real keys of two desks."""
    partner = open_desk(Places(partner_home))
    try:
        keys = {"ARAN": desk.bundles.public_key(), "ALBORZ": partner.bundles.public_key()}
    finally:
        partner.close()
    made = desk.agreements.example("bilateral")
    ours = dataclasses.replace(
        made,
        title="Alborz və Aran agentlikləri arasında xəbər mübadiləsi haqqında Saziş",
        parties=tuple(dataclasses.replace(party, public_keys=(keys[party.code],)) for party in made.parties),
        replaces="1994-cü il sazişi",
        terms=dataclasses.replace(made.terms, kill_contact="دبیر کشیک خبرگزاری البرز نمونه، شبانه‌روزی"),
        clauses=tuple((term, f"Maddə {place.removeprefix('Article ')}") for term, place in made.clauses),
        note="Tərəflər əməkdaşlarına birgə təlim də keçirlər.",
    )
    desk.agreements.add(ours, chief)


def translate_obituary(desk: Workflow) -> int:
    """Write the translation of the obituary, as a translator would, and return the row of the story."""
    story = desk.stories.find(OBITUARY, 1).id
    desk.translations.translate([story], "az")
    for unit, words in zip(desk.translations.units(story, "az"), TRANSLATION, strict=True):
        desk.translations.edit(story, "az", unit.index, words, TRANSLATOR)
        desk.translations.confirm(story, "az", unit.index, TRANSLATOR)
    return story


def work(desk: Workflow, clock: Clock, editors: dict[str, Signer]) -> int:
    """Let the desk decide a morning's stories, and return the row of the one that is killed then."""
    customs, flood = (desk.stories.find(uri, 1).id for uri in (CUSTOMS, FLOOD))
    clock.later(12)
    desk.decisions.approve(customs, "", editors[GUEST], "با متن اصلی مقایسه شد")
    clock.later(3)
    desk.decisions.release(customs, "", editors[EDITOR])
    clock.later(9)
    desk.decisions.refuse(flood, "", editors[EDITOR], "Düzəliş gözlənilir")
    obituary = translate_obituary(desk)
    clock.later(16)
    for target, name, note in (("", GUEST, ""), ("az", CHIEF, "Orijinalla tutuşdurulub")):
        desk.decisions.approve(obituary, target, editors[name], note)
        clock.later(2)
    for target in ("", "az"):
        desk.decisions.release(obituary, target, editors[CHIEF])
        clock.later(1)
    return obituary


def add_targets(desk: Workflow, folder: Path, refusing: str) -> None:
    """Set up a folder, a web address that refuses and one that nobody answers at."""
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as closed:
        nobody = f"http://127.0.0.1:{closed.server_address[1]}/in"
    for target in (
        Target("Sayt qovluğu", TargetKind.FOLDER, str(folder), outputs=("ninjs", "html")),
        Target("Xəbər portalı", TargetKind.HTTP, refusing, outputs=("ninjs",), private=True),
        Target("سامانهٔ آرشیو", TargetKind.HTTP, nobody, outputs=("ninjs",), languages=("fa",), private=True),
    ):
        if target.kind is TargetKind.FOLDER:
            folder.mkdir(parents=True)
        desk.outbox.add_target(target)


def change_log(home: Path, note: str) -> None:
    """Change a note of the log behind the program's back, as an intruder would."""
    with sqlite3.connect(Places(home).database) as db:
        for (trigger,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f'DROP TRIGGER "{trigger}"')
        changed = db.execute("UPDATE decisions SET note = ? WHERE note = ?", [note, "Düzəliş gözlənilir"])
        if changed.rowcount != 1:
            raise RuntimeError("the entry that was to be changed is not there")


def sheet_picture(desk: Workflow, clock: Clock, folder: Path) -> QImage:
    """Return the first page of the morning's clearance sheet in Persian; pdftoppm (poppler-utils) draws it."""
    told = Clearance(desk.database, clock).of_shift(clock.now - timedelta(hours=3), clock.now)
    write_sheet(told, folder / "sheet.pdf", "fa")
    subprocess.run(
        ["pdftoppm", "-r", "110", "-png", "-singlefile", str(folder / "sheet.pdf"), str(folder / "sheet")], check=True
    )
    return QImage(str(folder / "sheet.png"))


@contextmanager
def window_on(desk: Workflow) -> Iterator[MainWindow]:
    """Open the window on a desk."""
    app = make_application()
    window = MainWindow(desk, Tasks(inline=True))
    window.set_theme(Theme.LIGHT, remember=False)
    window.resize(1440, 800)
    window.show()
    settle(app)
    try:
        yield window
    finally:
        window.tasks.close()
        window.hide()
        window.deleteLater()
        settle(app)


def draw_trust(folder: Path, home: Path, drawn: Callable[[Path], object]) -> None:
    """Draw the pictures of trust.

    Args:
        folder: where they go.
        home: an empty folder to work in.
        drawn: told each picture.
    """
    clock, app = Clock(), make_application()

    def keep(what: QWidget | QImage, name: str) -> None:
        settle(app)
        save_small(what.grab().toImage() if isinstance(what, QWidget) else what, folder / name)
        drawn(folder / name)

    desk = open_desk(Places(home / "desk"), clock)
    try:
        editors = make_editors(desk)
        clock.later(4)
        agree(desk, editors[CHIEF], home / "partner")
        take_in(desk, BEFORE_THE_KILL)
        with serving(Refusing) as refusing:
            add_targets(desk, home / "sayt" / "gelen", f"{refusing}/stories")
            obituary = work(desk, clock, editors)
            desk.outbox.send()
            clock.later(5)
            keep(sheet_picture(desk, clock, home), "clearance-sheet.png")
            take_in(desk, (KILL,))
            desk.outbox.send()
        with window_on(desk) as window:
            window.queue.show_story(obituary)
            window.queue.open(obituary, "az")
            keep(window, "kill-alarm.png")
            draw_agreement(window, keep)
            window.watching.alarm.hide()
            window.actions_["view_outbox"].trigger()
            states = [item.state for item in window.outbox.model.rows]
            window.outbox.table.selectRow(states.index(ItemState.FAILED))
            keep(window, "outbox.png")
            change_log(home / "desk", "Redaksiyanın qərarı ilə")
            window.actions_["view_log"].trigger()
            window.log.verify()
            keep(window, "log-tampered.png")
    finally:
        desk.close()


def draw_agreement(window: MainWindow, keep: Callable[[QWidget, str], None]) -> None:
    """Draw the form of the agreement while a slip in it is told: an end before the beginning."""
    window.actions_["view_agreements"].trigger()
    window.agreements.change_chosen()
    form = window.agreements.form
    assert form is not None
    end = date(2024, 5, 31)
    form.end.field.setDate(QDate(end.year, end.month, end.day))
    form.resize(820, 860)
    keep(form, "agreement-form.png")
    form.reject()
