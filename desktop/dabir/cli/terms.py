"""`dabir terms`: the termbase, and `dabir exchange`: memory and terms for a partner in one file."""

from __future__ import annotations

from pathlib import Path

import click

from dabir.cli.language import LANGUAGE
from dabir.cli.output import ANY_PATH, complain, desk, desk_or_new, listed, say, with_desk
from dabir.domain.counting import counted
from dabir.domain.errors import InputRefused
from dabir.domain.term import Term

#: Of what a file has that could not be taken, this many are told; the rest is counted.
_TOLD = 10


@click.group()
def terms() -> None:
    """How names and expressions are to be translated, and how not."""


@terms.command("list")
@click.argument("query", required=False, default="")
@click.option("--from", "source", default="", type=LANGUAGE, metavar="LANG", help="Language of the sources.")
@click.option("--to", "target", default="", type=LANGUAGE, metavar="LANG", help="Language of the targets.")
@click.option("--partner", metavar="CODE", help="Only those kept for this partner.")
@with_desk
def terms_list(query: str, source: str, target: str, partner: str | None, home: Path | None, as_json: bool) -> None:
    """List the terms, or those with the words of QUERY in them."""
    with desk(home) as workflow:
        found = (
            workflow.terms.search(query, source, target, limit=-1)
            if query
            else workflow.terms.list(source, target, partner)
        )
        wanted = (term for term in found if partner is None or term.partner == partner)
        nothing = "No such term is kept." if query or source or target or partner else "No term is kept yet."
        for term in listed(wanted, nothing):
            say(as_json, _values(term), _line(term))


@terms.command("add")
@click.argument("term")
@click.argument("translation")
@click.option("--from", "source", required=True, type=LANGUAGE, metavar="LANG", help="Language of the term.")
@click.option("--to", "target", required=True, type=LANGUAGE, metavar="LANG", help="Language of its translation.")
@click.option("--source-form", multiple=True, help="Another form it is found under; may be repeated.")
@click.option("--target-form", multiple=True, help="Another form the translation may have; may be repeated.")
@click.option("--forbid", multiple=True, help="A translation that must not be used; may be repeated.")
@click.option("--partner", default="", metavar="CODE", help="For the stories of this partner only.")
@click.option("--note", default="", help="For the translator.")
@with_desk
def terms_add(  # noqa: PLR0917 - click passes by name
    term: str,
    translation: str,
    source: str,
    target: str,
    source_form: tuple[str, ...],
    target_form: tuple[str, ...],
    forbid: tuple[str, ...],
    partner: str,
    note: str,
    home: Path | None,
    as_json: bool,
) -> None:
    """Keep a TERM and its TRANSLATION."""
    with desk_or_new(home) as workflow:
        wanted = Term(term, translation, source, target, source_form, target_form, forbid, partner, note)
        made = workflow.terms.add(wanted)
        say(as_json, _values(made), _line(made))


@terms.command("remove")
@click.argument("number", type=int)
@with_desk
def terms_remove(number: int, home: Path | None, as_json: bool) -> None:
    """Remove the term with this NUMBER, as `terms list` shows it."""
    with desk(home) as workflow:
        workflow.terms.remove(number)
        say(as_json, {"removed": number}, f"Removed term {number}.")


@terms.command("import")
@click.argument("file", type=ANY_PATH)
@click.option(
    "--from", "source", default="", type=LANGUAGE, metavar="LANG", help="Language of the sources; needed for CSV."
)
@click.option(
    "--to", "target", default="", type=LANGUAGE, metavar="LANG", help="Language of the targets; needed for CSV."
)
@click.option("--partner", default="", metavar="CODE", help="For the stories of this partner only.")
@with_desk
def terms_import(file: Path, source: str, target: str, partner: str, home: Path | None, as_json: bool) -> None:
    """Bring in the terms of a TBX or CSV FILE; those that are there already are known again.

    What the same FILE brought before and has no more goes. An entry of TBX holds in both directions, and counts once
    in each; with --from and --to only one is taken.
    """
    with desk_or_new(home, [file]) as workflow:
        made = workflow.terms.import_file(file, source, target, partner)
        _tell(made.left_out)
        values = {
            "file": file,
            "terms": made.kept,
            "new": made.new,
            "changed": made.changed,
            "known": made.known,
            "ours": made.ours,
            "removed": made.removed,
            "directions": [{"from": one, "to": other, "terms": size} for one, other, size in made.directions],
            "left_out": list(made.left_out),
        }
        say(as_json, values, f"{file}: {made.words}")


