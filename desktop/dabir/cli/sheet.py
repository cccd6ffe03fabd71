"""`dabir sheet`: the clearance sheet of a story or a shift, as a PDF."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import click

from dabir.cli.output import ANY_PATH, desk, say, with_desk
from dabir.domain.errors import InputRefused
from dabir.workflow.record.clearance import Clearance, Sheet


@click.command()
@click.argument("uri", nargs=-1)
@click.argument("file", type=ANY_PATH)
@click.option("--from", "start", metavar="T", help="Beginning of the shift, as 2026-11-25T08:00; with --to.")
@click.option("--to", "end", metavar="T", help="End of the shift, itself not within; with --from.")
@click.option("--language", default="en", show_default=True, metavar="LANG", help="Of the sheet: fa, az, en or ru.")
@with_desk
def sheet(
    uri: tuple[str, ...],
    file: Path,
    start: str | None,
    end: str | None,
    language: str,
    home: Path | None,
    as_json: bool,
) -> None:
    """Write the clearance sheet of the story URI, or of a shift (--from, --to), to the PDF FILE.

    It tells what was approved, by whom and when, its hashes and place in the log, credit line and agreement.
    A time without an offset is by this computer's clock.
    """
    shift = start is not None and end is not None
    if len(uri) > 1 or bool(uri) == shift or (start is None) != (end is None):
        raise click.UsageError("Name one story, or a shift with --from and --to.")
    if file.exists():
        raise InputRefused(f"{file} is there already.", "Name a new file, or move that one away.")
    with desk(home) as workflow:
        clearance = Clearance(workflow.database, workflow.stories.now)
        if start is not None and end is not None:
            told = clearance.of_shift(_moment(start), _moment(end))
        else:
            told = clearance.of_story(uri[0])
    pages = _write(told, file, language)
    noun = "approval" if len(told.entries) == 1 else "approvals"
    values = {"file": file, "pages": pages, "approvals": len(told.entries)}
    say(as_json, values, f"{len(told.entries)} {noun} written to {file}")


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError as error:
        raise InputRefused(
            f"“{text}” is no time.", "Write it like 2026-11-25T08:00 or 2026-11-25T08:00+03:30."
        ) from error


def _write(told: Sheet, file: Path, language: str) -> int:
    """Draw the sheet without a window. Qt is loaded here only: all other commands go without it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from dabir.ui.application import make_application  # noqa: PLC0415
    from dabir.ui.record.clearance_sheet import write_sheet  # noqa: PLC0415

    app = make_application()
    try:
        return write_sheet(told, file, language)
    finally:
        app.processEvents()
