"""`dabir approve`, `refuse`, `release`, `revoke` and `kill`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from dabir.cli.language import LANGUAGE
from dabir.cli.output import complain, desk, say, with_desk
from dabir.cli.passphrases import passphrase_option, signer_of
from dabir.domain.decision import Action, Decision, cautions
from dabir.workflow import Signer, Workflow


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
    @click.option(
        "--to", "target", default="", type=LANGUAGE, metavar="LANG", help="The translation; without it, the original."
    )
    @click.option("--editor", required=True, metavar="NAME", help="Who decides.")
    @click.option("--reason", default="", metavar="TEXT", help="Goes into the log.")
    @passphrase_option
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
            signer = signer_of(workflow, editor, passphrase_file)
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
    caution = act.workflow.agreements.of_story(act.story_id).caution
    if caution:
        complain(caution)
    folder = act.workflow.decisions.release(act.story_id, act.target, act.signer, act.reason)
    entry = act.workflow.stories.log_of(act.workflow.stories.get(act.story_id).story.uri)[-1]
    say(act.as_json, {**values_of(entry), "folder": folder}, f"Released into {folder}")


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
    note = f": {decision.note}" if decision.note else ""
    if decision.action is Action.REVOKE_EDITOR:
        return f"{when} {decision.device}: revoked the key of {decision.editor}{note}"
    subject = decision.subject
    story = f" {subject.uri}" if subject.uri else ""
    version = f" v{subject.version}" if subject.version else ""
    to = f" → {subject.target_language}" if subject.target_language else ""
    return f"{when} {decision.editor}: {decision.action}{story}{version}{to}{note}"


def say_decision(workflow: Workflow, decision: Decision, *, as_json: bool) -> None:
    """Print a decision, and each release that it took back: whoever uses its folder finds other files there now."""
    folders = workflow.decisions.taken_back(decision)
    taken = "".join(f"\n{'':6}taken back, with a notice in its place: {folder}" for folder in folders)
    say(as_json, {**values_of(decision), "taken_back": list(map(str, folders))}, f"{line_of(decision)}{taken}")


def _caution(act: _Act) -> None:
    """Say what the window says beside its button: nobody has to approve a raw draft unawares."""
    if not act.target:
        return
    translations = act.workflow.translations
    units = translations.units(act.story_id, act.target)
    for sentence in cautions(units, translations.findings(act.story_id, act.target)):
        complain(sentence)


def _tell(act: _Act, decision: Decision) -> None:
    say_decision(act.workflow, decision, as_json=act.as_json)
