import shutil

import pytest

from dabir.app import open_desk
from dabir.settings import Places


@pytest.fixture(scope="session")
def empty_desk(tmp_path_factory):
    """A desk with nothing on it, made once."""
    home = tmp_path_factory.mktemp("template") / "home"
    open_desk(Places(home)).close()
    return home


@pytest.fixture
def begun(empty_desk, home):
    """The home folder with a desk of its own on it, which no process has open."""
    shutil.copytree(empty_desk, home)
    return home
