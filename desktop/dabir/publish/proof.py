"""The proof that a release lies as it was written: its files against its manifest, its original, its text.

The manifest itself is not signed. Whoever doubts it compares `decision.sha256` and both hashes with the record, whose
check is `dabir log verify`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dabir.domain.errors import InputRefused
from dabir.domain.text import Text
from dabir.publish.files import MANIFEST, FileFacts
from dabir.publish.manifest import FORMAT
from dabir.publish.notice import check_taken_back, is_taken_back

_LARGEST_MANIFEST: Final = 64 * 2**20


class _Unreadable(Exception):
    """The manifest is not one; the message says why, as a sentence."""


def _manifest(path: Path) -> dict[str, object]:
    file = path / MANIFEST
    try:
        if file.is_symlink() or file.stat().st_size > _LARGEST_MANIFEST:
            raise _Unreadable(f"{MANIFEST} is no manifest.")
        value = json.loads(file.read_bytes())
    except OSError as error:
        raise _Unreadable(f"{MANIFEST} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise _Unreadable(f"{MANIFEST} is damaged: {error}.") from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise _Unreadable(f"{MANIFEST} is no manifest of a release.")
    return value


def _facts(manifest: dict[str, object]) -> dict[str, FileFacts]:
    listed = manifest.get("files")
    facts: dict[str, FileFacts] = {}
    for entry in listed if isinstance(listed, list) else [None]:
        match entry:
            case {"name": str(name), "size": int(size), "sha256": str(sha256)} if name not in facts:
                facts[name] = FileFacts(name, size, sha256)
            case _:
                raise _Unreadable(f"{MANIFEST} has a list of files that cannot be read.")
    return facts


def _check_original(manifest: dict[str, object], facts: dict[str, FileFacts]) -> list[str]:
    match manifest.get("original"):
        case {"file": str(name), "sha256": str(sha256), "size": int(size)}:
            if facts.get(name) != FileFacts(name, size, sha256):
                return [f"{MANIFEST} lists the original {name} with another hash than the one it came in with."]
            return []
        case _:
            return [f"{MANIFEST} names no original."]


def _check_text(manifest: dict[str, object]) -> list[str]:
    match manifest.get("text"):
        case {"sha256": str(sha256), "headline": str(headline), "paragraphs": list(paragraphs)} if all(
            isinstance(paragraph, str) for paragraph in paragraphs
        ):
            same = Text(headline, tuple(paragraphs)).sha256 == sha256
            return [] if same else [f"The text in {MANIFEST} is not the one that was approved."]
        case _:
            return [f"{MANIFEST} holds no approved text."]


def _check_file(path: Path, fact: FileFacts) -> list[str]:
    file = path / fact.name
    try:
        if file.is_symlink() or not file.is_file():
            return (
                [f"{fact.name} is not a file."]
                if file.exists() or file.is_symlink()
                else [f"{fact.name} is missing."]
            )
        if file.stat().st_size != fact.size:
            return [f"{fact.name} has {file.stat().st_size} bytes instead of {fact.size}."]
        found = FileFacts.of(fact.name, file.read_bytes())
    except OSError as error:
        return [f"{fact.name} cannot be read: {error.strerror}."]
    return [] if found == fact else [f"{fact.name} was changed: its hash is not the one in {MANIFEST}."]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release says of itself.

    Attributes:
        uri: the story.
        part: its place in the original.
        target_language: "" for the original itself.
        original_file: name of the file that holds the original.
        original_sha256: its hash when it came in.
        text: the approved text.
        text_sha256: its hash.
        approved_by: name of the editor.
        files: names of all files, the manifest excepted.
    """

    uri: str
    part: int
    target_language: str
    original_file: str
    original_sha256: str
    text: Text
    text_sha256: str
    approved_by: str
    files: tuple[str, ...]


def manifest_of(folder: Path) -> Manifest:
    """Read the manifest of a release.

    Raises:
        InputRefused: when there is none, or it is not one.
    """
    try:
        return _read(_manifest(folder))
    except _Unreadable as error:
        raise InputRefused(str(error), "Name the folder of a release, or one of its files.") from error


def _read(manifest: dict[str, object]) -> Manifest:
    match manifest:
        case {
            "story": {"uri": str(uri), "part": int(part)},
            "target_language": str(target),
            "original": {"file": str(file), "sha256": str(sha256)},
            "text": {"sha256": str(text_sha256), "headline": str(headline), "paragraphs": list(paragraphs)},
            "decision": {"editor": str(editor)},
        } if all(isinstance(paragraph, str) for paragraph in paragraphs):
            text = Text(headline, tuple(paragraphs))
            return Manifest(uri, part, target, file, sha256, text, text_sha256, editor, tuple(_facts(manifest)))
        case _:
            raise _Unreadable(f"{MANIFEST} does not say what was released.")


def check_release(path: Path) -> list[str]:
    """Compare a release folder with its manifest. Writes nothing.

    Args:
        path: the folder `write_release` made.

    Returns:
        A sentence for each difference; empty when the release is as it was written.
    """
    if is_taken_back(path):
        return check_taken_back(path)
    try:
        manifest = _manifest(path)
        facts = _facts(manifest)
        present = {entry.name for entry in path.iterdir()}
    except _Unreadable as error:
        return [str(error)]
    except OSError as error:
        return [f"{path} cannot be read: {error.strerror}."]
    differences = _check_original(manifest, facts) + _check_text(manifest)
    for name in sorted(facts):
        # A name that leads out of the folder is not followed.
        plain = Path(name).name == name and name not in {"", ".", "..", MANIFEST} and "\\" not in name
        differences += (
            _check_file(path, facts[name]) if plain else [f"{MANIFEST} lists “{name}”, which is no file name."]
        )
    differences += [f"{name} is not in {MANIFEST}." for name in sorted(present - facts.keys() - {MANIFEST})]
    return differences
