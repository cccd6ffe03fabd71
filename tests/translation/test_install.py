import json
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pack_builder import read_archive, write_archive

import dabir
from dabir.domain.errors import PackError
from dabir.translation import archive, probe, record

ROOT = str(Path(dabir.__file__).parents[1])


def hidden(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir() if one.name.startswith((".new", ".old")))


def altered(tmp_path: Path, file: Path, changes: dict[str, bytes | None]) -> Path:
    """Write a copy of a pack with some members changed, added or (None) left out."""
    members = read_archive(file)
    for name, data in changes.items():
        if data is None:
            del members[name]
        else:
            members[name] = data
    copy = tmp_path / "altered.argosmodel"
    write_archive(copy, members)
    return copy


def refused(packs, file: Path, reason: str) -> None:
    """See that a pack is refused for a reason, by name, and that what was there before stays."""
    before = packs.installed()
    with pytest.raises(PackError, match=reason) as caught:
        packs.install(file)
    assert file.name in caught.value.message
    assert packs.installed() == before
    assert hidden(before[0].path.parent) == []


@pytest.fixture
def holder(packs, tiny_pack):
    """Packs with one installed."""
    packs.install(tiny_pack("fa", "en"))
    return packs


def test_progress_tells_bytes_up_to_the_whole(packs, tiny_pack):
    told = []
    pack = packs.install(tiny_pack("fa", "en"), progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (pack.size, pack.size)
    assert told == sorted(told)


def test_newer_version_replaces_the_older(packs, tiny_pack):
    old = packs.install(tiny_pack("fa", "en", version="1.0"))
    new = packs.install(tiny_pack("fa", "en", version="1.1"))
    assert packs.installed() == [new]
    assert not old.path.exists()


def test_same_file_may_be_installed_again_to_repair_it(holder, tiny_pack):
    (holder.find("translate-fa_en").path / "model" / "model.bin").unlink()
    again = holder.install(tiny_pack("fa", "en"))
    assert (again.path / "model" / "model.bin").exists()
    assert holder.installed() == [again]


def test_data_of_sentence_splitters_is_left_out(packs, tiny_pack, tmp_path):
    file = altered(
        tmp_path, tiny_pack("fa", "en"), {"pack/stanza/fa/tokenize.pt": b"pickle", "pack/README.md": b"hello"}
    )
    pack = packs.install(file)
    assert not (pack.path / "stanza").exists()
    assert (pack.path / "README.md").read_bytes() == b"hello"


def test_names_of_any_script_survive_whatever_encoding_the_system_has(packs, tiny_pack):
    pack = packs.install(tiny_pack("fa", "en", extra={"from_name": "فارسی", "to_name": "İngilis"}))
    assert pack.name_for_people == "فارسی → İngilis"
    assert (pack.path / "metadata.json").read_bytes().isascii()
    assert packs.installed() == [pack]


def test_missing_file_is_refused_by_name(holder, tmp_path):
    refused(holder, tmp_path / "nowhere.argosmodel", "cannot be opened")


def test_file_that_is_no_zip_is_refused(holder, tmp_path):
    file = tmp_path / "page.argosmodel"
    file.write_bytes(b"<html>not found</html>")
    refused(holder, file, "no zip archive")


def test_cut_off_file_is_refused(holder, tiny_pack, tmp_path):
    file = tmp_path / "half.argosmodel"
    data = tiny_pack("en", "az").read_bytes()
    file.write_bytes(data[: len(data) // 2])
    refused(holder, file, "no zip archive")


def test_flipped_byte_is_refused(holder, tiny_pack, tmp_path):
    file = tmp_path / "flipped.argosmodel"
    data = bytearray(tiny_pack("en", "az").read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(data)
    refused(holder, file, "damaged")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"pack/metadata.json": None}, "no metadata.json"),
        ({"pack/metadata.json": b"{"}, "not JSON"),
        ({"pack/model/model.bin": None}, "no model/model.bin"),
        ({"pack/sentencepiece.model": None}, "no tokenizer"),
        ({"pack/dabir.json": b"{}"}, "dabir.json of its own"),
        ({"pack/../../evil.py": b"x"}, "not safe"),
        ({"/etc/evil": b"x"}, "not safe"),
        ({"C:/evil": b"x"}, "not safe"),
        ({"pack\\..\\evil": b"x"}, "not safe"),
        ({"pack/nul.txt": b"x"}, "not safe"),
        ({"pack/dot.": b"x"}, "not safe"),
        ({"pack/line\nbreak": b"x"}, "not safe"),
        ({"other/metadata.json": b"{}"}, "2 top folders"),
        ({"beside.txt": b"x"}, "beside the pack's folder"),
        ({"pack/README": b"x", "pack/readme": b"y"}, "comes twice"),
        ({"pack/file": b"x", "pack/file/inside": b"y"}, "inside a file"),
        ({"pack/zeros": bytes(20 << 20)}, "times its size"),
    ],
)
def test_hostile_or_incomplete_archive_is_refused(holder, tiny_pack, tmp_path, changes, reason):
    refused(holder, altered(tmp_path, tiny_pack("en", "az"), changes), reason)
    assert not list(tmp_path.rglob("evil*"))


