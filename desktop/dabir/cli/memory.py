"""`dabir memory`: what was translated and confirmed before."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dabir.cli.language import LANGUAGE
from dabir.cli.output import ANY_PATH, complain, desk, desk_or_new, say, with_desk
from dabir.cli.progress import progress
from dabir.cli.stopping import stoppable
from dabir.domain.counting import counted
from dabir.domain.errors import InputRefused
from dabir.domain.memory import MemoryUnit

#: Of what a file has that could not be taken, this many are told; the rest is counted.
_TOLD = 10


@click.group()
def memory() -> None:
    """What was translated and confirmed before: the translation memory."""


@memory.command("import")
@click.argument("files", nargs=-1, required=True, type=ANY_PATH, metavar="FILE...")
@with_desk
def memory_import(files: tuple[Path, ...], home: Path | None, as_json: bool) -> None:
    """Bring in TMX files; what is in the memory already stays as it is."""
    refused = 0
    with desk_or_new(home, files) as workflow:
        for file in files:
            try:
                with stoppable() as stop, progress(f"Reading {file}") as shown:
                    made = workflow.memory.import_tmx(
                        file,
                        progress=lambda done, of: shown.tell(f"{done:,} of {of:,} entries", done / max(1, of)),
                        cancel=stop,
                    )
            except InputRefused as error:
                complain(str(error))
                refused += 1
                continue
            for reason in made.reasons[:_TOLD]:
                complain(f"Left out: {reason}")
            if made.left_out > _TOLD:
                complain(f"Left out: {made.left_out - _TOLD} more.")
            values = {"file": file, "units": made.units, "added": made.added, "left_out": made.left_out}
            say(as_json, values, f"{made.added} of {counted(made.units, 'unit')} from {file} new")
    if refused:
        sys.exit(InputRefused.exit_status)


@memory.command("export")
@click.argument("file", type=ANY_PATH)
@click.option("--from", "source", required=True, type=LANGUAGE, metavar="LANG", help="One language.")
@click.option("--to", "target", required=True, type=LANGUAGE, metavar="LANG", help="The other.")
@click.option("--partner", metavar="CODE", help="Only what was confirmed in this partner's stories.")
@with_desk
def memory_export(
    file: Path, source: str, target: str, partner: str | None, home: Path | None, as_json: bool
) -> None:
    """Write the memory between two languages, in both directions, to FILE as TMX 1.4b."""
    with desk(home) as workflow:
        size = workflow.memory.export_tmx(file, source, target, partner)
        say(as_json, {"file": file, "units": size}, f"{counted(size, 'unit')} written to {file}")


@memory.command("search")
@click.argument("text")
@click.option("--from", "source", required=True, type=LANGUAGE, metavar="LANG", help="Language of the text.")
@click.option("--to", "target", required=True, type=LANGUAGE, metavar="LANG", help="Language of the translations.")
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 1_000))
@click.option("--at-least", default=60, show_default=True, type=click.IntRange(0, 100), help="Lowest score.")
@with_desk
def memory_search(
    text: str, source: str, target: str, limit: int, at_least: int, home: Path | None, as_json: bool
) -> None:
    """Find what is like a TEXT; 100 is the same text."""
    with desk(home) as workflow:
        found = workflow.memory.matches(text, source, target, limit, at_least)
        if not found:
            complain("Nothing was found.")
        for match in found:
            say(as_json, {"score": match.score, **_values(match.unit)}, f"{match.score:3} {_line(match.unit)}")


@memory.command("concordance")
@click.argument("text")
@click.option(
    "--language",
    "languages",
    multiple=True,
    type=LANGUAGE,
    metavar="LANG",
    help="Only in this language; may be repeated.",
)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000))
@with_desk
def memory_concordance(text: str, languages: tuple[str, ...], limit: int, home: Path | None, as_json: bool) -> None:
    """Find words or a phrase on either side of the memory, and in the stories of the desk."""
    with desk(home) as workflow:
        found = workflow.memory.concordance(text, languages, limit)
        if not found.units and not found.stories:
            complain("Nothing was found.")
        for one in found.units:
            spans = {"source_spans": one.source_spans, "target_spans": one.target_spans}
            say(as_json, {"in": "memory", **_values(one.unit), **spans}, _line(one.unit))
        for hit in found.stories:
            values = {
                "in": "archive",
                "uri": hit.uri,
                "version": hit.version,
                "language": hit.language,
                "headline": hit.headline,
                "snippet": hit.snippet,
            }
            say(as_json, values, f"{hit.language:3} {hit.uri} v{hit.version} {hit.snippet}")


def _values(unit: MemoryUnit) -> dict[str, object]:
    return {
        "source": unit.source,
        "target": unit.target,
        "from": unit.source_language,
        "to": unit.target_language,
        "editor": unit.editor,
        "time": unit.time,
        "story": unit.story,
        "origin": unit.origin,
    }


def _line(unit: MemoryUnit) -> str:
    where = unit.story or unit.origin
    return f"{unit.source_language}→{unit.target_language} {unit.source} = {unit.target} [{where}]"
