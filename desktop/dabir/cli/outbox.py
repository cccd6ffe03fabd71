"""`dabir outbox`: where releases go, what waits, was sent or failed, and sending it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dabir.cli.output import complain, desk, desk_or_new, listed, say, with_desk
from dabir.domain.errors import InputRefused
from dabir.domain.outbox import ItemKind, ItemState, OutboxItem, Target
from dabir.settings import resources


@click.group()
def outbox() -> None:
    """What goes to the desk's targets: folders, web addresses, e-mails."""


@outbox.command("list")
@click.option("--state", type=click.Choice([state.value for state in ItemState]), help="Only items in this state.")
@with_desk
def outbox_list(state: str | None, home: Path | None, as_json: bool) -> None:
    """List the items of the outbox, the newest first."""
    with desk(home) as workflow:
        states = (ItemState(state),) if state else ()
        nothing = f"No item of the outbox is {state}." if state else "The outbox is empty."
        for item in listed(workflow.outbox.items(*states), nothing):
            say(as_json, _values(item), _line(item))


@outbox.command("send")
@click.option("--all", "at_once", is_flag=True, help="Also what waits for a later moment.")
@with_desk
def outbox_send(at_once: bool, home: Path | None, as_json: bool) -> None:
    """Send what is due. This opens connections to the targets; exit 1 where something failed for good."""
    with desk(home) as workflow:
        done = workflow.outbox.send(at_once=at_once)
        values = {
            "sent": done.sent,
            "failed": done.failed,
            "put_off": done.put_off,
            "cancelled": done.cancelled,
            "busy": done.busy,
        }
        counted = f"Sent {done.sent}, to be tried again {done.put_off}, failed {done.failed}, "
        busy = "Another Dabir of this desk is sending; it sends what waits."
        say(as_json, values, busy if done.busy else f"{counted}cancelled {done.cancelled}.")
        if done.failed:
            complain("What failed is listed with its reason by: dabir outbox list --state failed")
            sys.exit(1)


@outbox.command("retry")
@click.argument("number", type=int, metavar="ID")
@with_desk
def outbox_retry(number: int, home: Path | None, as_json: bool) -> None:
    """Let the item ID be tried again by the next “dabir outbox send”, or at once where the window is open."""
    with desk(home) as workflow:
        item = workflow.outbox.retry(number)
        say(as_json, _values(item), _line(item))


@outbox.command("cancel")
@click.argument("number", type=int, metavar="ID")
@with_desk
def outbox_cancel(number: int, home: Path | None, as_json: bool) -> None:
    """Let the item ID not be sent."""
    with desk(home) as workflow:
        item = workflow.outbox.cancel(number)
        say(as_json, _values(item), _line(item))


@outbox.command("targets")
@click.option("--new", is_flag=True, help="Write the file of targets, with examples, where there is none.")
@with_desk
def outbox_targets(new: bool, home: Path | None, as_json: bool) -> None:
    """List the targets of the desk, from its file targets.toml."""
    with (desk_or_new if new else desk)(home) as workflow:
        file = workflow.outbox.file
        if new:
            _write_template(file)
        targets = workflow.outbox.targets()
        for target in targets:
            say(as_json, _target_values(target), f"{target.name}: {target.kind}, {target.address}")
        if not targets:
            how = "" if file.exists() else " Make it with: dabir outbox targets --new"
            complain(f"No target is set up, so releases stay in the output folder. They stand in {file}.{how}")


def _write_template(file: Path) -> None:
    text = (resources() / "outputs" / "targets.toml").read_text("utf-8")
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError as error:
        raise InputRefused(
            f"{file} is not written: {error.strerror}.", "A file that is there stays as it is."
        ) from error


def _values(item: OutboxItem) -> dict[str, object]:
    return {
        "id": item.id,
        "key": item.key,
        "kind": item.kind,
        "target": item.target,
        "output": item.part,
        "uri": item.uri,
        "version": item.version,
        "target_language": item.target_language,
        "state": item.state,
        "attempts": item.attempts,
        "may_have_arrived": item.may_have_arrived,
        "queued": item.queued,
        "not_before": item.not_before,
        "ended": item.ended,
        "reason": item.reason,
        "receipt": item.receipt,
    }


def _line(item: OutboxItem) -> str:
    what = f"{item.uri} v{item.version}{f' → {item.target_language}' if item.target_language else ''}"
    notice = "kill notice on " if item.kind is ItemKind.NOTICE else ""
    part = f" ({item.part})" if item.part else ""
    words = item.reason or item.receipt
    return f"{item.id:5} {item.state:9} {item.target}{part}: {notice}{what}{f'. {words}' if words else ''}"


def _target_values(target: Target) -> dict[str, object]:
    return {
        "name": target.name,
        "kind": target.kind,
        "address": target.address,
        "outputs": target.outputs,
        "partners": target.partners,
        "languages": target.languages,
        "private": target.private,
        "secret": target.secret,
        "user": target.user,
        "from": target.sender,
        "to": target.recipients,
    }
