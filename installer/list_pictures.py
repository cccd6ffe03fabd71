"""Draws the pictures of a long list in README.md, on a desk of a million stories made by tests/benchmarks/desk.py.

    QT_QPA_PLATFORM=offscreen .venv/bin/python installer/list_pictures.py FOLDER

The desk is kept: some of its stories have a draft afterwards. `make pictures` draws all other pictures.
"""

import argparse
import time
from datetime import timedelta
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QAbstractItemView

from dabir.app import open_desk
from dabir.domain.listing import StoredStory, StoryFilter
from dabir.settings import Places
from dabir.ui.application import make_application
from dabir.ui.main_window import MainWindow
from dabir.ui.parts.theme import Theme
from dabir.ui.picture import settle
from dabir.ui.tasks import Tasks
from dabir.workflow import Workflow
from pictures import PICTURES
from small_png import save_small

CORPUS: Final = Path(__file__).parent.parent / "resources" / "corpus"
#: Stories of the corpus that are open in the pictures, and what the second is searched by, in originals and drafts.
IN_THE_MIDDLE: Final = "s027"
FOUND: Final = "s001"
WORD: Final = "گمرک"
WORD_IN_DRAFTS: Final = "gömrük"
#: Stories around it that have drafts, as on a desk where many are translated.
_DRAFTED: Final = 12


def chosen_story(desk: Workflow, number: str, share: float) -> StoredStory:
    """Return a story of the corpus as it came at about a share of the desk's time: it comes again and again there."""
    rows = [line.split("\t") for line in (CORPUS / "stories.tsv").read_text("utf-8").splitlines()]
    headline, *paragraphs = [row[2] for row in rows if row[0] == number]
    for story_id in _from(desk.stories.ids(StoryFilter(query=f'"{headline}" lang:fa')), share):
        stored = desk.stories.get(story_id)
        if stored.story.paragraphs == tuple(paragraphs):
            return stored
    raise SystemExit(f"The desk has no story {number} of the corpus.")


def _from(story_ids: list[int], share: float) -> list[int]:
    return story_ids[int(len(story_ids) * share) :]


def draw(desk: Workflow, name: str, theme: Theme, story: StoredStory, query: str) -> None:
    """Draw the window with a story open in a list of all, or of what is found.

    Args:
        desk: with its stories.
        name: of the picture.
        theme: light or dark.
        story: the story; it is scrolled to.
        query: what stands in the search box; "" for all stories.
    """
    app = make_application()
    window = MainWindow(desk, Tasks(inline=True))
    window.set_theme(theme, remember=False)
    window.resize(1440, 900)
    window.show()
    settle(app)
    stories = window.queue.stories
    stories.search.setText(query)
    end = time.monotonic() + 2  # what is typed is asked for when nothing was typed for a moment
    while time.monotonic() < end:
        settle(app)
    window.queue.show_story(story.id)
    window.queue.open(story.id, "az")
    hint = QAbstractItemView.ScrollHint.PositionAtCenter
    stories.view.scrollTo(stories.view.currentIndex(), hint)
    bar = stories.view.verticalScrollBar()
    bar.setValue(bar.value() // stories.view.line_height * stories.view.line_height)
    settle(app)
    save_small(window.grab().toImage(), PICTURES / name)
    print(PICTURES / name)
    window.tasks.close()
    window.hide()
    window.deleteLater()
    settle(app)


def main(folder: Path) -> None:
    """Draw both."""
    desk = open_desk(Places(folder))
    try:
        middle, found = chosen_story(desk, IN_THE_MIDDLE, 0.5), chosen_story(desk, FOUND, 0.3)
        day = found.received.date() + timedelta(days=1)
        around = StoryFilter(query=f"{WORD} lang:fa before:{day}")
        place = desk.stories.place_of(around, found.id) or 0
        drafted = desk.stories.ids(around, offset=max(place - _DRAFTED // 2, 0), limit=_DRAFTED)
        desk.translations.translate([middle.id, found.id, *drafted], "az")
        draw(desk, "long-list.png", Theme.LIGHT, middle, "")
        draw(desk, "long-list-search.png", Theme.LIGHT, found, f"{WORD_IN_DRAFTS} before:{day}")
    finally:
        desk.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    main(parser.parse_args().folder)
