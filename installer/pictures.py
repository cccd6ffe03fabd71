"""Draws the pictures of the window in README.md, on a fresh sample desk. `make pictures` runs it.

A page of a PDF is drawn by pdftoppm, of poppler-utils.
"""

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from dabir.app import open_desk
from dabir.domain.listing import StoryFilter
from dabir.domain.segment import Segment, TranslationUnit
from dabir.domain.term import Term
from dabir.settings import Places
from dabir.ui.application import make_application
from dabir.ui.editing.assistance import Tab
from dabir.ui.main_window import MainWindow
from dabir.ui.parts.theme import Theme
from dabir.ui.picture import save_picture, settle
from dabir.ui.tasks import Tasks
from dabir.workflow import Workflow
from feed_pictures import draw_feeds
from small_png import save_small
from trust_pictures import CHIEF, PASSPHRASE, draw_trust

PICTURES = Path(__file__).parent.parent / "resources" / "ui" / "pictures"
VIEWS = (
    ("fa-en-light.png", "light", "tag:alborz.example,2026:s001", "en"),
    ("fa-en-dark.png", "dark", "tag:alborz.example,2026:s001", "en"),
    ("az-fa-light.png", "light", "aran.example:s006", "fa"),
)


@dataclass(frozen=True)
class Scene:
    """A translator at work: what the desk remembers, what its terms are, and a slip in one segment.

    Attributes:
        name: of the picture.
        uri: the story.
        source: its language.
        target: the translation's.
        begins: how the segment begins.
        slip: what the translator has written there.
        remembered: segments of the memory, with their translations.
        terms: terms, their translations and what must not be used for them.
        tab: the page of the panel that is open.
    """

    name: str
    uri: str
    source: str
    target: str
    begins: str
    slip: str
    remembered: tuple[tuple[str, str], ...]
    terms: tuple[tuple[str, str, str], ...]
    tab: Tab


SCENES = (
    Scene(
        "fa-az-memory.png",
        "tag:alborz.example,2026:s005",
        "fa",
        "az",
        "امدادگران هلال احمر",
        "Qızıl Aypara xilasediciləri 36 nəfəri su basmış evlərdən qayıqla çıxarıblar.",
        (
            (
                "امدادگران هلال احمر ۲۱ نفر را با قایق از خانه‌های آب‌گرفته خارج کردند.",
                "Qızıl Aypara xilasediciləri 21 nəfəri su basmış evlərdən qayıqla çıxarıblar.",
            ),
            (
                "امدادگران هلال احمر ۲۱ نفر را از خودروهای گرفتار در برف خارج کردند.",
                "Qızıl Aypara xilasediciləri qarda qalmış avtomobillərdən 21 nəfəri çıxarıblar.",
            ),
        ),
        (("هلال احمر", "Qızıl Aypara", "Qızıl Xaç"),),
        Tab.MEMORY,
    ),
    Scene(
        "az-fa-findings.png",
        "tag:aran.example,2026:s010",
        "az",
        "fa",
        "Daxili İşlər Nazirliyinin",
        "بنا بر اعلام وزارت کشور، حادثه حدود ساعت ۷:۱۴ در نزدیکی شهر سیه‌زن رخ داده است.",
        (),
        (("Daxili İşlər Nazirliyi", "وزارت امور داخله", "وزارت کشور"),),
        Tab.TERMS,
    ),
)


def set_scene(desk: Workflow, scene: Scene) -> tuple[int, int]:
    """Put memory, terms and the slip in place; return the row of the story and the index of the segment."""
    for source, target in scene.remembered:
        unit = TranslationUnit(0, Segment(0, 0, len(source), source), target=target)
        earlier = desk.stories.find(scene.uri, 1)
        desk.memory.remember(earlier.id, scene.target, unit, "Leyla", earlier.received)
    for source, target, forbidden in scene.terms:
        desk.terms.add(Term(source, target, scene.source, scene.target, forbidden=(forbidden,)))
    story = desk.stories.find(scene.uri).id
    desk.translations.translate([story], scene.target)
    units = desk.translations.units(story, scene.target)
    index = next(unit.index for unit in units if unit.segment.text.startswith(scene.begins))
    desk.translations.edit(story, scene.target, index, scene.slip)
    return story, index


def draw_scene(desk: Workflow, scene: Scene) -> None:
    """Draw a translator at work."""
    story, index = set_scene(desk, scene)
    app = make_application()
    window = MainWindow(desk, Tasks(inline=True))
    window.set_theme(Theme.LIGHT, remember=False)
    window.resize(1440, 900)
    window.show()
    window.queue.show_story(story)
    window.queue.open(story, scene.target)
    settle(app)
    window.queue.translation.editor.choose(index, focus=True)
    window.assisting.panel.setCurrentIndex(scene.tab)
    end = time.monotonic() + 3  # the panel looks up when the cursor has rested a moment
    while time.monotonic() < end:
        settle(app)
    save_small(window.grab().toImage(), PICTURES / scene.name)
    window.tasks.close()
    window.hide()
    window.deleteLater()
    settle(app)


def silence(desk: Workflow) -> None:
    """Let an editor acknowledge the kill of the sample desk; its alarm has a picture of its own."""
    desk.editors.enroll(CHIEF, PASSPHRASE)
    for alarm in desk.kills.ringing():
        desk.kills.acknowledge(alarm.kill.id, desk.editors.unlock(CHIEF, PASSPHRASE))


def main() -> None:
    """Draw every picture."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        desk = open_desk(Places(Path(home)))
        try:
            list(desk.intake.load_sample())
            silence(desk)
            for language, target in (("fa", "en"), ("az", "fa")):
                desk.translations.translate(desk.stories.ids(StoryFilter(language=language)), target)
            for name, theme, uri, target in VIEWS:
                story = desk.stories.find(uri)
                save_picture(desk, PICTURES / name, theme=theme, story=story.id, target=target)
                save_small(QImage(str(PICTURES / name)), PICTURES / name)
                print(PICTURES / name)
            for scene in SCENES:
                draw_scene(desk, scene)
                print(PICTURES / scene.name)
        finally:
            desk.close()
    with tempfile.TemporaryDirectory(prefix="dabir-") as home:
        draw_trust(PICTURES, Path(home), print)
    with tempfile.TemporaryDirectory(prefix="dabir-") as home:
        draw_feeds(PICTURES, Path(home), print)


if __name__ == "__main__":
    main()
