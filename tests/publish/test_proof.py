"""The proof of a release finds every difference."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dabir.publish.proof import check_release

NAMES = ["original.xml", "translation.json", "translation.txt"]


def test_a_release_as_written_has_no_difference(released: Path) -> None:
    assert check_release(released) == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(NAMES), place=st.integers(0, 100_000), flip=st.integers(1, 255))
def test_no_byte_of_any_file_can_be_changed(released: Path, name: str, place: int, flip: int) -> None:
    whole = (released / name).read_bytes()
    changed = bytearray(whole)
    changed[place % len(whole)] ^= flip
    (released / name).write_bytes(changed)
    try:
        assert any(name in difference for difference in check_release(released))
    finally:
        (released / name).write_bytes(whole)


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_or_longer_file_is_named(released: Path, name: str) -> None:
    with (released / name).open("ab") as file:
        file.write(b"\n")
    assert any(f"{name} has " in difference for difference in check_release(released))
    (released / name).unlink()
    assert f"{name} is missing." in check_release(released)
    (released / name).mkdir()
    assert f"{name} is not a file." in check_release(released)


def test_a_file_that_does_not_belong_is_named(released: Path) -> None:
    (released / "note.txt").write_bytes(b"")
    assert check_release(released) == ["note.txt is not in manifest.json."]


def test_a_link_in_the_place_of_a_file_is_named(released: Path, tmp_path: Path) -> None:
    shutil.move(released / "original.xml", tmp_path / "elsewhere.xml")
    (released / "original.xml").symlink_to(tmp_path / "elsewhere.xml")
    assert check_release(released) == ["original.xml is not a file."]


@pytest.fixture
def edit(released: Path) -> Callable[[Callable[[dict[str, object]], object]], list[str]]:
    """Change the manifest and return what the check says."""

    def change(act: Callable[[dict[str, object]], object]) -> list[str]:
        manifest = json.loads((released / "manifest.json").read_bytes())
        act(manifest)
        (released / "manifest.json").write_text(json.dumps(manifest), "utf-8")
        return check_release(released)

    return change


Edit = Callable[[Callable[[dict[str, object]], object]], list[str]]


def test_an_exchanged_original_shows_even_when_the_list_was_made_good(released: Path, edit: Edit) -> None:
    import hashlib

    forged = b"<newsItem>forged</newsItem>"
    (released / "original.xml").write_bytes(forged)

    def make_good(manifest: dict[str, object]) -> None:
        manifest["files"][0] |= {"size": len(forged), "sha256": hashlib.sha256(forged).hexdigest()}  # type: ignore[index]

    assert edit(make_good) == [
        "manifest.json lists the original original.xml with another hash than the one it came in with."
    ]


def test_an_exchanged_text_shows(edit: Edit) -> None:
    assert edit(lambda manifest: manifest["text"].update(headline="Başqa başlıq")) == [  # type: ignore[attr-defined]
        "The text in manifest.json is not the one that was approved."
    ]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("files", None, "list of files"),
        ("files", [{"name": "x"}], "list of files"),
        ("files", [{"name": "x", "size": 1, "sha256": ""}] * 2, "list of files"),
        ("original", None, "names no original"),
        ("text", {"sha256": "", "headline": "", "paragraphs": [1]}, "holds no approved text"),
        ("format", "dabir.release.v9", "no manifest of a release"),
    ],
)
def test_a_manifest_of_another_shape_is_told(edit: Edit, name: str, value: object, told: str) -> None:
    assert told in " ".join(edit(lambda manifest: manifest.update({name: value})))


@pytest.mark.parametrize("name", ["../secret", "/etc/hostname", "..", "manifest.json", "a\\b", ""])
def test_a_name_that_leads_elsewhere_is_not_followed(edit: Edit, name: str) -> None:
    entry = {"name": name, "size": 0, "sha256": "0" * 64}
    assert f"manifest.json lists “{name}”, which is no file name." in edit(
        lambda manifest: manifest["files"].append(entry)  # type: ignore[attr-defined]
    )


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"[" * 100_000])
def test_a_damaged_manifest_is_told(released: Path, content: bytes) -> None:
    (released / "manifest.json").write_bytes(content)
    (difference,) = check_release(released)
    assert difference.startswith("manifest.json is ")


def test_a_link_in_the_place_of_the_manifest_is_told(released: Path, tmp_path: Path) -> None:
    shutil.move(released / "manifest.json", tmp_path / "elsewhere.json")
    (released / "manifest.json").symlink_to(tmp_path / "elsewhere.json")
    assert check_release(released) == ["manifest.json is no manifest."]


def test_a_missing_manifest_or_folder_is_told(released: Path) -> None:
    (released / "manifest.json").unlink()
    assert check_release(released)[0].startswith("manifest.json cannot be read")
    assert check_release(released / "nowhere")[0].startswith("manifest.json cannot be read")
