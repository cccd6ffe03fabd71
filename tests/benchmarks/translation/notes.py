"""The benchmark's tables in Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def markdown(told: Mapping[str, Any]) -> str:
    """Return everything that was measured as Markdown tables."""
    parts = ["# Translation benchmark", _head(told)]
    if "argos" in told:
        parts += [
            f"## Against Argos, {name}\n\n{_of_dicts(told['argos'][name])}" for name in ("argos-size", "bundled")
        ]
    if "cold" in told:
        parts.append(f"## First segment of a cold story, seconds\n\n{_of_dicts(told['cold'])}")
    if "delivery" in told:
        parts.append(f"## Progressive delivery, times one call for all batches\n\n{_of_dicts(told['delivery'])}")
    if "version" in told:
        parts.append(f"## A story and its correction\n\n{_of_dicts({'': told['version']})}")
    if "memory" in told:
        rows = {name: {**one["mib"], "growth": one["growth"]} for name, one in told["memory"].items()}
        parts += [
            f"## Memory, {name}, MiB after so many stories\n\n{_of_dicts({'': row})}" for name, row in rows.items()
        ]
    for name, one in told.get("settings", {}).items():
        rows = {row["name"]: {key: value for key, value in row.items() if key != "name"} for row in one["rows"]}
        parts.append(f"## Settings, {name}, {one['segments']} segments, times the first line\n\n{_of_dicts(rows)}")
    return "\n\n".join(parts) + "\n"


def _head(told: Mapping[str, Any]) -> str:
    shown = ("cores", "load_before", "python", "ctranslate2", "sentencepiece", "dabir_computes_in")
    return ", ".join(f"{name} {told[name]}" for name in shown)


def _of_dicts(rows: Mapping[str, Mapping[str, Any]]) -> str:
    columns = list(next(iter(rows.values())))
    lines = [_line(["", *columns]), _line(["---"] * (len(columns) + 1))]
    return "\n".join([*lines, *(_line([name, *(_cell(row[one]) for one in columns)]) for name, row in rows.items())])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {count}" for name, count in value.items())
    return str(value)
