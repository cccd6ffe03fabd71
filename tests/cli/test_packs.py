import json
import sys

import pytest


@pytest.fixture
def dabir(dabir):
    return dabir.of("packs")


def test_adapt_without_torch_says_what_to_install_and_changes_nothing(dabir, desk, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "torch", None)
    before = dabir("list", "--json").stdout
    result = dabir("adapt", "--output", tmp_path / "new.argosmodel", status=1)
    assert "pip install 'dabir[adapt]'" in result.stderr
    assert result.stdout == ""
    assert not (tmp_path / "new.argosmodel").exists()
    assert dabir("list", "--json").stdout == before
    assert json.loads(before)["bundled"]


def test_adapt_takes_whole_minutes_only(dabir):
    dabir("adapt", "--minutes", 0, status=2)
