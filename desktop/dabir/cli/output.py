"""How commands speak: one JSON object a line or lines for people on standard output, reasons on standard error."""

from __future__ import annotations

import functools
import json
import logging
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from dabir.app import open_desk
from dabir.domain.errors import DabirError
from dabir.settings import places
from dabir.workflow import Workflow

P = ParamSpec("P")
T = TypeVar("T")

#: A path that is looked at when it is read, so that one bad file is told like any other and does not stop the rest.
ANY_PATH = click.Path(path_type=Path, readable=False, allow_dash=True)


def with_desk(command: Callable[P, T]) -> Callable[P, T]:
    """Give a command --home and --json, and turn errors into a sentence and an exit status."""

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

    return wrapped


@contextmanager
def desk(home: Path | None) -> Iterator[Workflow]:
    """Open the desk for the length of a command."""
    workflow = open_desk(places(home))
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


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)
