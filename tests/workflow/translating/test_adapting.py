import sys

import pytest

from dabir.domain.errors import NotFound


@pytest.mark.parametrize("missing", ["torch", "sacrebleu"])
def test_without_the_libraries_for_training_it_says_what_to_install(desk, monkeypatch, missing):
    monkeypatch.setitem(sys.modules, missing, None)
    before = desk.packs.installed()
    with pytest.raises(NotFound, match=rf"{missing}.*pip install 'dabir\[adapt\]'"):
        desk.adapting.adapt(minutes=1, say=print)
    assert desk.packs.installed() == before
