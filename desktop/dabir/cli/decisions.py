"""`dabir approve`, `refuse`, `release`, `revoke`, `kill` and `dabir editors`."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import click

from dabir.cli.output import ANY_PATH, complain, desk, say, with_desk
from dabir.domain.decision import Action, Decision, cautions
from dabir.domain.errors import InputRefused, KeyLocked
from dabir.workflow import Signer, Workflow

F = TypeVar("F", bound=Callable[..., object])


def _passphrase_option(command: F) -> F:
    return click.option(
        "--passphrase-file",
        type=ANY_PATH,
        help="File whose first line is the passphrase of the editor's key; else DABIR_PASSPHRASE, else it is asked.",
    )(command)


@dataclass(frozen=True, slots=True)
class _Act:
    """What a decision command was asked to do, with the desk open and the key unlocked."""

    workflow: Workflow
    story_id: int
    signer: Signer
    target: str
    reason: str
    as_json: bool


def _decision_command(command: Callable[[_Act], None]) -> click.Command:
    """Make a command of a function that carries out one act."""

    @click.command(name=command.__name__, help=command.__doc__)
    @click.argument("uri")
    @click.option("--version", type=int, help="The version of the story; the latest without it.")
    @click.option("--to", "target", default="", metavar="LANG", help="The translation; without it, the original.")
    @click.option("--editor", required=True, metavar="NAME", help="Who decides.")
    @click.option("--reason", default="", metavar="TEXT", help="Goes into the log.")
    @_passphrase_option
    @with_desk
    def wrapped(
        uri: str,
        version: int | None,
        target: str,
        editor: str,
        reason: str,
        passphrase_file: Path | None,
        home: Path | None,
        as_json: bool,
    ) -> None:
        with desk(home) as workflow:
            story_id = workflow.stories.find(uri, version).id
            signer = _signer(workflow, editor, passphrase_file)
            command(_Act(workflow, story_id, signer, target, reason, as_json))

    return wrapped


@_decision_command
def approve(act: _Act) -> None:
    """Approve a story's original, or its translation (--to), as the text stands now."""
    _caution(act)
    _tell(act, act.workflow.decisions.approve(act.story_id, act.target, act.signer, act.reason))


@_decision_command
def refuse(act: _Act) -> None:
    """Refuse a story, or its translation (--to); needs --reason."""
    _tell(act, act.workflow.decisions.refuse(act.story_id, act.target, act.signer, act.reason))


@_decision_command
def revoke(act: _Act) -> None:
    """Take an approval back; needs --reason."""
    _tell(act, act.workflow.decisions.revoke(act.story_id, act.target, act.signer, act.reason))


@_decision_command
def kill(act: _Act) -> None:
    """Kill a story in every version and language; needs --reason."""
    if act.target:
        raise click.UsageError("A kill takes the whole story, in every language: leave --to out.")
    _tell(act, act.workflow.decisions.kill(act.story_id, act.signer, act.reason))


@_decision_command
def release(act: _Act) -> None:
    """Release what is approved into the output folder, with the untouched original."""
    folder = act.workflow.decisions.release(act.story_id, act.target, act.signer, act.reason)
    entry = act.workflow.stories.log_of(act.workflow.stories.get(act.story_id).story.uri)[-1]
    say(act.as_json, {**values_of(entry), "folder": folder}, f"Released into {folder}")


@click.group()
def editors() -> None:
    """The people who may decide, each with a key of their own."""


@editors.command("add")
@click.argument("name")
@_passphrase_option
@with_desk
def editors_add(name: str, passphrase_file: Path | None, home: Path | None, as_json: bool) -> None:
    """Make a key for the editor NAME."""
    with desk(home) as workflow:
        editor = workflow.editors.enroll(name, _passphrase(passphrase_file, name, new=True))
        say(as_json, {"name": editor.name, "public_key": editor.public_key}, f"{editor.name}: {editor.public_key}")