def test_same_name_twice_is_refused(holder, tiny_pack, tmp_path):
    file = altered(tmp_path, tiny_pack("en", "az"), {})
    with zipfile.ZipFile(file, "a") as opened, pytest.warns(UserWarning, match="Duplicate"):
        opened.writestr("pack/metadata.json", b"{}")
    refused(holder, file, "comes twice")


def test_link_is_refused(holder, tiny_pack, tmp_path):
    file = altered(tmp_path, tiny_pack("en", "az"), {})
    link = zipfile.ZipInfo("pack/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(file, "a") as opened:
        opened.writestr(link, "/etc/passwd")
    refused(holder, file, "link or a device")


def test_encrypted_entry_is_refused(holder, tiny_pack, tmp_path):
    file = altered(tmp_path, tiny_pack("en", "az"), {})
    data = bytearray(file.read_bytes())
    place = data.rindex(b"PK\x01\x02")
    data[place + 8] |= 1
    file.write_bytes(data)
    refused(holder, file, "encrypted")


def test_archive_over_the_size_limit_is_refused(tiny_pack):
    file = tiny_pack("en", "az")
    with zipfile.ZipFile(file) as opened:
        whole = sum(one.file_size for one in opened.infolist())
        largest = max(one.file_size for one in opened.infolist())
        assert archive.check(opened, file, largest=whole).size == whole
        with pytest.raises(PackError, match="it unpacks to more"):
            archive.check(opened, file, largest=whole - 1)
        with pytest.raises(PackError, match=r"model\.bin' unpacks to more"):
            archive.check(opened, file, largest=largest - 1)


def test_pack_that_writes_garbage_is_refused(holder, tiny_pack):
    refused(holder, tiny_pack("en", "az", garbage=True), "garbage")


def test_damaged_model_is_refused(holder, tiny_pack, tmp_path):
    model = read_archive(tiny_pack("en", "az"))["pack/model/model.bin"]
    refused(
        holder, altered(tmp_path, tiny_pack("en", "az"), {"pack/model/model.bin": model[: len(model) // 2]}), "loaded"
    )


def test_damaged_tokenizer_is_refused(holder, tiny_pack, tmp_path):
    refused(holder, altered(tmp_path, tiny_pack("en", "az"), {"pack/sentencepiece.model": b"nothing"}), "altered")


def test_crash_of_the_trial_refuses_the_pack(tmp_path):
    crash = (sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGILL)")
    with pytest.raises(PackError, match=r"x.argosmodel was not installed.*ended the process.*CT2_FORCE_CPU_ISA"):
        probe.run(tmp_path, Path("x.argosmodel"), command=crash)


def test_trial_that_never_ends_is_stopped(tmp_path):
    hang = (sys.executable, "-c", "import threading; threading.Event().wait()")
    with pytest.raises(PackError, match="took more than"):
        probe.run(tmp_path, Path("x.argosmodel"), timeout=0.3, command=hang)


@pytest.mark.parametrize(
    ("outputs", "scores", "bad"),
    [
        (["", " "], [-1, -1], True),
        (["...", "⁇ ⁇"], [-1, -1], True),
        (["the", "the"], [-1, -1], True),
        (["aaaaaaaa", "bbbbbbbb"], [-1, -1], True),
        (["the the the the", "a a a a a"], [-1, -1], True),
        (["The editor", "It rained"], [-1, float("nan")], True),
        (["The editor", "It rained"], [-1, -2], False),
        (["the the the the", "It rained"], [-1, -2], False),
        (["Xəbər", ""], [-1, -2], False),
    ],
)
def test_garbage_is_told_from_a_weak_translation(outputs, scores, bad):
    assert bool(probe.why_garbage(outputs, scores)) is bad


@pytest.mark.parametrize("language", sorted(probe.SENTENCES))
def test_trial_sentences_differ(language):
    assert len(set(probe.sentences(language))) >= 3


DIE_AT = """
import os, sys
from pathlib import Path
from dabir.translation import install, probe
def die(*args, **kwargs):
    os._exit(9)  # as a kill does: nothing is cleaned up, nothing flushed
{where} = die
install.install(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.mark.parametrize(
    ("where", "version"),
    [
        ("install.read_package", "1.0"),
        ("probe.run", "1.0"),
        ("install.os.rename", "1.0"),
        # From the rename on the new one counts, whether the old folder is still there or not.
        ("install._discard", "2.0"),
    ],
)
def test_kill_in_the_middle_leaves_one_whole_pack(packs, tiny_pack, where, version):
    folder = packs.install(tiny_pack("fa", "en", version="1.0")).path.parent
    file = tiny_pack("fa", "en", version="2.0")
    code = DIE_AT.format(where=where)
    done = subprocess.run(
        [sys.executable, "-c", code, str(file), str(folder)], check=False, env=os.environ | {"PYTHONPATH": ROOT}
    )
    assert done.returncode == 9
    assert [pack.info.version for pack in packs.installed()] == [version]
    assert probe.trouble_of(packs.installed()[0].path) == ""
    packs.install(tiny_pack("en", "az"))
    assert hidden(folder) == []
    assert len(record.generations(folder)) == 2


def test_processes_that_install_at_the_same_time_leave_one_whole_pack(packs, tiny_pack, tmp_path):
    folder = tmp_path / "packs"
    code = "import sys; from pathlib import Path; from dabir.translation import install; install.install(*map(Path, sys.argv[1:]))"
    files = [tiny_pack("fa", "en", version=version) for version in ("1.0", "2.0", "1.0")]
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(file), str(folder)], env=os.environ | {"PYTHONPATH": ROOT})
        for file in files
    ]
    assert [one.wait() for one in running] == [0, 0, 0]
    assert len(packs.installed()) == len(record.generations(folder)) == 1
    assert packs.installed()[0].sequence == 3
    assert probe.trouble_of(packs.installed()[0].path) == ""
    assert hidden(folder) == []


def test_processes_that_start_at_the_same_time_install_the_bundled_pack_once(tiny_pack, tmp_path):
    folder = tmp_path / "packs"
    code = "import sys; from pathlib import Path; from dabir.translation.packs import Packs; file, folder = map(Path, sys.argv[1:]); Packs(folder, [file]).installed()"
    command = [sys.executable, "-c", code, str(tiny_pack("fa", "az", "en", bundled=True, code="draft")), str(folder)]
    running = [subprocess.Popen(command, env=os.environ | {"PYTHONPATH": ROOT}) for _ in range(2)]
    assert [one.wait() for one in running] == [0, 0]
    assert [pack.sequence for pack in record.generations(folder)] == [1]


def test_probe_prints_one_json_object(packs, tiny_pack):
    pack = packs.install(tiny_pack("fa", "az", "en"))
    command = [sys.executable, "-m", "dabir.translation.probe", str(pack.path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": ROOT})
    assert json.loads(done.stdout.strip().removeprefix("dabir-probe:")) == {"trouble": ""}
