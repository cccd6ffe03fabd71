"""The desk's file of targets (TOML): read and judged whole, added to and cut from without touching the rest of it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from dabir.domain.errors import InputRefused, NotFound
from dabir.domain.outbox import Target, TargetKind, why_not_target
from dabir.publish.targets.kinds import output_names
from dabir.workflow import whole_files

_HEAD: Final = re.compile(r"^[ \t]*\[\[[ \t]*target[ \t]*\]\][ \t]*(?:#.*)?$", re.MULTILINE)
_TEXTS: Final = {
    "name": "name",
    "kind": "kind",
    "address": "address",
    "secret": "secret",
    "user": "user",
    "from": "sender",
}
_LISTS: Final = {"outputs": "outputs", "partners": "partners", "languages": "languages", "to": "recipients"}
_SWITCHES: Final = {"private": "private"}
_ALL: Final = {**_TEXTS, **_LISTS, **_SWITCHES}


def load(file: Path) -> tuple[Target, ...]:
    """Return the targets of a desk, in the order of the file; none where there is no file.

    Raises:
        InputRefused: when the file cannot be read, with the place of the first fault.
    """
    return _parse(whole_files.read(file), file) if file.exists() else ()


def add(file: Path, target: Target) -> None:
    """Write a target at the end of the file, which is made when missing; all else in it stays as it is.

    Raises:
        InputRefused: when the target, or the file as it is, is not right.
        StoreError: when the file cannot be written.
    """
    before = whole_files.read(file).decode("utf-8-sig") if file.exists() else ""
    if before.strip():
        before = before.rstrip() + "\n\n"
    _replace(file, before + _block(target), [*load(file), target])


def remove(file: Path, name: str) -> None:
    """Cut a target out of the file; all else in it stays as it is.

    Raises:
        NotFound: when there is no such target.
        InputRefused: when the file is written in a way that makes this unsafe.
        StoreError: when the file cannot be written.
    """
    targets = load(file)
    place = next((number for number, one in enumerate(targets) if one.name == name), None)
    if place is None:
        raise NotFound(f"There is no target called {name}.", "See: dabir outbox targets")
    text = whole_files.read(file).decode("utf-8-sig")
    heads = [found.start() for found in _HEAD.finditer(text)] + [len(text)]
    if len(heads) != len(targets) + 1:
        raise InputRefused(f"{file} is not written as Dabir writes it.", f"Take “{name}” out of it by hand.")
    rest = text[: heads[place]] + text[heads[place + 1] :]
    _replace(file, rest, [one for one in targets if one.name != name])


def _replace(file: Path, text: str, expected: list[Target]) -> None:
    if list(_parse(text.encode(), file)) != expected:
        raise InputRefused(f"{file} is not written as Dabir writes it.", "Change it by hand.")
    with whole_files.replacing(file) as part:
        part.write_text(text, "utf-8", newline="\n")


def _parse(data: bytes, file: Path) -> tuple[Target, ...]:
    try:
        values = tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:
        raise _refused(file, f"it is no TOML file ({error})") from error
    extra = sorted(values.keys() - {"target"})
    tables = values.get("target", [])
    if extra or not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise _refused(file, f"it has {', '.join(extra)} beside [[target]]" if extra else "[[target]] is no table")
    targets = tuple(_target(file, number, table) for number, table in enumerate(tables, 1))
    names = [target.name.casefold() for target in targets]
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise _refused(file, f"two targets are called {twice}")
    return targets


def _target(file: Path, number: int, table: Mapping[str, Any]) -> Target:
    called = f"target {number} ({table.get('name', 'without a name')})"
    fields: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _ALL:
            raise _refused(file, f"{called} has “{key}”, which means nothing; there are {', '.join(_ALL)}")
        fields[_ALL[key]] = _value(key, value)
        if fields[_ALL[key]] is None:
            kind = "true or false" if key in _SWITCHES else "a list of texts" if key in _LISTS else "a text"
            raise _refused(file, f"in {called} “{key}” is not {kind}")
    try:
        kind = TargetKind(fields.get("kind", ""))
    except ValueError as error:
        known = ", ".join(TargetKind)
        raise _refused(file, f"the kind of {called} is not one of {known}") from error
    target = Target(**{"name": "", "address": "", **fields, "kind": kind})
    why = why_not_target(target, output_names())
    if why:
        raise _refused(file, f"{called}: {why.removesuffix('.')}")
    return target


def _value(key: str, value: object) -> str | bool | tuple[str, ...] | None:
    if key in _SWITCHES:
        return value if isinstance(value, bool) else None
    if key in _LISTS:
        listed = isinstance(value, list) and all(isinstance(one, str) and one for one in value)
        return tuple(value) if listed and isinstance(value, list) else None
    return value if isinstance(value, str) else None


def _refused(file: Path, fault: str) -> InputRefused:
    return InputRefused(
        f"The file of targets {file} cannot be used: {fault}.", "Mend it; nothing is sent until then."
    )


def _block(target: Target) -> str:
    lines = ["[[target]]"]
    for key, attribute in _ALL.items():
        value = getattr(target, attribute)
        if value or key in {"name", "kind", "address"}:
            lines.append(f"{key} = {_written(value)}")
    return "\n".join(lines) + "\n"


def _written(value: str | bool | tuple[str, ...]) -> str:  # noqa: FBT001 - a value of the file
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_written, value))}]"
    # A JSON string is a TOML basic string, but for DEL, which TOML wants escaped (TOML 1.0, String).
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
