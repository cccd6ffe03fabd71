"""Where a command gets passphrases from: a file, the environment, or the person at the terminal."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from getpass import GetPassWarning
from pathlib import Path
from typing import TypeVar

import click

from dabir.cli.output import ANY_PATH, complain
from dabir.domain.errors import InputRefused, KeyLocked
from dabir.workflow import Signer, Workflow

F = TypeVar("F", bound=Callable[..., object])


def passphrase_option(command: F) -> F:
    """Give a command --passphrase-file, for the key it works with."""
    return click.option(
        "--passphrase-file",
        type=ANY_PATH,
        help="File whose first line is the passphrase of the editor's key; else DABIR_PASSPHRASE, else it is asked.",
    )(command)


def file_option(name: str, what: str) -> Callable[[F], F]:
    """Give a command an option for the file of another passphrase."""
    return click.option(name, type=ANY_PATH, help=f"File whose first line is {what}; without it, it is asked.")


def passphrase_of(file: Path | None, name: str, *, new: bool) -> str:
    """Return the passphrase of an editor's key.

    Raises:
        InputRefused: when the file named cannot be read.
        KeyLocked: when nobody is there to type it.
        Abort: when the person would rather not (Ctrl+C).
    """
    if file is not None:
        return _first_line(file)
    given = os.environ.get("DABIR_PASSPHRASE")
    if given is not None:
        return given
    return _asked(
        f"Passphrase of {name}",
        f"The key of {name} needs its passphrase.",
        "--passphrase-file FILE or the environment variable DABIR_PASSPHRASE",
        new,
    )


def other_passphrase(file: Path | None, words: str, option: str, *, new: bool) -> str:
    """Return a second passphrase: of a transfer file, or the one a key is to have.

    Args:
        file: whose first line it is; None asks for it.
        words: what it is called: "New passphrase of Leyla".
        option: the option that names a file.
        new: whether it is chosen now, and so typed twice.

    Raises:
        InputRefused: when the file named cannot be read.
        KeyLocked: when nobody is there to type it.
        Abort: when the person would rather not (Ctrl+C).
    """
    return _first_line(file) if file is not None else _asked(words, f"{words} is needed.", option, new)


def signer_of(workflow: Workflow, name: str, passphrase_file: Path | None) -> Signer:
    """Unlock an editor's key. On a desk that has no editor yet the first one's key is made here.

    Later a name nobody has is refused: it is more likely mistyped than new.
    """
    first = not workflow.editors.all()
    passphrase = passphrase_of(passphrase_file, name, new=first)
    if first:
        workflow.editors.enroll(name, passphrase)
        complain(f"Made a key for {name}; this passphrase unlocks it from now on.")
    return workflow.editors.unlock(name, passphrase)


def _first_line(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig").splitlines()[0]
    except (OSError, UnicodeDecodeError, IndexError) as error:
        raise InputRefused(
            f"No passphrase can be read from {file}.", "Its first line is to be the passphrase."
        ) from error


def _asked(words: str, missing: str, instead: str, new: bool) -> str:
    try:
        with warnings.catch_warnings():
            # Where there is no terminal that hides what is typed, Python would warn and read it all the same.
            warnings.simplefilter("error", GetPassWarning)
            return str(click.prompt(words, hide_input=True, confirmation_prompt=new, err=True))
    except GetPassWarning as error:
        raise KeyLocked(f"{missing} There is no terminal here to type it at.", f"Use {instead}.") from error
    except click.Abort as error:
        if isinstance(error.__context__, KeyboardInterrupt):
            raise
        raise KeyLocked(missing, f"Use {instead}.") from error
