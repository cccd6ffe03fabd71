import json
import logging
import os
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pack_builder import prefix

import dabir
from dabir.domain.errors import NotFound, PackError
from dabir.translation import metadata
from dabir.translation.packs import Packs


def test_installed_pack_says_what_it_is(packs, tiny_pack):
    file = tiny_pack("fa", "en", version="1.9", extra={"license": "CC0"})
    pack = packs.install(file)
    assert packs.installed() == [pack]
    assert (pack.info.name, pack.info.version, pack.info.bundled) == ("translate-fa_en", "1.9", False)
    assert pack.directions == (("fa", "en"),)
    assert pack.name_for_people == "Persian → English"
    assert pack.license == "CC0"
    with zipfile.ZipFile(file) as archive:
        assert pack.size == sum(one.file_size for one in archive.infolist())
    assert pack.installed is not None
    assert pack.installed.tzinfo is not None


def test_pack_of_many_directions_serves_every_pair(packs, tiny_pack):
    pack = packs.install(tiny_pack("fa", "az", "en", code="translate-fa-az-en-news", bundled=True))
    assert set(pack.directions) == {
        ("fa", "az"),
        ("az", "fa"),
        ("fa", "en"),
        ("en", "fa"),
        ("az", "en"),
        ("en", "az"),
    }
    assert dict(pack.prefixes) == {code: prefix(code) for code in ("fa", "az", "en")}
    assert pack.info.bundled
    assert pack.name_for_people == "Persian, Azerbaijani, English"


def test_pack_is_found_by_code_and_by_name(packs, tiny_pack):
    pack = packs.install(tiny_pack("fa", "en"))
    assert packs.find("translate-fa_en") == packs.find("persian → english") == pack


def test_unknown_pack_is_not_found_and_the_installed_ones_are_named(packs, tiny_pack):
    packs.install(tiny_pack("fa", "en"))
    with pytest.raises(NotFound, match=r"translate-xx_yy.*Installed: translate-fa_en"):
        packs.find("translate-xx_yy")


def test_removed_pack_is_gone_from_the_disk(packs, tiny_pack, tmp_path):
    packs.install(tiny_pack("fa", "en"))
    packs.remove("translate-fa_en")
    assert packs.installed() == []
    assert [one.name for one in (tmp_path / "packs").iterdir()] == [".lock"]


def test_removing_what_is_not_there_is_an_error(packs):
    with pytest.raises(NotFound):
        packs.remove("translate-fa_en")


def test_bundled_pack_is_installed_when_packs_are_first_asked_for(tiny_pack, tmp_path):
    shipped = tiny_pack("fa", "az", "en", code="draft", bundled=True)
    packs = Packs(tmp_path / "packs", bundled=[shipped])
    assert [pack.info.name for pack in packs.installed()] == ["draft"]
    sequence = packs.find("draft").sequence
    Packs(tmp_path / "packs", bundled=[shipped]).ensure_bundled()
    assert packs.find("draft").sequence == sequence, "it was installed a second time"


def test_removed_bundled_pack_does_not_come_back_by_itself(tiny_pack, tmp_path):
    shipped = tiny_pack("fa", "az", "en", code="draft", bundled=True)
    Packs(tmp_path / "packs", bundled=[shipped]).remove("draft")
    later = Packs(tmp_path / "packs", bundled=[shipped])
    assert later.installed() == []
    later.install(shipped)
    assert [pack.info.name for pack in Packs(tmp_path / "packs", bundled=[shipped]).installed()] == ["draft"]


def test_way_back_of_a_removed_bundled_pack_is_the_command_for_its_file(tiny_pack, tmp_path):
    shipped = tiny_pack("fa", "az", "en", code="draft", bundled=True)
    packs = Packs(tmp_path / "packs", bundled=[shipped])
    assert packs.installed() and packs.way_back() == ""
    packs.remove("draft")
    command = f"dabir packs install {shlex.quote(str(shipped))}"
    assert packs.way_back() == f"draft, which ships with Dabir, was removed. Get it back: {command}"
    assert packs.way_back(("fa", "en")) == packs.way_back()
    assert packs.way_back(("fa", "de")) == ""
    packs.install(shipped)
    assert packs.way_back() == ""


def test_newer_bundled_pack_replaces_the_older(tiny_pack, tmp_path):
    old = tiny_pack("fa", "az", "en", code="draft", bundled=True, version="0.9")
    new = tiny_pack("fa", "az", "en", code="draft", bundled=True, version="0.10")
    Packs(tmp_path / "packs", bundled=[old]).ensure_bundled()
    assert [one.info.version for one in Packs(tmp_path / "packs", bundled=[new]).installed()] == ["0.10"]
    # A copy of the program that ships the old one leaves the new one alone.
    assert [one.info.version for one in Packs(tmp_path / "packs", bundled=[old]).installed()] == ["0.10"]


