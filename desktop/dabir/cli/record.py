"""`dabir log` and `dabir search`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dabir.cli.decisions import line_of, values_of
from dabir.cli.output import ANY_PATH, complain, desk, say, with_desk
from dabir.domain.errors import InputRefused


@click.group()
def log() -> None:
    """The record of decisions: signed, chained, checked."""


@log.command("show")
@with_desk
def log_show(home: Path | None, as_json: bool) -> None:
    """Print every entry, oldest first."""
    with desk(home) as workflow:
        for decision in workflow.record.entries():
            say(as_json, values_of(decision), line_of(decision))


@log.command("verify")
@click.argument("file", required=False, type=ANY_PATH)
@with_desk
def log_verify(file: Path | None, home: Path | None, as_json: bool) -> None:
    """Check the whole record of this desk, or an exported log FILE. Exit status 1 when anything is wrong."""
    with desk(home) as workflow:
        verdict = workflow.record.verify_file(file) if file else workflow.record.verify()
    values = {
        "ok": verdict.ok,
        "entries": verdict.entries,
        "first_bad": verdict.first_bad,
        "reason": verdict.reason,
        "warnings": list(verdict.warnings),
    }
    good = f"Good: {verdict.entries} entries; signatures, hashes and order are as they were written."
    say(as_json, values, good if verdict.ok else f"Wrong: {verdict.reason}")
    for warning in verdict.warnings:
        complain(warning)
    if not verdict.ok:
        sys.exit(1)


@log.command("export")
@click.argument("file", required=False, type=ANY_PATH)
@with_desk
def log_export(file: Path | None, home: Path | None, as_json: bool) -> None:
    """Write the whole log with its checkpoint to FILE, or to standard output."""
    with desk(home) as workflow:
        data, size = workflow.record.export(), workflow.record.size()
    if file is None:
        sys.stdout.buffer.write(data)
        return
    try:
        file.write_bytes(data)
    except OSError as error:
        raise InputRefused(f"{file} cannot be written: {error.strerror}.") from error
    say(as_json, {"file": file, "entries": size}, f"{size} entries written to {file}")


@click.command()
@click.argument("query")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000))
@with_desk
def search(query: str, limit: int, home: Path | None, as_json: bool) -> None:
    """Find stories by words of their headline, text and translations, however they are spelt."""
    with desk(home) as workflow:
        hits = workflow.stories.search(query, limit=limit)
        if not hits:
            complain("Nothing was found.")
        for hit in hits:
            values = {
                "uri": hit.uri,
                "version": hit.version,
                "language": hit.language,
                "headline": hit.headline,
                "snippet": hit.snippet,
            }
            say(as_json, values, f"{hit.language:3} {hit.uri} v{hit.version} {hit.headline}")
