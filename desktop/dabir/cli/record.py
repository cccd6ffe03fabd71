"""`dabir log` and `dabir search`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from dabir.cli import related, witnessing
from dabir.cli.decisions import line_of, values_of
from dabir.cli.output import ANY_PATH, complain, desk, listed, say, with_desk
from dabir.domain.counting import counted
from dabir.workflow import Kind, Scope, verify_file, witness_words


@click.group()
def log() -> None:
    """The record of decisions: signed, chained, checked."""


@log.command("show")
@with_desk
def log_show(home: Path | None, as_json: bool) -> None:
    """Print every entry, oldest first."""
    with desk(home) as workflow:
        for decision in listed(workflow.record.entries(), "The log is empty: nothing was decided yet."):
            say(as_json, values_of(decision), line_of(decision))


@log.command("verify")
@click.argument("file", required=False, type=ANY_PATH)
@click.option("--witnessed", is_flag=True, help="Tell how far witnesses have seen the record, and when.")
@click.option("--key", default="", metavar="KEY", help="With FILE: the log's key, as the desk told it another way.")
@with_desk
def log_verify(file: Path | None, witnessed: bool, key: str, home: Path | None, as_json: bool) -> None:
    """Check the whole record of this desk, or an exported record FILE. Exit status 1 when anything is wrong."""
    if file:  # with nothing but the file: no desk is opened, and none is made
        verdict = verify_file(file, key)
    else:
        with desk(home) as workflow:
            verdict = workflow.record.verify()
    values = {
        "ok": verdict.ok,
        "entries": verdict.entries,
        "first_bad": verdict.first_bad,
        "reason": verdict.reason,
        "warnings": list(verdict.warnings),
        "root": verdict.root.hex(),
        "what": verdict.what,
        "witnessed": [{"by": one.whose, "entries": one.size, "time": one.time} for one in verdict.witnessed],
    }
    entries = counted(verdict.entries, "entry", "entries")
    of = f" of {verdict.what}" if verdict.what else ""
    good = f"Good: {entries}{of}; signatures, hashes and order are as they were written."
    line = good if verdict.ok else f"Wrong: {verdict.reason}"
    if witnessed and verdict.ok:
        line += f"\n{witness_words(verdict.witnessed, verdict.size)}"
    say(as_json, values, line)
    for warning in verdict.warnings:
        complain(warning)
    if not verdict.ok:
        sys.exit(1)


@log.command("export")
@click.argument("file", required=False, type=ANY_PATH)
@click.option("--story", metavar="URI", help="What was decided about this story.")
@click.option("--day", metavar="DAY", help="What was decided on this day (2026-11-25), and before about its stories.")
@click.option("--all", "everything", is_flag=True, help="Everything; so it is without any of these.")
@with_desk
def log_export(
    file: Path | None, story: str | None, day: str | None, everything: bool, home: Path | None, as_json: bool
) -> None:
    """Write the record into one zip FILE, or to standard output, for an auditor, who needs no more to check it."""
    scope = _scope(story, day, everything=everything)
    if file is None:
        with desk(home) as workflow, TemporaryDirectory() as folder:
            written = Path(folder) / "record.zip"
            workflow.record.export(written, scope)
            sys.stdout.buffer.write(written.read_bytes())
        return
    with desk(home) as workflow:
        size = workflow.record.export(file, scope)
    say(
        as_json,
        {"file": file, "entries": size},
        f"{counted(size, 'entry', 'entries')} of {scope.words} written to {file}",
    )


def _scope(story: str | None, day: str | None, *, everything: bool) -> Scope:
    if (story is not None) + (day is not None) + everything > 1:
        raise click.UsageError("Say one of --story URI, --day DAY and --all.")
    if day is not None:
        try:
            return Scope(Kind.DAY, date.fromisoformat(day).isoformat())
        except ValueError as error:
            raise click.UsageError(f"{day} is no day; write it like 2026-11-25.") from error
    return Scope() if story is None else Scope(Kind.STORY, story)


for command in (
    witnessing.log_key,
    witnessing.log_checkpoint,
    witnessing.log_witness,
    witnessing.log_cosigned,
    witnessing.witnesses,
):
    log.add_command(command)


@click.command()
@click.argument("query", required=False)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000))
@click.option("--same-event", default="", metavar="URI", help="Find the other stories on the event of this story.")
@with_desk
def search(query: str | None, limit: int, same_event: str, home: Path | None, as_json: bool) -> None:
    """Find stories by words of their headline, text and translations, however they are spelt.

    With --same-event instead of words, find the stories of all partners and languages that tell of the same event.
    """
    if (query is None) is not bool(same_event):
        raise click.UsageError("Say either words to search for or --same-event URI.")
    with desk(home) as workflow:
        if query is None:
            related.print_related(workflow, same_event, limit, as_json=as_json)
            return
        hits = workflow.stories.search(query, limit=limit)
        for fault in workflow.stories.faults(query):
            complain(fault.words)
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
