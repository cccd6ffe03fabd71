"""`dabir log key`, `checkpoint`, `witness`, `cosigned` and `witnesses`: one file that goes to a witness and back."""

from __future__ import annotations

from pathlib import Path

import click

from dabir.cli.output import ANY_PATH, desk, desk_or_new, listed, say, with_desk
from dabir.domain.counting import counted


@click.command("key")
@with_desk
def log_key(home: Path | None, as_json: bool) -> None:
    """Print the key of this desk's log, for those who witness or check it."""
    with desk(home) as workflow:
        key = str(workflow.checkpoints.key())
    say(as_json, {"key": key}, key)


@click.command("checkpoint")
@click.argument("file", type=ANY_PATH)
@click.option("--since", type=click.IntRange(0), metavar="SIZE", help="Number of entries the witness has seen last.")
@with_desk
def log_checkpoint(file: Path, since: int | None, home: Path | None, as_json: bool) -> None:
    """Write FILE for a witness: how far the record has come, and the proof that it continues what was seen."""
    with desk(home) as workflow:
        made = workflow.checkpoints.request(file, since)
    values = {"file": file, "size": made.head.size, "root": made.head.root.hex(), "since": made.old}
    say(
        as_json,
        values,
        f"{file} tells of {counted(made.head.size, 'entry', 'entries')}. Take it to the other desk:\n"
        f"  there: dabir log witness {file.name}\n  back here: dabir log cosigned {file.name}",
    )


@click.command("witness")
@click.argument("file", type=ANY_PATH)
@with_desk
def log_witness(file: Path, home: Path | None, as_json: bool) -> None:
    """Sign the checkpoint of another desk in FILE, after making sure that its record continues the one last seen."""
    with desk(home) as workflow:
        seen = workflow.checkpoints.witness(file)
    values = {"file": file, "by": seen.whose, "size": seen.size, "before": seen.before}
    since = f"it continues the {seen.before} seen before" if seen.before else "this desk sees them for the first time"
    say(
        as_json,
        values,
        f"The first {seen.size} entries of {seen.whose} are witnessed; {since}. Take {file} back to the other desk.",
    )


@click.command("cosigned")
@click.argument("file", type=ANY_PATH)
@with_desk
def log_cosigned(file: Path, home: Path | None, as_json: bool) -> None:
    """Keep what a witness has signed in FILE."""
    with desk(home) as workflow:
        found = workflow.checkpoints.take_back(file)
    for one in found:
        values = {"by": one.whose, "size": one.size, "time": one.time}
        say(as_json, values, f"{one.whose} has seen the first {one.size} entries, at {one.time.isoformat()}")


@click.group("witnesses")
def witnesses() -> None:
    """Other desks: their signatures under a checkpoint count here, and this desk may witness their records."""


@witnesses.command("list")
@with_desk
def witnesses_list(home: Path | None, as_json: bool) -> None:
    """Print the witnesses and their keys."""
    with desk(home) as workflow:
        nothing = "There is no witness. Add another desk by what “dabir log key” prints there."
        for one in listed(workflow.checkpoints.witnesses.all(), nothing):
            values = {"name": one.name, "key": str(one.log), "by_agreement": one.by_agreement}
            say(as_json, values, f"{one.name}  {one.log}{'  (by agreement)' if one.by_agreement else ''}")


@witnesses.command("add")
@click.argument("name")
@click.argument("key")
@with_desk
def witnesses_add(name: str, key: str, home: Path | None, as_json: bool) -> None:
    """Add another desk by NAME and KEY, the line that “dabir log key” prints there."""
    with desk_or_new(home) as workflow:
        made = workflow.checkpoints.witnesses.add(name, key)
    say(as_json, {"name": made.name, "key": str(made.log)}, f"{made.name} is a witness, with the key {made.log}")


@witnesses.command("remove")
@click.argument("name")
@with_desk
def witnesses_remove(name: str, home: Path | None, as_json: bool) -> None:
    """Take a desk off the list; what it has signed counts no longer."""
    with desk(home) as workflow:
        workflow.checkpoints.witnesses.remove(name)
    say(as_json, {"name": name}, f"{name} is no witness any more")
