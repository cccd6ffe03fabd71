"""`dabir ingest`, `dabir partners` and `dabir quarantine`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from dabir.cli.output import ANY_PATH, complain, desk, say, with_desk
from dabir.domain.listing import IngestOutcome, IngestStatus, Partner, with_place
from dabir.domain.story import Story


@click.command()
@click.argument("paths", nargs=-1, required=True, type=ANY_PATH)
@click.option("--partner", default="", metavar="CODE", help="The partner agency they come from.")
@with_desk
def ingest(paths: Sequence[Path], partner: str, home: Path | None, as_json: bool) -> None:
    """Take in stories from files, folders and zip archives.

    What cannot be read is set aside whole, with the reason on standard error; it never stops the rest. The exit
    status is 3 when nothing at all could be taken in.
    """
    taken = refused = 0
    with desk(home) as workflow:
        for outcome in workflow.intake.ingest(paths, partner=partner):
            say(as_json, values_of_outcome(outcome), line_of_outcome(outcome))
            if outcome.status is IngestStatus.QUARANTINED:
                refused += 1
                complain(f"{outcome.file}: {outcome.error}")
            else:
                taken += 1
    if refused and not taken:
        sys.exit(3)


@click.group()
def partners() -> None:
    """The agencies this desk exchanges stories with."""


@partners.command("list")
@with_desk
def partners_list(home: Path | None, as_json: bool) -> None:
    """List the partners."""
    with desk(home) as workflow:
        for partner in workflow.intake.partners():
            values = {
                "code": partner.code,
                "name": partner.name,
                "language": partner.language,
                "creditline": partner.creditline,
            }
            say(as_json, values, f"{partner.code:12} {partner.language:4} {partner.name}")


@partners.command("add")
@click.argument("code")
@click.argument("name")
@click.option("--language", default="", help="The language it writes in.")
@click.option("--creditline", default="", help="How its stories are credited when they carry no credit line.")
@with_desk
def partners_add(code: str, name: str, language: str, creditline: str, home: Path | None, as_json: bool) -> None:
    """Add a partner, or change what is known of it."""
    with desk(home) as workflow:
        workflow.intake.add_partner(Partner(code, name, language, creditline))
        say(as_json, {"code": code, "name": name}, f"{code}: {name}")


@click.group()
def quarantine() -> None:
    """Input that could not be read, kept whole."""


@quarantine.command("list")
@with_desk
def quarantine_list(home: Path | None, as_json: bool) -> None:
    """List what is set aside, newest first."""
    with desk(home) as workflow:
        for row in workflow.intake.quarantined(limit=1_000_000):
            values = {
                "id": row.id,
                "file": row.filename,
                "partner": row.partner,
                "received": row.received,
                "reason": row.reason,
                "place": row.place,
                "original_sha256": row.sha256,
                "size": row.size,
            }
            say(as_json, values, f"{row.id:5} {row.filename}: {with_place(row.reason, row.place)}")


@quarantine.command("retry")
@click.argument("number", type=int)
@with_desk
def quarantine_retry(number: int, home: Path | None, as_json: bool) -> None:
    """Read input number NUMBER again."""
    with desk(home) as workflow:
        outcomes = workflow.intake.retry(number)
        for outcome in outcomes:
            say(as_json, values_of_outcome(outcome), line_of_outcome(outcome))
            if outcome.error:
                complain(f"{outcome.file}: {outcome.error}")
    if all(outcome.status is IngestStatus.QUARANTINED for outcome in outcomes):
        sys.exit(3)


@quarantine.command("export")
@click.argument("number", type=int)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@with_desk
def quarantine_export(number: int, folder: Path, home: Path | None, as_json: bool) -> None:
    """Write the bytes of input NUMBER, unchanged, into FOLDER."""
    with desk(home) as workflow:
        written = workflow.intake.export_quarantined(number, folder)
        say(as_json, {"file": written}, str(written))


def values_of_outcome(outcome: IngestOutcome) -> dict[str, object]:
    """Return what became of a story as it is printed."""
    story = outcome.story or Story(uri="", version=0)
    return {
        "status": outcome.status,
        "file": outcome.file,
        "uri": story.uri,
        "guid": story.guid,
        "version": story.version,
        "language": story.language,
        "declared_language": story.declared_language,
        "headline": story.headline,
        "slugline": story.slugline,
        "byline": story.byline,
        "dateline": story.dateline,
        "source": story.source,
        "urgency": story.urgency,
        "priority": story.priority,
        "firstcreated": story.firstcreated,
        "versioncreated": story.versioncreated,
        "embargoed": story.embargoed,
        "expiry": story.expiry,
        "pubstatus": story.pubstatus if outcome.story else "",
        "usageterms": story.usageterms,
        "ednote": story.ednote,
        "keywords": list(story.keywords),
        "paragraphs": list(story.paragraphs),
        "notes": list(story.notes),
        "format": story.format,
        "detected_language": story.detected_language,
        "original_sha256": outcome.original_sha256,
        "warnings": list(outcome.warnings),
        "error": outcome.error,
        "sealed": str(outcome.seal or ""),
        "tampered": outcome.tampered,
    }


def line_of_outcome(outcome: IngestOutcome) -> str:
    """Return what became of a story as a line for people."""
    if outcome.story is None:
        return f"{outcome.status:12} {outcome.file}: {outcome.error}"
    story = outcome.story
    warned = "".join(f"\n{'':13}! {warning}" for warning in outcome.warnings)
    sealed = f"\n{'':13}{outcome.seal}" if outcome.seal else ""
    return f"{outcome.status:12} {story.language:3} {story.uri} v{story.version} {story.headline}{sealed}{warned}"
