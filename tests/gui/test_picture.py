from PySide6.QtGui import QImage

from dabir.ui.picture import save_picture


def test_picture_shows_the_story_in_the_theme_asked_for(desk, stories, qapp, tmp_path):
    light = save_picture(desk, tmp_path / "light.png", size=(1200, 800), story=stories[0], target="en")
    dark = save_picture(desk, tmp_path / "dark.png", theme="dark", size=(1200, 800), story=stories[0])
    bright, dim = QImage(str(light)), QImage(str(dark))
    assert (bright.width(), bright.height()) == (1200, 800)
    assert bright.pixelColor(600, 795).lightness() > 200
    assert dim.pixelColor(600, 795).lightness() < 60
