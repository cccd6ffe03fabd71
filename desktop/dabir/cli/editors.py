"""`dabir editors`: keys, roles, and a key's way to a second workstation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from dabir.cli.output import ANY_PATH, desk, desk_or_new, listed, say, with_desk
from dabir.cli.passphrases import file_option, other_passphrase, passphrase_of, passphrase_option, signer_of
from dabir.domain.errors import InputRefused
from dabir.domain.role import Role
from dabir.workflow import Signer, Workflow

F = TypeVar("F", bound=Callable[..., object])

_ROLES = click.Choice([role.value for role in Role])


def _by_option(command: F) -> F:
    return click.option("--editor", "by", metavar="NAME", help="The chief who asks for it; his key is unlocked.")(
        command
    )


def _asking(workflow: Workflow, by: str | None, passphrase_file: Path | None) -> Signer | None:
    return signer_of(workflow, by, passphrase_file) if by else None


@click.group()
def editors() -> None:
    """The people of the desk, each with a key of their own and a role."""


@editors.command("add")
@click.argument("name")
@passphrase_option
@with_desk
def editors_add(name: str, passphrase_file: Path | None, home: Path | None, as_json: bool) -> None:
    """Make a key for the editor NAME. The first editor of a desk is its chief."""
    with desk_or_new(home) as workflow:
        editor = workflow.editors.enroll(name, passphrase_of(passphrase_file, name, new=True))
        role = workflow.roles.of(name)
        values = {"name": editor.name, "public_key": editor.public_key, "role": role}
        say(as_json, values, f"{editor.name} ({role}): {editor.public_key}")


@editors.command("list")
@with_desk
def editors_list(home: Path | None, as_json: bool) -> None:
    """List the editors with their roles, public keys and last decisions."""
    with desk(home) as workflow:
        for member in listed(workflow.roles.members(), "There is no editor yet. Add one: dabir editors add NAME"):
            editor, last = member.editor, member.last
            values = {
                "name": editor.name,
                "role": member.role,
                "public_key": editor.public_key,
                "enrolled": editor.enrolled,
                "revoked": editor.revoked,
                "key_here": member.has_key,
                "last_decision": last.time if last else None,
            }
            ended = f" (revoked {editor.revoked.isoformat()})" if editor.revoked else ""
            say(as_json, values, f"{editor.name} ({member.role}): {editor.public_key}{ended}")


@editors.command("revoke")
@click.argument("name")
@_by_option
@click.option("--reason", default="", metavar="TEXT", help="Goes into the log.")
@click.option("--only-chief", is_flag=True, help="It is meant even though NAME is the only chief of the desk.")
@passphrase_option
@with_desk
def editors_revoke(
    name: str,
    by: str | None,
    reason: str,
    only_chief: bool,
    passphrase_file: Path | None,
    home: Path | None,
    as_json: bool,
) -> None:
    """Take the right to decide from NAME; what was decided before stays good.

    Where another chief is there, he asks for it with --editor. For the only chief it has to be said: --only-chief.
    """
    with desk(home) as workflow:
        workflow.editors.revoke(name, reason, _asking(workflow, by, passphrase_file), only_chief=only_chief)
        say(as_json, {"revoked": name}, f"{name} may decide no more.")


@editors.command("role")
@click.argument("name")
@click.argument("role", type=_ROLES)
@click.option("--editor", "by", required=True, metavar="NAME", help="The chief; his key is unlocked and signs.")
@passphrase_option
@with_desk
def editors_role(
    name: str, role: str, by: str, passphrase_file: Path | None, home: Path | None, as_json: bool
) -> None:
    """Make NAME a translator, an editor or a chief; the log keeps who gave the role.

    From the first role that is given on, whoever is added to the desk begins as a translator.
    """
    with desk(home) as workflow:
        entry = workflow.roles.give(name, Role(role), signer_of(workflow, by, passphrase_file))
        values = {"name": name, "role": role, "given_by": by, "sequence": entry.sequence}
        say(as_json, values, f"{name} is {Role(role).words} now, by entry {entry.sequence} of the log.")


@editors.command("passphrase")
@click.argument("name")
@passphrase_option
@file_option("--new-passphrase-file", "the new passphrase")
@with_desk
def editors_passphrase(
    name: str, passphrase_file: Path | None, new_passphrase_file: Path | None, home: Path | None, as_json: bool
) -> None:
    """Change the passphrase of NAME's key; the key stays the same."""
    with desk(home) as workflow:
        old = passphrase_of(passphrase_file, name, new=False)
        words = f"New passphrase of {name}"
        new = other_passphrase(new_passphrase_file, words, "--new-passphrase-file", new=True)
        workflow.editors.change_passphrase(name, old, new)
        say(as_json, {"name": name, "changed": True}, f"The new passphrase unlocks the key of {name} from now on.")


@editors.command("export")
@click.argument("name")
@click.argument("file", type=ANY_PATH)
@passphrase_option
@file_option("--transfer-file", "the transfer passphrase")
@with_desk
def editors_export(
    name: str, file: Path, passphrase_file: Path | None, transfer_file: Path | None, home: Path | None, as_json: bool
) -> None:
    """Write NAME's key to FILE for a second workstation, sealed by a transfer passphrase."""
    with desk(home) as workflow:
        passphrase = passphrase_of(passphrase_file, name, new=False)
        transfer = other_passphrase(transfer_file, "Transfer passphrase", "--transfer-file", new=True)
        workflow.editors.export_key_to(file, name, passphrase, transfer)
        say(
            as_json, {"name": name, "file": file}, f"The key of {name} is in {file}. Delete it once it is taken over."
        )


@editors.command("import")
@click.argument("file", type=ANY_PATH)
@passphrase_option
@file_option("--transfer-file", "the transfer passphrase")
@with_desk
def editors_import(
    file: Path, passphrase_file: Path | None, transfer_file: Path | None, home: Path | None, as_json: bool
) -> None:
    """Take an editor's key from FILE, exported on another workstation.

    Its passphrase on this workstation is the one of --passphrase-file or DABIR_PASSPHRASE, else it is asked.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise InputRefused(f"{file} cannot be read: {error.strerror}.") from error
    with desk_or_new(home) as workflow:
        transfer = other_passphrase(transfer_file, "Transfer passphrase", "--transfer-file", new=False)
        passphrase = passphrase_of(passphrase_file, "the editor on this workstation", new=True)
        editor = workflow.editors.import_key(data, transfer, passphrase)
        values = {"name": editor.name, "public_key": editor.public_key, "role": workflow.roles.of(editor.name)}
        say(as_json, values, f"The key of {editor.name} is on this desk: {editor.public_key}")
