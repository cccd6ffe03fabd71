"""`dabir agreements`: what is agreed with partners, edition by edition."""

from __future__ import annotations

from pathlib import Path

import click

from dabir.cli.output import ANY_PATH, complain, desk, desk_if_any, desk_or_new, listed, say, with_desk
from dabir.cli.passphrases import passphrase_option
from dabir.cli.passphrases import signer_of as unlocked
from dabir.domain.agreement import Agreement
from dabir.domain.agreement_faults import OTHER
from dabir.workflow.agreements.agreements import TEMPLATES, Edition


@click.group()
def agreements() -> None:
    """What is agreed with partners; every edition is kept and signed."""


@agreements.command("list")
@with_desk
def agreements_list(home: Path | None, as_json: bool) -> None:
    """List the agreements, each in its latest edition."""
    with desk(home) as workflow:
        states = workflow.agreements.states()
        nothing = "There is no agreement yet. Begin one with: dabir agreements template > ours.toml"
        for agreement in listed(workflow.agreements.all(), nothing):
            state = states[agreement.id]
            partners = ", ".join(party.code for party in agreement.partners)
            line = f"{agreement.id:24} edition {agreement.edition:<3} {state:24} {partners}  {agreement.title}"
            say(as_json, {**_values(agreement), "state": state}, line)


@agreements.command("show")
@click.argument("name", metavar="ID")
@click.option("--edition", type=int, help="An earlier edition; the latest without it.")
@with_desk
def agreements_show(name: str, edition: int | None, home: Path | None, as_json: bool) -> None:
    """Print the agreement ID as the file it can be changed in."""
    with desk(home) as workflow:
        agreement = workflow.agreements.get(name, edition)
        say(as_json, _values(agreement), workflow.agreements.written(agreement).decode().rstrip("\n"))


@agreements.command("history")
@click.argument("name", metavar="ID")
@with_desk
def agreements_history(name: str, home: Path | None, as_json: bool) -> None:
    """List the editions of the agreement ID and what each changed, oldest first."""
    with desk(home) as workflow:
        for edition in workflow.agreements.history(name):
            say(as_json, _edition(edition), _edition_line(edition))


@agreements.command("template")
@click.argument("kind", type=click.Choice(TEMPLATES), default=TEMPLATES[0])
@with_desk
def agreements_template(kind: str, home: Path | None, as_json: bool) -> None:
    """Print a file to begin with: an agreement of two agencies, or a regional scheme of ten."""
    with desk_if_any(home, tell=False) as workflow:
        text = workflow.agreements.template(kind).decode()
        say(as_json, {"kind": kind, "text": text}, text.rstrip("\n"))


@agreements.command("check")
@click.argument("file", type=ANY_PATH)
@with_desk
def agreements_check(file: Path, home: Path | None, as_json: bool) -> None:
    """See whether FILE can be kept as an agreement, and keep nothing."""
    with desk_if_any(home, tell=False) as workflow:
        agreement = workflow.agreements.check(file)
        partners = ", ".join(party.code for party in agreement.partners)
        say(as_json, _values(agreement), f"Good: “{agreement.title}” ({agreement.id}) with {partners}.")


@agreements.command("add")
@click.argument("file", type=ANY_PATH)
@click.option("--editor", required=True, metavar="NAME", help="Who signs.")
@passphrase_option
@with_desk
def agreements_add(file: Path, editor: str, passphrase_file: Path | None, home: Path | None, as_json: bool) -> None:
    """Keep FILE as an agreement, or as the next edition of the one with its id."""
    with desk_or_new(home, [file]) as workflow:
        wanted = workflow.agreements.check(file)
        known = wanted.id in workflow.agreements.states()
        signer = unlocked(workflow, editor, passphrase_file)
        keep = workflow.agreements.change if known else workflow.agreements.add
        made = workflow.agreements.history(keep(wanted, signer).id)[-1]
        say(as_json, _edition(made), _edition_line(made))
        for party in made.agreement.partners:
            if not party.public_keys:
                complain(f"No public key of {party.code} is in it: bundles of {party.code} cannot be checked.")


def _values(agreement: Agreement) -> dict[str, object]:
    terms = agreement.terms
    return {
        "id": agreement.id,
        "edition": agreement.edition,
        "title": agreement.title,
        "own": agreement.own,
        "parties": [
            {
                "code": party.code,
                "name": party.name,
                "languages": list(party.languages),
                "public_keys": list(party.public_keys),
                "contact": party.contact,
            }
            for party in agreement.parties
        ],
        "signed": agreement.signed.isoformat(),
        "start": agreement.start.isoformat(),
        "end": agreement.end.isoformat() if agreement.end else None,
        "replaces": agreement.replaces,
        "terms": {
            "no_alteration": terms.no_alteration,
            "translation": terms.translation,
            "four_eyes": terms.four_eyes,
            "after_end": terms.after_end,
            "outputs": list(terms.outputs),
            "embargo_minutes": int(terms.embargo_delay.total_seconds()) // 60,
            "retention_days": terms.retention.days if terms.retention else None,
            "kill_contact": terms.kill_contact,
            "credit": {language or OTHER: line for language, line in terms.credit},
        },
        "clauses": {term.value: place for term, place in agreement.clauses},
        "note": agreement.note,
    }


def _edition(edition: Edition) -> dict[str, object]:
    return {
        "id": edition.agreement.id,
        "edition": edition.agreement.edition,
        "time": edition.time,
        "editor": edition.editor,
        "sequence": edition.sequence,
        "sha256": edition.sha256,
        "changes": edition.changes,
    }


def _edition_line(edition: Edition) -> str:
    when = f"{edition.time:%Y-%m-%d %H:%M:%S%z}"
    named = f"{edition.agreement.id} edition {edition.agreement.edition}"
    return f"{named}, {when}, {edition.editor}, entry {edition.sequence}: {edition.changes}"
