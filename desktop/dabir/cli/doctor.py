"""`dabir doctor`: what is installed, what is missing, what to do."""

from __future__ import annotations

import importlib.metadata
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

import click

from dabir import __version__
from dabir.app import open_desk
from dabir.cli.output import HOW_TO_BEGIN, desk_if_any, say, with_desk
from dabir.domain.counting import counted
from dabir.domain.errors import DabirError
from dabir.settings import places
from dabir.system_libraries import install_command, missing_libraries
from dabir.ui.editing.spelling import describe, dictionaries
from dabir.workflow import Workflow

#: Distributions Dabir cannot work without.
NEEDED = ("PySide6_Essentials", "argostranslate", "ctranslate2", "sentencepiece", "sentencex", "sqlite-utils", "lxml")

_SIGNS: Final = MappingProxyType({True: "ok", False: "WRONG", None: "-"})

#: A desk below this much free disk space is told so.
LOW_DISK = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's report.

    Attributes:
        what: what was looked at.
        ok: whether it is as it should be; None for what Dabir does without and is not here.
        detail: how it is.
        remedy: what to do about it; "".
    """

    what: str
    ok: bool | None
    detail: str
    remedy: str = ""


@click.command()
@with_desk
def doctor(home: Path | None, as_json: bool) -> None:
    """Say what is installed, what is missing and what to do. Exit status 1 when something is wrong."""
    healthy = True
    for finding in (*_program(), *_system(), *_desk(home)):
        healthy = healthy and finding.ok is not False
        values = {"what": finding.what, "ok": finding.ok, "detail": finding.detail, "remedy": finding.remedy}
        line = f"{_SIGNS[finding.ok]:5} {finding.what}: {finding.detail} {finding.remedy}".rstrip()
        say(as_json, values, line)
    if not healthy:
        sys.exit(1)


def _program() -> Iterator[Finding]:
    yield Finding("Dabir", True, f"{__version__} on Python {platform.python_version()}, {platform.platform()}")
    for name in NEEDED:
        try:
            yield Finding(name, True, importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            yield Finding(name, False, "is not installed.", "Run: make setup")
    yield Finding("SQLite", True, sqlite3.sqlite_version)
    # Optional: without it the window checks no spelling, and all else works.
    yield Finding("Spelling", True if dictionaries() else None, describe().removeprefix("Spelling is "))


def _system() -> Iterator[Finding]:
    missing = missing_libraries()
    if missing:
        yield Finding("Qt", False, f"system libraries are missing: {', '.join(missing)}.", install_command(missing))
    else:
        yield Finding("Qt", True, "all system libraries of the window are there")


def _desk(home: Path | None) -> Iterator[Finding]:
    where = places(home)
    if not where.has_desk:
        # Whoever asks before he begins is told so, and is not given a desk he did not ask for.
        yield Finding("Desk", None, f"there is none in {where.home} yet.", HOW_TO_BEGIN)
        with desk_if_any(home, tell=False) as workflow:
            yield from _packs(workflow)
        return
    try:
        workflow = open_desk(where)
    except DabirError as error:
        yield Finding("Desk", False, error.message, error.remedy)
        return
    try:
        yield Finding("Desk", True, f"{where.home}")
        free = shutil.disk_usage(where.home).free
        enough = free >= LOW_DISK
        yield Finding("Disk", enough, f"{free >> 20} MiB free", "" if enough else "Free some space on this disk.")
        yield from _packs(workflow)
        verdict = workflow.record.verify()
        entries = counted(verdict.entries, "entry", "entries")
        yield Finding("Record", verdict.ok, verdict.reason or f"{entries}, all good")
        yield Finding("Quarantine", True, f"{counted(workflow.intake.quarantine_size(), 'input')} set aside")
    finally:
        workflow.close()


def _packs(workflow: Workflow) -> Iterator[Finding]:
    installed = workflow.packs.installed()
    for pack in installed:
        pairs = ", ".join(f"{source}→{target}" for source, target in pack.directions)
        yield Finding("Pack", True, f"{pack.info.name} {pack.info.version}: {pairs}")
    if not installed:
        how = workflow.packs.way_back() or "Run: dabir packs install FILE"
        yield Finding("Packs", False, "no language pack is installed.", how)
