"""`dabir bundle` and `dabir key`: stories for a partner in one signed file, and a partner's file taken in."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from dabir.cli.intake import is_taken, tell_outcome
from dabir.cli.output import ANY_PATH, complain, desk, desk_if_any, desk_or_new, listed, say, with_desk
from dabir.domain.counting import counted
from dabir.domain.seal import Seal
from dabir.workflow.bundles.bundles import Wanted

_KEY = re.compile(r"(?P<code>[^=]+)=(?P<key>[0-9a-f]{64})", re.IGNORECASE)


class _Moment(click.ParamType[datetime]):
    """A time as ISO 8601 has it; one without an offset is this machine's own."""

    name = "TIME"

    def convert(self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is no time; write it as 2026-03-01 or 2026-03-01T10:00+03:30.", param, ctx)
        return moment if moment.tzinfo else moment.astimezone()


class _Key(click.ParamType[tuple[str, str]]):
    """A partner's code and one of its public keys."""

    name = "CODE=KEY"

    def convert(
        self, value: str | tuple[str, str], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        found = _KEY.fullmatch(value.strip())
        if found is None:
            self.fail("Write the agency's code, an equals sign and its key of 64 hex digits.", param, ctx)
        return found["code"], found["key"].lower()


_keys = click.option(
    "--key",
    "keys",
    multiple=True,
    type=_Key(),
    help="A public key the partner gave you by another way, beside those in the agreements.",
)


@click.command()
@with_desk
def key(home: Path | None, as_json: bool) -> None:
    """Print this desk's public key, for the agreement with a partner."""
    with desk(home) as workflow:
        public_key = workflow.bundles.public_key()
        say(as_json, {"public_key": public_key}, public_key)


@click.group()
def bundle() -> None:
    """Stories for a partner in one signed file, by stick or mail, and a partner's file taken in."""


@bundle.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("uris", nargs=-1, metavar="[URI]...")
@click.option("--to", "partner", required=True, metavar="CODE", help="The partner it is for.")
@click.option("--from", "sender", default="", metavar="CODE", help="This desk's agency; else from the agreement.")
@click.option("--approved-since", type=_Moment(), help="With all that was approved since, and the kills.")
@click.option("--released-since", type=_Moment(), help="With all that was released since, and the kills.")
@click.option("--files", "files", multiple=True, type=ANY_PATH, metavar="PATH", help="A file of the agency's own.")
@with_desk
def bundle_export(
    *,
    file: Path,
    uris: Sequence[str],
    partner: str,
    sender: str,
    approved_since: datetime | None,
    released_since: datetime | None,
    files: Sequence[Path],
    home: Path | None,
    as_json: bool,
) -> None:
    """Write the approved stories URI, with their approved translations, to FILE, signed with this desk's key.

    A story that was killed goes as the notice that kills it. With --files, what is not a URI but names a file goes as
    a file too, so that --files a.xml b.xml takes both.
    """
    paths = [*files, *(Path(one) for one in uris if files and Path(one).is_file())]
    named = [one for one in uris if not (files and Path(one).is_file())]
    if not (named or paths or approved_since or released_since):
        raise click.UsageError("Say what is to be handed over: a URI, --files, --approved-since or --released-since.")
    wanted = Wanted(uris=named, files=paths, approved_since=approved_since, released_since=released_since)
    with desk(home) as workflow:
        made = workflow.bundles.export(file, partner, wanted, sender=sender)
    values = {
        **_seal(made.seal),
        "file": made.file,
        "stories": made.stories,
        "files": made.files,
        "translations": made.translations,
        "left_out": list(made.left_out),
    }
    say(as_json, values, f"{made.words} in {made.file}, signed by {made.seal.sender} for {partner}.")
    for sentence in made.left_out:
        complain(sentence)


@bundle.command("check")
@click.argument("file", type=ANY_PATH)
@_keys
@with_desk
def bundle_check(file: Path, keys: Sequence[tuple[str, str]], home: Path | None, as_json: bool) -> None:
    """See whether FILE is as its sender signed it; nothing is taken in. Exit status 1 when it was changed."""
    with desk_if_any(home) as workflow:
        checked = workflow.bundles.check(file, _by_code(keys))
    values = {
        **_seal(checked.seal),
        "files": checked.files,
        "translations": checked.translations,
        "warning": checked.warning,
    }
    say(
        as_json,
        values,
        f"Good: {checked.seal} ({counted(checked.files, 'file')}, {counted(checked.translations, 'translation')}).",
    )
    if checked.warning:
        complain(checked.warning)


@bundle.command("import")
@click.argument("file", type=ANY_PATH)
@_keys
@with_desk
def bundle_import(file: Path, keys: Sequence[tuple[str, str]], home: Path | None, as_json: bool) -> None:
    """Take in the bundle FILE. Exit status 1 when it was changed: then it is set aside, and nothing is taken in."""
    tampered = refused = taken = 0
    with desk_or_new(home, [file]) as workflow:
        for outcome in workflow.bundles.take_in(file, keys=_by_code(keys)):
            tell_outcome(outcome, as_json=as_json)
            tampered += outcome.tampered
            taken += is_taken(outcome)
            refused += not is_taken(outcome)
    if tampered:
        complain("ALARM: nothing of this bundle was taken in. It is kept whole in the quarantine.")
        sys.exit(1)
    if refused and not taken:
        sys.exit(3)


@bundle.command("list")
@with_desk
def bundle_list(home: Path | None, as_json: bool) -> None:
    """List the bundles that were taken in, the last first."""
    with desk(home) as workflow:
        for row in listed(workflow.bundles.all(), "No bundle was taken in yet."):
            values = {**_seal(row.seal), "file": row.filename, "received": row.received, "files": row.files}
            say(as_json, values, f"{row.filename}: {row.seal} ({counted(row.files, 'file')})")


def _by_code(keys: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, public_key in keys:
        found.setdefault(code, []).append(public_key)
    return found


def _seal(seal: Seal) -> dict[str, object]:
    return {
        "sender": seal.sender,
        "recipient": seal.recipient,
        "signed": seal.signed,
        "public_key": seal.public_key,
    }