@terms.command("export")
@click.argument("file", type=ANY_PATH)
@click.option("--from", "source", required=True, type=LANGUAGE, metavar="LANG", help="Language of the sources.")
@click.option("--to", "target", required=True, type=LANGUAGE, metavar="LANG", help="Language of the targets.")
@click.option("--partner", metavar="CODE", help="Those for this partner and for every partner; without it, all.")
@with_desk
def terms_export(file: Path, source: str, target: str, partner: str | None, home: Path | None, as_json: bool) -> None:
    """Write terms to FILE: a table where its name ends in .csv, TBX where it ends in .tbx."""
    with desk(home) as workflow:
        suffix = file.suffix.lower()
        if suffix not in {".csv", ".tbx"}:
            raise InputRefused(f"{file} ends neither in .csv nor in .tbx.", "Name the file by what it is to be.")
        write = workflow.terms.export_csv if suffix == ".csv" else workflow.terms.export_tbx
        size = write(file, source, target, partner)
        say(as_json, {"file": file, "terms": size}, f"{counted(size, 'term')} written to {file}")


@terms.command("start")
@click.option("--from", "source", required=True, type=LANGUAGE, metavar="LANG", help="Language of the sources.")
@click.option("--to", "target", required=True, type=LANGUAGE, metavar="LANG", help="Language of the targets.")
@with_desk
def terms_start(source: str, target: str, home: Path | None, as_json: bool) -> None:
    """Keep names of countries, cities, months, weekdays and currencies, in both directions."""
    with desk_or_new(home) as workflow:
        for one, other in ((source, target), (target, source)):
            size = workflow.terms.start(one, other)
            say(as_json, {"from": one, "to": other, "terms": size}, f"{counted(size, 'term')} from {one} to {other}")


@click.group()
def exchange() -> None:
    """Memory and terms for a partner, in one file."""


@exchange.command("export")
@click.argument("file", type=ANY_PATH)
@click.option("--from", "source", required=True, type=LANGUAGE, metavar="LANG", help="One language.")
@click.option("--to", "target", required=True, type=LANGUAGE, metavar="LANG", help="The other.")
@click.option("--partner", default="", metavar="CODE", help="Whom it is for: the terms kept for it are among them.")
@with_desk
def exchange_export(file: Path, source: str, target: str, partner: str, home: Path | None, as_json: bool) -> None:
    """Write memory and terms of two languages to FILE, a zip archive for a partner."""
    with desk(home) as workflow:
        made = workflow.exchange.export(file, source, target, partner)
        values = {"file": file, "units": made.units, "terms": made.terms}
        say(as_json, values, f"{counted(made.units, 'unit')} and {counted(made.terms, 'term')} written to {file}")


@exchange.command("import")
@click.argument("file", type=ANY_PATH)
@click.option("--partner", default="", metavar="CODE", help="Take the terms for the stories of this partner only.")
@with_desk
def exchange_import(file: Path, partner: str, home: Path | None, as_json: bool) -> None:
    """Take over memory and terms from a partner's FILE."""
    with desk_or_new(home, [file]) as workflow:
        made = workflow.exchange.import_file(file, partner)
        _tell(made.left_out)
        values = {
            "file": file,
            "units": made.units,
            "new_units": made.new_units,
            "terms": made.terms,
            "new_terms": made.new_terms,
            "left_out": list(made.left_out),
        }
        units = f"{counted(made.units, 'unit')} ({made.new_units:,} new)"
        say(as_json, values, f"{units} and {counted(made.terms, 'term')} ({made.new_terms:,} new) from {file}")


def _tell(left_out: tuple[str, ...]) -> None:
    for sentence in left_out[:_TOLD]:
        complain(f"Left out: {sentence}")
    if len(left_out) > _TOLD:
        complain(f"Left out: {len(left_out) - _TOLD} more.")


def _values(term: Term) -> dict[str, object]:
    return {
        "id": term.id,
        "source": term.source,
        "target": term.target,
        "from": term.source_language,
        "to": term.target_language,
        "source_forms": list(term.source_forms),
        "target_forms": list(term.target_forms),
        "forbidden": list(term.forbidden),
        "partner": term.partner,
        "note": term.note,
        "origin": term.origin,
    }


def _line(term: Term) -> str:
    forbidden = f", not {', '.join(term.forbidden)}" if term.forbidden else ""
    partner = f" [{term.partner}]" if term.partner else ""
    return (
        f"{term.id:6} {term.source_language}→{term.target_language} {term.source} = {term.target}{forbidden}{partner}"
    )