@editors.command("list")
@with_desk
def editors_list(home: Path | None, as_json: bool) -> None:
    """List the editors and their public keys."""
    with desk(home) as workflow:
        for editor in workflow.editors.all():
            values = {
                "name": editor.name,
                "public_key": editor.public_key,
                "enrolled": editor.enrolled,
                "revoked": editor.revoked,
            }
            ended = f" (revoked {editor.revoked.isoformat()})" if editor.revoked else ""
            say(as_json, values, f"{editor.name}: {editor.public_key}{ended}")


@editors.command("revoke")
@click.argument("name")
@click.option("--reason", default="", metavar="TEXT", help="Goes into the log.")
@with_desk
def editors_revoke(name: str, reason: str, home: Path | None, as_json: bool) -> None:
    """Take the right to decide from the editor NAME; what was decided before stays good."""
    with desk(home) as workflow:
        workflow.editors.revoke(name, reason)
        say(as_json, {"revoked": name}, f"{name} may decide no more.")


def values_of(decision: Decision) -> dict[str, object]:
    """Return a log entry as it is printed."""
    return {
        "sequence": decision.sequence,
        "time": decision.time,
        "device": decision.device,
        "editor": decision.editor,
        "action": decision.action,
        "uri": decision.subject.uri,
        "version": decision.subject.version,
        "original_sha256": decision.subject.original_sha256,
        "target_language": decision.subject.target_language,
        "text_sha256": decision.subject.text_sha256,
        "note": decision.note,
        "previous": decision.previous,
        "signature": decision.signature,
        "entry_sha256": decision.entry_sha256,
    }


def line_of(decision: Decision) -> str:
    """Return a log entry as a line for people."""
    when = f"{decision.sequence:5} {decision.time:%Y-%m-%d %H:%M:%S%z}"
    note = f" “{decision.note}”" if decision.note else ""
    if decision.action is Action.REVOKE_EDITOR:
        return f"{when} {decision.device}: revoked the key of {decision.editor}{note}"
    subject = decision.subject
    version = f" v{subject.version}" if subject.version else ""
    to = f" → {subject.target_language}" if subject.target_language else ""
    return f"{when} {decision.editor}: {decision.action} {subject.uri}{version}{to}{note}"


def _caution(act: _Act) -> None:
    """Say what the window says beside its button: nobody has to approve a raw draft unawares."""
    if not act.target:
        return
    translations = act.workflow.translations
    units = translations.units(act.story_id, act.target)
    for sentence in cautions(units, translations.findings(act.story_id, act.target)):
        complain(sentence)


def _tell(act: _Act, decision: Decision) -> None:
    say(act.as_json, values_of(decision), line_of(decision))


def _signer(workflow: Workflow, name: str, passphrase_file: Path | None) -> Signer:
    """Unlock an editor's key. On a desk that has no editor yet the first one's key is made here.

    Later a name nobody has is refused: it is more likely mistyped than new.
    """
    first = not workflow.editors.all()
    passphrase = _passphrase(passphrase_file, name, new=first)
    if first:
        workflow.editors.enroll(name, passphrase)
        complain(f"Made a key for {name}; this passphrase unlocks it from now on.")
    return workflow.editors.unlock(name, passphrase)


def _passphrase(file: Path | None, name: str, *, new: bool) -> str:
    if file is not None:
        try:
            return file.read_text("utf-8-sig").splitlines()[0]
        except (OSError, UnicodeDecodeError, IndexError) as error:
            raise InputRefused(
                f"No passphrase can be read from {file}.", "Its first line is to be the passphrase."
            ) from error
    given = os.environ.get("DABIR_PASSPHRASE")
    if given is not None:
        return given
    try:
        return str(click.prompt(f"Passphrase of {name}", hide_input=True, confirmation_prompt=new, err=True))
    except click.Abort as error:
        raise KeyLocked(
            f"The key of {name} needs its passphrase.", "Use --passphrase-file or DABIR_PASSPHRASE."
        ) from error
