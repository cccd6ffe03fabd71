"""metadata.json of a language pack: which languages, which version, whose.

Two kinds are known. An Argos Translate pack names one pair (`from_code`, `to_code`). A pack of many directions lists
`languages` and gives in `target_prefixes` the piece that asks its one model for each of them.
"""

from __future__ import annotations

import itertools
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from dabir.domain.errors import PackError
from dabir.domain.language import normalise
from dabir.translation.confidence import NAMES, Calibration

#: A code becomes the name of a folder, so it is kept to letters every file system takes.
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*")
_Pairs = tuple[tuple[str, str], ...]
_VERSION: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+_-]{0,40}")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a pack says of itself.

    Attributes:
        code: its code ("translate-fa_en"); made from the languages where the pack gives none.
        version: its version text.
        directions: pairs of language codes it serves.
        prefixes: target language and the piece that asks for it; empty for a pack of one pair.
        name: what to call it in a list.
        license: its licence; "".
        bundled: whether it is the draft pack that ships with Dabir.
        placeholders: whether its model was trained with placeholders for figures (`"placeholders": "figures"`).
        calibration: what it knows of its own faults (`"confidence": {"weights": [...], "low": ...}`).
        alignment: whether one head of its attention was trained to align words (`"alignment": true`).
    """

    code: str
    version: str
    directions: tuple[tuple[str, str], ...]
    prefixes: tuple[tuple[str, str], ...]
    name: str
    license: str
    bundled: bool
    placeholders: bool = False
    alignment: bool = False
    calibration: Calibration | None = None


def parse(data: bytes, file: object) -> Metadata:
    """Read metadata.json.

    Args:
        data: its bytes.
        file: the pack, for the message.

    Raises:
        PackError: when it is no JSON object, or says nothing usable.
    """
    try:
        values = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _refused(file, "its metadata.json is not JSON in UTF-8") from error
    if not isinstance(values, dict):
        raise _refused(file, "its metadata.json is not an object")
    if _text(values, "type", file, "translate") != "translate":
        raise _refused(file, f"it is a pack of type {values['type']!r}, not a translation pack")
    version = _text(values, "package_version", file)
    if not _VERSION.fullmatch(version):
        raise _refused(file, "its metadata.json gives no usable package_version")
    directions, prefixes, names = _many(values, file) if values.get("languages") else _pair(values, file)
    code = _text(values, "code", file) or code_of(*directions[0])
    if not _CODE.fullmatch(code):
        raise _refused(file, f"its code {code[:100]!r} is not made of letters, digits, _ and -")
    name = _text(values, "name", file) or names
    bundled = values.get("bundled", False) is True
    marks = _text(values, "placeholders", file)
    if marks not in {"", "figures"}:
        raise _refused(file, f"it wants placeholders for {marks!r}, which this Dabir does not know")
    return Metadata(
        code=code,
        version=version,
        directions=directions,
        prefixes=prefixes,
        name=name,
        license=_text(values, "license", file),
        bundled=bundled,
        placeholders=marks == "figures",
        alignment=values.get("alignment", False) is True,
        calibration=_calibration(values.get("confidence"), file),
    )


def code_of(source: str, target: str) -> str:
    """Return the code Argos gives to the pack of a pair."""
    return f"translate-{source}_{target}"


def _pair(values: Mapping[str, Any], file: object) -> tuple[_Pairs, _Pairs, str]:
    source, target = (_language(values.get(key), file) for key in ("from_code", "to_code"))
    if source == target:
        raise _refused(file, f"it translates from {source} to {target}")
    _text(values, "target_prefix", file)
    names = (_text(values, "from_name", file) or source, _text(values, "to_name", file) or target)
    return ((source, target),), (), " → ".join(names)


def _many(values: Mapping[str, Any], file: object) -> tuple[_Pairs, _Pairs, str]:
    listed = values["languages"]
    asked = values.get("target_prefixes")
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed) or len(listed) > 100:
        raise _refused(file, "languages in its metadata.json is not a list of languages")
    if not isinstance(asked, dict):
        raise _refused(file, "it lists languages, but no target_prefixes to ask for them")
    codes = [_language(one.get("code"), file) for one in listed]
    if len(set(codes)) != len(codes) or len(codes) < 2:
        raise _refused(file, "its metadata.json lists a language twice, or fewer than two languages")
    prefixes = []
    for code, one in zip(codes, listed, strict=True):
        piece = asked.get(one["code"])
        if not isinstance(piece, str) or not piece:
            raise _refused(file, f"its metadata.json gives no target prefix for {code}")
        prefixes.append((code, piece))
    names = ", ".join(_text(one, "name", file) or code for code, one in zip(codes, listed, strict=True))
    return tuple(itertools.permutations(codes, 2)), tuple(prefixes), names


def _calibration(value: object, file: object) -> Calibration | None:
    if value is None:
        return None
    weights, low = (value.get("weights"), value.get("low")) if isinstance(value, dict) else (None, None)
    numbers = [*weights, low] if isinstance(weights, list) and len(weights) == len(NAMES) else []
    if not numbers or not all(isinstance(one, int | float) and math.isfinite(one) for one in numbers):
        raise _refused(file, f"confidence in its metadata.json is not {len(NAMES)} weights and a mark")
    return Calibration(tuple(float(one) for one in numbers[:-1]), float(numbers[-1]))


def _language(value: object, file: object) -> str:
    if not isinstance(value, str) or not _LANGUAGE.fullmatch(value) or not normalise(value):
        raise _refused(file, f"its metadata.json has no usable language code ({str(value)[:40]!r})")
    return normalise(value)


def _text(values: Mapping[str, Any], key: str, file: object, default: str = "") -> str:
    value = values.get(key, default)
    if value is None:
        return default
    if not isinstance(value, str) or len(value) > 500:
        raise _refused(file, f"{key} in its metadata.json is not a short text")
    return value.strip()


def _refused(file: object, reason: str) -> PackError:
    return PackError(f"{file} is not a language pack that can be used: {reason}.", "Get it again from its source.")
