import json
import shlex
import sys

import pytest
from wire_samples import ninjs, take_in


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


def test_way_back_of_the_pack_that_ships_with_dabir_is_told_once_it_was_removed(dabir, desk, home, tmp_path):
    take_in(desk, tmp_path, ninjs())
    (pack,) = dabir.objects("list")
    removed = dabir("remove", pack["name"])
    (back,) = [line for line in removed.stderr.splitlines() if "Get it back" in line]
    assert back.startswith(f"dabir: {pack['name']}, which ships with Dabir, was removed. Get it back: ")
    translate = "translate tag:alborz.example,2026:1 --to en"
    for words, status in (("packs list", 0), (translate, 3), ("doctor", 1)):
        assert back.removeprefix("dabir: ") in type(dabir)(home)(*words.split(), status=status).output
    _, command = back.split("Get it back: dabir packs ")
    dabir(*shlex.split(command))
    assert dabir("list").stderr == ""