def test_bad_bundled_pack_does_not_hide_the_others(tiny_pack, tmp_path, caplog):
    bad = tmp_path / "bad.argosmodel"
    bad.write_bytes(b"version https://example.org/pointer\n")
    packs = Packs(tmp_path / "packs", bundled=[bad])
    packs.install(tiny_pack("fa", "en"))
    with caplog.at_level(logging.WARNING):
        assert [pack.info.name for pack in packs.installed()] == ["translate-fa_en"]
    assert "bad.argosmodel" in packs.trouble
    assert "bad.argosmodel" in caplog.text
    with pytest.raises(PackError, match=r"bad\.argosmodel"):
        packs.ensure_bundled()


def test_damaged_record_does_not_hide_the_other_packs(packs, tiny_pack, caplog):
    packs.install(tiny_pack("fa", "en"))
    (packs.install(tiny_pack("en", "az")).path / "dabir.json").write_text('{"name": 1')
    assert [pack.info.name for pack in packs.installed()] == ["translate-fa_en"]
    assert "translate-en_az" in caplog.text


def test_listing_packs_loads_no_model_library(packs, tiny_pack, tmp_path):
    packs.install(tiny_pack("fa", "en"))
    code = (
        "import sys; from pathlib import Path; from dabir.translation.packs import Packs;"
        "from dabir.translation import engine, index;"
        f"print([p.info.name for p in Packs(Path({str(tmp_path / 'packs')!r})).installed()]);"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'ctranslate2', 'argostranslate', 'sentencepiece', 'httpx'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=child_environment()
    )
    assert done.stdout.splitlines() == ["['translate-fa_en']", "[]"]


def test_whole_way_of_a_pack_never_imports_torch_and_writes_only_to_the_desk(packs, tiny_pack, tmp_path):
    file = tiny_pack("fa", "az", "en")
    user = tmp_path / "user"
    user.mkdir()
    code = f"""
import os, sys
from pathlib import Path
from dabir.translation.engine import Engine
from dabir.translation.packs import Packs
from dabir.translation import checks, index
from dabir.translation.checks.pair import Pair
before = dict(os.environ)
packs = Packs(Path({str(tmp_path / "desk" / "packs")!r}))
packs.install(Path({str(file)!r}))
engine = Engine(packs)
print(engine.translate(["salam"], "az", "en")[0].text)
engine.close()
checks.run(Pair("salam", "hello", "az", "en"))
assert dict(os.environ) == before, "the environment was changed"
print(sorted({{m.split(".")[0] for m in sys.modules}} & {{"torch", "stanza", "spacy", "minisbd", "onnxruntime"}}))
print("argostranslate.translate" in sys.modules)
"""
    places = {
        "HOME": str(user),
        "USERPROFILE": str(user),
        "ARGOS_PACKAGES_DIR": str(user / "argos"),
        "ARGOS_INTER_THREADS": "x",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=child_environment() | places
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["SALAM", "[]", "False"]
    assert list(user.iterdir()) == []


def child_environment():
    return {key: value for key, value in os.environ.items() if not key.startswith("XDG_")} | {
        "PYTHONPATH": str(Path(dabir.__file__).parents[1]),
        "PYTHONUTF8": "1",
    }


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"package_version": None}, "package_version"),
        ({"package_version": 3}, "package_version"),
        ({"from_code": "../fa"}, "language code"),
        ({"from_code": ""}, "language code"),
        ({"to_code": None}, "language code"),
        ({"to_code": "fa"}, "from fa to fa"),
        ({"type": "sbd"}, "type 'sbd'"),
        ({"code": "../../evil"}, "code"),
        ({"code": "a/b"}, "code"),
        ({"license": ["x"]}, "license"),
        ({"languages": [{"code": "fa"}, {"code": "az"}]}, "target_prefixes"),
        ({"languages": [{"code": "fa"}, {"code": "fa"}], "target_prefixes": {"fa": "_"}}, "twice"),
        ({"languages": [{"code": "fa"}, {"code": "az"}], "target_prefixes": {"fa": "_"}}, "target prefix for az"),
        ({"languages": "fa az"}, "not a list"),
    ],
)
def test_metadata_that_cannot_be_used_is_refused_with_the_reason(changes, reason):
    values = {"package_version": "1.0", "from_code": "fa", "to_code": "en"} | changes
    with pytest.raises(PackError, match=reason) as caught:
        metadata.parse(json.dumps(values).encode(), "x.argosmodel")
    assert "x.argosmodel" in caught.value.message


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff\xfe", b'{"package_version":', b"null", b"[" * 100_000])
def test_metadata_that_is_no_object_is_refused(data):
    with pytest.raises(PackError):
        metadata.parse(data, "x.argosmodel")
