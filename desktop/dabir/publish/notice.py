"""Taking a release back: a notice in its folder, its texts put aside, a manifest that says so. Nothing is deleted.

Whoever takes files in from an output folder goes by their names: after this no file of the release has the name or
the suffix it had, so nobody takes it in again, and the notice has a name that nobody overlooks. The manifest of
the release is put aside with the rest, and the new one hashes everything, so that what was out can be proved.

Every step can be repeated: what a crash cut off is completed by doing it all once more.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from dabir import __version__
from dabir.domain.errors import DabirError
from dabir.publish.files import MANIFEST, FileFacts, write_flushed
from dabir.publish.jsontext import json_bytes
from dabir.publish.manifest import FORMAT as RELEASE_FORMAT

FORMAT: Final = "dabir.notice.v1"

#: In a release that replaces another one: which, and why.
CORRECTION: Final = "CORRECTION.txt"


class NoticeKind(StrEnum):
    """Why a release is taken back; also the suffix of the files put aside."""

    KILLED = "killed"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"

    @property
    def file_name(self) -> str:
        """Name of the notice in the release folder."""
        return f"{self.value.upper()}.txt"


_SUFFIXES: Final = tuple(f".{kind.value}" for kind in NoticeKind)
_NOTICES: Final = frozenset({kind.file_name for kind in NoticeKind})

#: What a newsroom is told, in the languages of the desk's partners.
_ORDERS: Final = {
    NoticeKind.KILLED: (
        "KILL. Do not use this story. Take it off every output at once.",
        "این خبر حذف شده است. از آن استفاده نکنید و آن را فوراً از همه خروجی‌ها بردارید.",
        "Xəbər ləğv edilib. Ondan istifadə etməyin və dərhal bütün yayımlardan çıxarın.",
        "Материал аннулирован. Не используйте его и немедленно снимите со всех ресурсов.",
        "أُلغي هذا الخبر. لا تستخدموه واسحبوه فوراً من جميع المنافذ.",
        "Haber iptal edilmiştir. Kullanmayın ve derhal bütün yayınlardan kaldırın.",
    ),
    NoticeKind.CORRECTED: (
        "CORRECTION. A corrected release replaces this one. Use that one.",
        "این نسخه اصلاح شده است. نسخه اصلاح‌شده را به جای آن به کار ببرید.",
        "Bu xəbərə düzəliş edilib. Onun əvəzinə düzəliş edilmiş xəbəri istifadə edin.",
        "В материал внесены исправления. Используйте вместо него исправленный вариант.",
        "صُحّح هذا الخبر. استخدموا النسخة المصححة بدلاً منه.",
        "Bu haber düzeltilmiştir. Yerine düzeltilmiş haberi kullanın.",
    ),
    NoticeKind.WITHDRAWN: (
        "WITHDRAWN. The desk has taken this release back. Do not use it.",
        "این خبر پس گرفته شده است. از آن استفاده نکنید.",
        "Xəbər geri götürülüb. Ondan istifadə etməyin.",
        "Материал отозван. Не используйте его.",
        "سُحب هذا الخبر. لا تستخدموه.",
        "Bu haber geri çekilmiştir. Kullanmayın.",
    ),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """What is said of a release that is taken back.

    Attributes:
        kind: why.
        uri: the story.
        version: its version.
        target_language: language of the translation; "" for the original.
        headline: headline of the story as it came in.
        words: who took it back and why, a sentence.
        device: identifier of the device whose record has the entry.
        sequence: number of that entry.
        sha256: its hash.
        time: when, with an offset.
    """

    kind: NoticeKind
    uri: str
    version: int
    target_language: str
    headline: str
    words: str
    device: str
    sequence: int
    sha256: str
    time: datetime


@dataclass(frozen=True, slots=True)
class Replaced:
    """An earlier release that a new one replaces.

    Attributes:
        uri: its story.
        version: its version.
        folder: name of its folder.
        sequence: number of its entry in the record.
        original_sha256: hash of the original it was of.
    """

    uri: str
    version: int
    folder: str
    sequence: int
    original_sha256: str


def notice_text(notice: Notice) -> bytes:
    """Return the notice for people."""
    of = f"translation into {notice.target_language}" if notice.target_language else "original"
    lines = (
        *_ORDERS[notice.kind],
        "",
        f"Story: {notice.uri}, version {notice.version} ({of})",
        f"Headline: {notice.headline}",
        f"Why: {notice.words}",
        f"When: {notice.time.isoformat()}",
        f"Record: entry {notice.sequence} of {notice.device}, SHA-256 {notice.sha256}",
    )
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def taken_back(files: Mapping[str, bytes], notice: Notice) -> dict[str, bytes]:
    """Return a release as it lies after it was taken back, for a folder that has to be made anew.

    Args:
        files: the release as it was composed.
        notice: what is said of it.
    """
    aside = {f"{name}.{notice.kind}": data for name, data in files.items()}
    aside[notice.kind.file_name] = notice_text(notice)
    aside[MANIFEST] = _manifest(notice, aside)
    return aside


def find(folder: Path, original_sha256: str, text_sha256: str, target_language: str) -> Path | None:
    """Return where a release lies in an output folder, in use; None where it does not.

    Args:
        folder: the output folder.
        original_sha256: hash of the original it is of.
        text_sha256: hash of the text released.
        target_language: language of the translation; "" for the original.
    """
    for file in sorted(folder.glob(f"*/{MANIFEST}")):
        try:
            manifest = json.loads(file.read_bytes())
            found = (manifest["original"]["sha256"], manifest["text"]["sha256"], manifest["target_language"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if found == (original_sha256, text_sha256, target_language):
            return file.parent
    return None


def has_release(folder: Path) -> bool:
    """Whether a release lies in a folder, in use or put aside, wholly or in part."""
    return (folder / MANIFEST).is_file() or any((folder / f"{MANIFEST}{suffix}").is_file() for suffix in _SUFFIXES)


def take_back(folder: Path, notice: Notice) -> None:
    """Take a release that lies in a folder back; repeating it changes nothing.

    Args:
        folder: of the release.
        notice: what is said of it.

    Raises:
        DabirError: when the folder cannot be changed; what is done so far stays, and it can be repeated.
    """
    try:
        _put(folder, notice.kind.file_name, notice_text(notice))
        for name in _names_in_use(folder):
            (folder / name).rename(folder / f"{name}.{notice.kind}")
        aside = {
            entry.name: entry.read_bytes()
            for entry in folder.iterdir()
            if entry.is_file() and (entry.name.endswith(_SUFFIXES) or entry.name in _NOTICES)
        }
        _put(folder, MANIFEST, _manifest(notice, aside))
    except OSError as error:
        raise DabirError(
            f"The notice that {notice.uri} is {notice.kind} cannot be put into {folder}: {error.strerror or error}.",
            "Take the files out of use by hand, and mend the folder; it is tried again at the next start.",
        ) from error


def with_correction(files: Mapping[str, bytes], replaced: tuple[Replaced, ...]) -> dict[str, bytes]:
    """Return a release with the notice which earlier releases it replaces, in a file and in its manifest.

    Args:
        files: the release as it was composed.
        replaced: the earlier releases; without any the release is returned as it is.
    """
    if not replaced:
        return dict(files)
    lines = [
        "CORRECTION. This release replaces what is named below; that is not to be used any more.",
        "این نسخه اصلاح‌شده جای نسخه‌های زیر را می‌گیرد؛ دیگر از آن‌ها استفاده نکنید.",
        "Bu düzəliş aşağıdakı xəbərləri əvəz edir; onlardan artıq istifadə etməyin.",
        "Это исправление заменяет перечисленное ниже; больше не используйте прежний текст.",
        "يحل هذا التصحيح محل ما يرد أدناه؛ لا تستخدموه بعد الآن.",
        "Bu düzeltme aşağıdakilerin yerini alır; onları artık kullanmayın.",
        "",
        *(f"{one.uri}, version {one.version}: {one.folder or 'entry ' + str(one.sequence)}" for one in replaced),
    ]
    more = {**files, CORRECTION: ("\n".join(lines) + "\n").encode("utf-8", "replace")}
    manifest = json.loads(files[MANIFEST])
    manifest["corrects"] = [
        {
            "uri": one.uri,
            "version": one.version,
            "folder": one.folder,
            "sequence": one.sequence,
            "original_sha256": one.original_sha256,
        }
        for one in replaced
    ]
    manifest["files"] = _facts({name: data for name, data in more.items() if name != MANIFEST})
    more[MANIFEST] = json_bytes(manifest)
    return more


def is_taken_back(path: Path) -> bool:
    """Whether a release folder, by its manifest, is one that was taken back."""
    try:
        manifest = json.loads((path / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return _is_notice(manifest)


def _is_notice(manifest: object) -> bool:
    return isinstance(manifest, dict) and manifest.get("format") == FORMAT


def check_taken_back(path: Path) -> list[str]:
    """Prove that a release that was taken back still is what it was: all its files, put aside, unchanged.

    Args:
        path: the folder.

    Returns:
        A sentence for each difference; empty when everything is there.
    """
    try:
        manifest = json.loads((path / MANIFEST).read_bytes())
        facts = [FileFacts(one["name"], one["size"], one["sha256"]) for one in manifest["files"]]
        found = {
            entry.name: FileFacts.of(entry.name, entry.read_bytes())
            for entry in path.iterdir()
            if entry.is_file() and entry.name != MANIFEST
        }
        kept = next(one.name for one in facts if one.name.startswith(f"{MANIFEST}."))
        of_release = json.loads((path / kept).read_bytes())["files"] if kept in found else []
        wanted = {one["name"]: (one["size"], one["sha256"]) for one in of_release}
    except (OSError, ValueError, KeyError, TypeError, StopIteration) as error:
        return [f"{MANIFEST} is no manifest of a release that was taken back: {error or 'it names no release'}."]
    differences = [
        f"{one.name} is missing." if one.name not in found else f"{one.name} was changed: its hash is another."
        for one in facts
        if found.get(one.name) != one
    ]
    differences += [f"{name} is not in {MANIFEST}." for name in sorted(found.keys() - {one.name for one in facts})]
    by_name = {one.name.removesuffix(_suffix_of(one.name)): (one.size, one.sha256) for one in facts}
    differences += [
        f"{name} of the release is not among the files put aside, or is another."
        for name, fact in sorted(wanted.items())
        if by_name.get(name) != fact
    ]
    return differences


def _suffix_of(name: str) -> str:
    return next((suffix for suffix in _SUFFIXES if name.endswith(suffix)), "")


def _names_in_use(folder: Path) -> list[str]:
    """Return the files of a release that still have their names, the manifest last: it says what there is to do."""
    file = folder / MANIFEST
    if not file.is_file():
        return []
    try:
        manifest = json.loads(file.read_bytes())
    except ValueError:
        manifest = None
    if _is_notice(manifest):
        return []
    listed = (
        manifest.get("files") if isinstance(manifest, dict) and manifest.get("format") == RELEASE_FORMAT else None
    )
    if isinstance(listed, list):
        names = [one["name"] for one in listed if isinstance(one, dict) and isinstance(one.get("name"), str)]
    else:
        # A manifest somebody has damaged: everything in the folder is put aside.
        names = [entry.name for entry in folder.iterdir() if entry.name != MANIFEST and entry.name not in _NOTICES]
    plain = [name for name in names if Path(name).name == name and not name.endswith(_SUFFIXES)]
    return [name for name in sorted(plain) if (folder / name).is_file()] + [MANIFEST]


def _facts(files: Mapping[str, bytes]) -> list[dict[str, object]]:
    facts = (FileFacts.of(name, files[name]) for name in sorted(files))
    return [{"name": fact.name, "size": fact.size, "sha256": fact.sha256} for fact in facts]


def _manifest(notice: Notice, files: Mapping[str, bytes]) -> bytes:
    return json_bytes(
        {
            "format": FORMAT,
            "program": {"name": "Dabir", "version": __version__},
            "status": notice.kind.value,
            "words": notice.words,
            "story": {"uri": notice.uri, "version": notice.version},
            "target_language": notice.target_language,
            "decision": {
                "device": notice.device,
                "sequence": notice.sequence,
                "sha256": notice.sha256,
                "time": notice.time.isoformat(),
            },
            "files": _facts(files),
        }
    )


def _put(folder: Path, name: str, data: bytes) -> None:
    """Write a file whole or not at all, over one that may be there."""
    file = folder / name
    if file.is_file() and file.read_bytes() == data:
        return
    part = folder / f".dabir-{name}"
    write_flushed(part, data, over=True)
    part.replace(file)
