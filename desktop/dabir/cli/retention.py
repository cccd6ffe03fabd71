"""`dabir retention`: what an agreement forbids to keep longer, shown and removed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from dabir.cli.decisions import line_of, values_of
from dabir.cli.output import complain, desk, say, with_desk
from dabir.cli.passphrases import passphrase_option, signer_of
from dabir.workflow.record.retention import Amount, Reason

_WHY = {
    Reason.DECIDED: "somebody decided on a story in it",
    Reason.KILLED: "a kill is about a story in it",
    Reason.REFERRED: "a story that was decided on or killed refers to it",
    Reason.CLAIMED: "somebody works on it",
    Reason.SET_ASIDE: "it could not be read yet and is set aside",
}


@click.group()
def retention() -> None:
    """What agreements forbid to keep longer; decisions and what they refer to stay for ever."""


@retention.command("show")
@with_desk
def retention_show(home: Path | None, as_json: bool) -> None:
    """Show what would go now, by the agreement, and what stays and why; nothing is changed."""
    with desk(home) as workflow:
        found = workflow.retention.prospect()
    for name, amount in sorted(found.goes.items()):
        say(as_json, {"what": "goes", "why": name, **_values(amount)}, f"goes   {_words(amount)}: {name}")
    for reason, amount in sorted(found.stays.items()):
        values = {"what": "stays", "why": reason.value, **_values(amount)}
        say(as_json, values, f"stays  {_words(amount)}: {_WHY[reason]}")
    if found.waits.files:
        values = {"what": "waits", "why": "", **_values(found.waits)}
        say(as_json, values, f"waits  {_words(found.waits)}: its time is not over")
    if not found.goes:
        complain("Nothing is to go now.")


@retention.command("carry-out")
@click.option("--editor", required=True, metavar="NAME", help="Who signs: the chief.")
@passphrase_option
@with_desk
def retention_carry_out(editor: str, passphrase_file: Path | None, home: Path | None, as_json: bool) -> None:
    """Remove what “show” says would go, with signed entries in the log. It cannot be taken back."""
    with desk(home) as workflow:
        signer = signer_of(workflow, editor, passphrase_file)
        made = workflow.retention.carry_out(signer, lambda done: complain(f"{done:,} files looked at"))
    for entry in made:
        say(as_json, values_of(entry), line_of(entry))
    if not made:
        complain("Nothing was to go.")


@retention.command("list")
@click.argument("entry", type=click.IntRange(0))
@with_desk
def retention_list(entry: int, home: Path | None, as_json: bool) -> None:
    """Print the list of what the log's ENTRY removed: hashes and identifiers, a line of JSON a file."""
    with desk(home) as workflow:
        data = workflow.retention.list_of(entry)
    if as_json:
        for line in data.decode("ascii").splitlines():
            say(as_json, json.loads(line), line)
        return
    sys.stdout.write(data.decode("ascii"))


def _values(amount: Amount) -> dict[str, object]:
    return {
        "files": amount.files,
        "stories": amount.stories,
        "bytes": amount.size,
        "oldest": amount.oldest,
        "newest": amount.newest,
    }


def _words(amount: Amount) -> str:
    assert amount.oldest is not None
    assert amount.newest is not None
    return (
        f"{amount.words}, {amount.size / 1e6:,.1f} MB, "
        f"{amount.oldest.date().isoformat()} to {amount.newest.date().isoformat()}"
    )
