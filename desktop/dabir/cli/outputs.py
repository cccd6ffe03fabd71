"""`dabir outputs`: the forms in which releases are written."""

from __future__ import annotations

from pathlib import Path

import click

from dabir.cli.output import desk_if_any, desk_or_new, say, with_desk
from dabir.workflow.releasing.output_choice import OutputChoice


@click.command()
@click.argument("names", nargs=-1)
@with_desk
def outputs(names: tuple[str, ...], home: Path | None, as_json: bool) -> None:
    """List the outputs a release can be written in, or choose those named by NAMES for every release from now on."""
    with (desk_or_new if names else desk_if_any)(home) as workflow:
        choice = OutputChoice(workflow.database)
        if names:
            choice.choose(names)
        chosen = choice.chosen()
        for name in choice.known:
            written = name in chosen
            say(as_json, {"name": name, "chosen": written}, f"{'*' if written else ' '} {name}")
