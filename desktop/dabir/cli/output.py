"""How commands speak, and how they open a desk.

One JSON object a line or lines for people on standard output, reasons on standard error. No command opens a desk but
by one of the three functions here, so that a mistyped folder never becomes a desk behind somebody's back.
"""

from __future__ import annotations

import functools
import json
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, ParamSpec, TypeVar

import click

from dabir.app import open_desk
from dabir.domain.errors import DabirError, NotFound
from dabir.settings import Places, places
from dabir.workflow import Workflow

P = ParamSpec("P")
T = TypeVar("T")

#: A path that is looked at when it is read, so that one bad file is told like any other and does not stop the rest.
ANY_PATH = click.Path(path_type=Path, readable=False, allow_dash=True)

#: Exit status of a command that a person stopped, as shells have it.
_STOPPED: Final = 128 + signal.SIGINT

#: How a person who has no desk yet gets one.
HOW_TO_BEGIN: Final = "A new desk begins when the window is opened there, or with: dabir ingest PATH"


def with_desk(command: Callable[P, T]) -> Callable[P, T]:
    """Give a command --home and --json, and turn errors and Ctrl+C into a sentence and an exit status."""

    @click.option("--home", type=click.Path(file_okay=False, path_type=Path), help="The desk's folder.")
    @click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(message)s")
        try:
            return command(*args, **kwargs)
        except DabirError as error:
            complain(str(error))
            sys.exit(error.exit_status)
        except click.Abort:
            # Only questions raise this, and they are asked before anything is done.
            complain("Stopped at the question; nothing was done.")
            sys.exit(_STOPPED)
        except KeyboardInterrupt:
            off_the_line()
            complain("Stopped. What was finished before stays; of what was under way nothing is kept.")
            sys.exit(_STOPPED)

    return wrapped


@contextmanager
def desk(home: Path | None) -> Iterator[Workflow]:
    """Open the desk for the length of a command.

    Raises:
        NotFound: when there is none; nothing is made then.
    """
    where = places(home)
    if not where.has_desk:
        raise NotFound(
            f"There is no desk in {where.home}.",
            f"See that --home or DABIR_HOME names the folder of one. {HOW_TO_BEGIN}",
        )
    with _opened(where) as workflow:
        yield workflow


@contextmanager
def desk_or_new(home: Path | None, brings: Sequence[Path] = ()) -> Iterator[Workflow]:
    """Open the desk for a command that a desk may begin with; where there is none it is made, and that is told.

    Args:
        home: the folder asked for.
        brings: files and folders that the command takes in. Where none of them is there, as when one is mistyped,
            none is made: the command says so as on any desk.
    """
    where = places(home)
    begun = not where.has_desk
    if begun and brings and not any(map(os.path.lexists, brings)):
        with desk_if_any(home, tell=False) as workflow:
            yield workflow
        return
    with _opened(where) as workflow:
        if begun:
            complain(f"A new desk was made in {where.home}.")
        yield workflow


@contextmanager
def desk_if_any(home: Path | None, *, tell: bool = True) -> Iterator[Workflow]:
    """Open the desk for a command that needs none; without one it works with what ships here, and none is made.

    Args:
        home: the folder asked for.
        tell: whether to say that there is no desk; False where it makes no difference.
    """
    where = places(home)
    if where.has_desk:
        with _opened(where) as workflow:
            yield workflow
        return
    if tell:
        complain(f"There is no desk in {where.home}; only what ships with Dabir is used.")
    with TemporaryDirectory(prefix="dabir-") as folder, _opened(Places(Path(folder))) as workflow:
        yield workflow


@contextmanager
def _opened(where: Places) -> Iterator[Workflow]:
    workflow = open_desk(where)
    try:
        yield workflow
    finally:
        workflow.close()


def say(as_json: bool, values: Mapping[str, object], line: str) -> None:
    """Print an object as JSON, or its line for people."""
    click.echo(json.dumps(values, ensure_ascii=False, default=_plain) if as_json else line)


def complain(sentence: str) -> None:
    """Print a reason on standard error."""
    click.echo(f"dabir: {sentence}", err=True)


def off_the_line() -> None:
    """Begin a new line on the terminal: it has written ^C into the one that stands there."""
    if sys.stderr.isatty():
        click.echo(err=True)


def listed(found: Iterable[T], nothing: str) -> Iterator[T]:
    """Yield what a list has; where it has nothing, say so on standard error, so that no list answers with silence.

    Args:
        found: what is to be printed.
        nothing: the sentence for an empty list.
    """
    empty = True
    for one in found:
        empty = False
        yield one
    if empty:
        complain(nothing)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)
