"""`dabir ingest`, `dabir partners` and `dabir quarantine`."""

from __future__ import annotations

import itertools
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import click

from dabir.cli.language import LANGUAGE
from dabir.cli.output import ANY_PATH, complain, desk, desk_or_new, listed, say, with_desk
from dabir.cli.stopping import stoppable
from dabir.domain.counting import counted
from dabir.domain.errors import Cancelled
from dabir.domain.listing import IngestOutcome, IngestStatus, Partner, with_place
from dabir.domain.story import Story
from dabir.workflow import Workflow

#: What became of a file whose bytes could not even be had: it is in no quarantine, for there is nothing to keep.
_UNREAD: Final = "unread"


@click.command()
@click.argument("paths", nargs=-1, required=True, type=ANY_PATH)
@click.option("--partner", default="", metavar="CODE", help="The partner agency they come from.")
@click.option(
    "--language", default="", type=LANGUAGE, metavar="LANG", help="What a story is in that neither says nor shows it."
)
@with_desk
def ingest(paths: Sequence[Path], partner: str, language: str, home: Path | None, as_json: bool) -> None:
    """Take in stories from files, folders and zip archives.

    What cannot be read is set aside whole, with the reason on standard error; it never stops the rest. The exit
    status is 3 when nothing at all could be taken in. After Ctrl+C what came in stays, and the same command goes on.
    """
    became: Counter[IngestStatus] = Counter()
    with desk_or_new(home, paths) as workflow, stoppable() as stop:
        tell_unknown_partner(workflow, partner)
        for some in _together(paths):
            before = became.total()
            try:
                for outcome in workflow.intake.ingest(some, partner=partner, language=language, cancel=stop):
                    tell_outcome(outcome, as_json=as_json)
                    became[outcome.status] += 1
            except Cancelled as error:
                taken = became.total() - became[IngestStatus.QUARANTINED]
                raise Cancelled(
                    f"Stopped: {counted(taken, 'story', 'stories')} taken in, and kept on the desk.",
                    "The same command goes on with the rest.",
                ) from error
            if became.total() == before:
                complain(f"There is nothing to take in in {', '.join(map(str, some))}.")
    if became.total() > 1 and not as_json:
        complain(_in_all(became))
    if became[IngestStatus.QUARANTINED] and became.keys() == {IngestStatus.QUARANTINED}:
        sys.exit(3)


def _in_all(became: Mapping[IngestStatus, int]) -> str:
    """Return in one sentence what became of many stories: the lines above it run off the screen."""
    words = {
        IngestStatus.NEW: ("new story", "new stories"),
        IngestStatus.VERSION: ("new version", "new versions"),
        IngestStatus.DUPLICATE: ("known already", "known already"),
        IngestStatus.QUARANTINED: ("not taken in", "not taken in"),
    }
    return f"In all: {', '.join(counted(became[one], *words[one]) for one in words if became[one])}."


def _together(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """Yield files as they were named together, and each folder alone, so that of an empty one it can be told."""
    for folders, some in itertools.groupby(paths, os.path.isdir):
        named = list(some)
        yield from ([path] for path in named) if folders else [named]


@click.group()
def partners() -> None:
    """The agencies this desk exchanges stories with."""


@partners.command("list")
@with_desk
def partners_list(home: Path | None, as_json: bool) -> None:
    """List the partners."""
    with desk(home) as workflow:
        nothing = "There is no partner yet. Add one: dabir partners add CODE NAME"
        for partner in listed(workflow.intake.partners(), nothing):
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
    with desk_or_new(home) as workflow:
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
        for row in listed(workflow.intake.quarantined(limit=1_000_000), "Nothing is set aside."):
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
            tell_outcome(outcome, as_json=as_json)
    if not any(map(is_taken, outcomes)):
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


def tell_unknown_partner(workflow: Workflow, code: str) -> None:
    """Say so when the desk knows no partner by a code: stories are taken in all the same, but it may be mistyped."""
    known = sorted(partner.code for partner in workflow.intake.partners())
    if code and code not in known:
        others = f" Known are {', '.join(known)}." if known else ""
        complain(
            f"The desk knows no partner {code} yet, and no agreement names it.{others} "
            f"Add it: dabir partners add CODE NAME"
        )


def is_taken(outcome: IngestOutcome) -> bool:
    """Whether a story came in, or is on the desk already."""
    return outcome.status is not IngestStatus.QUARANTINED


def tell_outcome(outcome: IngestOutcome, *, as_json: bool) -> None:
    """Print what became of a story; for people what did not come in stands, once, on standard error.

    Args:
        outcome: what became of it.
        as_json: an object on standard output for each, whatever became of it.
    """
    if as_json or is_taken(outcome):
        say(as_json, values_of_outcome(outcome), line_of_outcome(outcome))
    if not is_taken(outcome):
        how = "was not taken in" if _is_unread(outcome) else "is set aside"
        complain(f"{outcome.file} {how}. {outcome.error}")


def _is_unread(outcome: IngestOutcome) -> bool:
    """Whether there were no bytes to set aside: a file that is not there, or may not be read."""
    return not is_taken(outcome) and not outcome.original_sha256


def values_of_outcome(outcome: IngestOutcome) -> dict[str, object]:
    """Return what became of a story as it is printed."""
    story = outcome.story or Story(uri="", version=0)
    return {
        "status": _UNREAD if _is_unread(outcome) else outcome.status,
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
    story = outcome.story
    warned = "".join(f"\n{'':13}! {warning}" for warning in outcome.warnings)
    sealed = f"\n{'':13}{outcome.seal}" if outcome.seal else ""
    if story is None:
        return f"{outcome.status:12} {outcome.file}{sealed}{warned}"
    return f"{outcome.status:12} {story.language:3} {story.uri} v{story.version} {story.headline}{sealed}{warned}"
