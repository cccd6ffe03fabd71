"""`dabir packs`: the installed language packs, and more of them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dabir.cli.output import ANY_PATH, complain, desk, desk_if_any, desk_or_new, listed, say, with_desk
from dabir.domain.errors import DabirError, NotFound
from dabir.workflow import Adaptation, Pack, Workflow


@click.group()
def packs() -> None:
    """Language packs (Argos Translate packages, .argosmodel)."""


@packs.command("list")
@with_desk
def packs_list(home: Path | None, as_json: bool) -> None:
    """List the installed packs."""
    with desk_if_any(home) as workflow:
        nothing = "No language pack is installed. Install one: dabir packs install FILE"
        for pack in listed(workflow.packs.installed(), nothing):
            say(as_json, _values(pack), _line(pack))
        _tell_way_back(workflow)


@packs.command("install")
@click.argument("file", type=ANY_PATH)
@with_desk
def packs_install(file: Path, home: Path | None, as_json: bool) -> None:
    """Install a pack from FILE, after checking it and a trial translation."""
    with desk_or_new(home, [file]) as workflow:
        pack = workflow.packs.install(file)
        say(as_json, _values(pack), f"Installed {_line(pack)}")


@packs.command("remove")
@click.argument("name")
@with_desk
def packs_remove(name: str, home: Path | None, as_json: bool) -> None:
    """Remove the pack called NAME."""
    with desk(home) as workflow:
        workflow.packs.remove(name)
        say(as_json, {"removed": name}, f"Removed {name}.")
        _tell_way_back(workflow)


@packs.command("available")
@with_desk
def packs_available(home: Path | None, as_json: bool) -> None:
    """Ask the pack index what can be downloaded. This opens a connection."""
    with desk_if_any(home) as workflow:
        for one in listed(workflow.packs.available(), "The index has no pack."):
            values = {"name": one.code, "version": one.version, "from": one.from_code, "to": one.to_code}
            say(as_json, values, f"{one.code:24} {one.version:8} {one.from_code} → {one.to_code}")


@packs.command("download")
@click.argument("name")
@with_desk
def packs_download(name: str, home: Path | None, as_json: bool) -> None:
    """Download the pack called NAME (as `packs available` lists it) and install it."""
    with desk_or_new(home) as workflow:
        wanted = next((one for one in workflow.packs.available() if one.code == name), None)
        if wanted is None:
            raise NotFound(f"The index has no pack called {name}.", "See: dabir packs available")
        pack = workflow.packs.download(wanted, progress=_progress if sys.stderr.isatty() else None)
        say(as_json, _values(pack), f"Installed {_line(pack)}")


@packs.command("adapt")
@click.option(
    "--minutes", default=30, show_default=True, type=click.IntRange(1, 24 * 60), help="Longest time to train."
)
@click.option(
    "--output", type=ANY_PATH, metavar="FILE", help="Write the new pack to FILE too, for other machines of the desk."
)
@with_desk
def packs_adapt(minutes: int, output: Path | None, home: Path | None, as_json: bool) -> None:
    """Teach the bundled pack what was confirmed on this desk, as a new pack.

    Needs 300 confirmed segments or more, some minutes, and the optional libraries: pip install 'dabir[adapt]'. A part
    of the segments is kept apart to judge. The new pack is installed only if it translates them better than the one
    in use and has not forgotten what the bundled pack knew. The bundled pack stays as it is, and is used again once
    the new one is removed with “dabir packs remove”.
    """
    with desk(home) as workflow:
        made = workflow.adapting.adapt(minutes=minutes, output=output, say=lambda line: click.echo(line, err=True))
        say(as_json, _adapted(made), _told(made))
        if made.refused:
            complain(f"{made.refused} The new pack was not installed; {made.base.info.name} stays in use.")
            sys.exit(DabirError.exit_status)


def _tell_way_back(workflow: Workflow) -> None:
    """Say how the pack that ships with Dabir comes back where it was removed: it does not by itself."""
    if back := workflow.packs.way_back():
        complain(back)


def _adapted(made: Adaptation) -> dict[str, object]:
    return {
        "accepted": made.pack is not None,
        "reason": made.refused,
        "base": {"name": made.base.info.name, "version": made.base.info.version, "sha256": made.base.info.sha256},
        "version": made.version,
        "units": {"learned": made.learned, "development": made.development, "held_out": made.held_out},
        "chrf_held_out": made.own,
        "chrf_corpus": made.corpus,
        "minutes": round(made.minutes, 1),
        "pack": _values(made.pack) if made.pack else None,
    }


def _told(made: Adaptation) -> str:
    lines = [f"On {made.held_out} confirmed segments kept apart: {_change(made.own)}."]
    if made.corpus:
        lines.append(f"On the bundled corpus: {_change(made.corpus)}.")
    if made.pack:
        lines.append(f"Installed {_line(made.pack)}")
    return "\n".join(lines)


def _change(chrf: tuple[float, float]) -> str:
    return f"chrF {chrf[0]:.1f} before, {chrf[1]:.1f} after"


def _progress(done: int, total: int) -> None:
    share = f"{100 * done // total}%" if total else f"{done >> 20} MiB"
    click.echo(f"\r{share} ", err=True, nl=False)


def _values(pack: Pack) -> dict[str, object]:
    return {
        "name": pack.info.name,
        "version": pack.info.version,
        "sha256": pack.info.sha256,
        "bundled": pack.info.bundled,
        "directions": [f"{source}-{target}" for source, target in pack.directions],
        "license": pack.license,
        "size": pack.size,
        "path": pack.path,
    }


def _line(pack: Pack) -> str:
    pairs = ", ".join(f"{source}→{target}" for source, target in pack.directions)
    draft = " (bundled draft pack)" if pack.info.bundled else ""
    return f"{pack.info.name} {pack.info.version}: {pairs}{draft}"
