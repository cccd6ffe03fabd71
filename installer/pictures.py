"""Draws the pictures of the window in README.md, on a fresh sample desk. `make pictures` runs it."""

import tempfile
from pathlib import Path

from dabir.app import open_desk
from dabir.domain.listing import StoryFilter
from dabir.settings import Places
from dabir.ui.picture import save_picture

PICTURES = Path(__file__).parent.parent / "resources" / "ui" / "pictures"
VIEWS = (
    ("fa-en-light.png", "light", "tag:alborz.example,2026:s001", "en"),
    ("fa-en-dark.png", "dark", "tag:alborz.example,2026:s001", "en"),
    ("az-fa-light.png", "light", "aran.example:s006", "fa"),
)


def main() -> None:
    """Draw every picture."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        desk = open_desk(Places(Path(home)))
        try:
            list(desk.intake.load_sample())
            for language, target in (("fa", "en"), ("az", "fa")):
                desk.translations.translate(desk.stories.ids(StoryFilter(language=language)), target)
            for name, theme, uri, target in VIEWS:
                story = desk.stories.find(uri)
                save_picture(desk, PICTURES / name, theme=theme, story=story.id, target=target)
                print(PICTURES / name)
        finally:
            desk.close()


if __name__ == "__main__":
    main()
