"""What Dabir starts with: the window, a command, or, without a display, the main job in the terminal."""

from __future__ import annotations

import sys

import click

from dabir.app import open_desk
from dabir.cli import cli
from dabir.cli.output import complain
from dabir.display import has_display
from dabir.domain.errors import DabirError
from dabir.processes import clean_up_seldom
from dabir.settings import Places, places
from dabir.system_libraries import install_command, missing_libraries


def start() -> None:
    """Run the command named on the command line, or open the window when none is."""
    home = _home_only(sys.argv[1:])
    if home is None:
        # The window sees to that itself, in its own measure.
        clean_up_seldom()
        cli(prog_name="dabir")
        return
    try:
        sys.exit(_start(places(home or None)))
    except DabirError as error:
        complain(str(error))
        sys.exit(error.exit_status)


def _home_only(arguments: list[str]) -> str | None:
    """Return the home folder when nothing but `--home DIR` is asked; "" for the usual one; None for a command."""
    match arguments:
        case []:
            return ""
        case ["--home", folder]:
            return folder
        case [option] if option.startswith("--home="):
            return option.removeprefix("--home=")
        case _:
            return None


def _start(where: Places) -> int:
    drawn = has_display()
    missing = missing_libraries(window=drawn)
    if missing:
        complain(f"Qt needs system libraries that are not here: {', '.join(missing)}. {install_command(missing)}")
        return 1
    if drawn:
        # Imported here: commands and a machine without Qt's libraries never load Qt.
        from dabir.ui.application import run_window  # noqa: PLC0415

        return run_window(where, open_desk)
    from dabir.without_display import run_main_job  # noqa: PLC0415

    click.echo("No display was found: doing the main job on the sample desk here in the terminal instead.")
    return run_main_job(where)
