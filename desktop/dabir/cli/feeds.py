"""`dabir feeds`: where partners' stories come from by themselves: setting up, listing, trying out, looking."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import click

from dabir.app import system_clock
from dabir.cli.intake import is_taken, tell_outcome, tell_unknown_partner
from dabir.cli.output import ANY_PATH, complain, desk, desk_or_new, listed, say, with_desk
from dabir.cli.passphrases import other_passphrase
from dabir.domain.errors import InputRefused, NotAllowed
from dabir.domain.feed import Feed, FeedKind, FeedStatus
from dabir.domain.listing import IngestOutcome, IngestStatus
from dabir.workflow import Workflow
from dabir.workflow.arrivals.feed_rules import interval_of, interval_words, kind_of
from dabir.workflow.arrivals.feed_secrets import variable_of
from dabir.workflow.arrivals.looking import Look
from dabir.workflow.arrivals.patrol import Patrol

F = TypeVar("F", bound=Callable[..., object])

#: Holds the password for `feeds add` and `feeds change --password`, where nobody is there to type it.
PASSWORD: str = "DABIR_FEED_PASSWORD"  # noqa: S105 - the name of a variable
_NO_FEED = "There is no feed. Set one up: dabir feeds add NAME ADDRESS"


class _Interval(click.ParamType[timedelta]):
    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        found = value if isinstance(value, timedelta) else interval_of(str(value))
        if found is None:
            self.fail(f"{value} is no time such as 30s, 5m, 2h or 1d.", param, ctx)
        return found


def _settings(command: F) -> F:
    """Give a command the options that say what a feed is."""
    options = (
        click.option("--partner", metavar="CODE", help="The partner agency whose stories come there."),
        click.option("--language", metavar="CODE", help="What its stories are in where they do not say."),
        click.option("--zone", metavar="NAME", help="Time zone of times without an offset, such as Asia/Baku."),
        click.option("--interval", type=_Interval(), help="How long after one look comes the next: 30s, 5m, 2h, 1d."),
        click.option("--user", metavar="NAME", help="Whom to sign in as; the password is then asked for."),
        click.option("--password/--no-password", default=None, help="Ask for a password or token; or have none."),
        click.option("--password-file", type=ANY_PATH, help=f"File whose first line it is; else {PASSWORD}."),
        click.option("--clear/--no-clear", default=None, help="Clear at the source what is safely on the disk here."),
        click.option("--private/--no-private", default=None, help="Its host may be one of the own network."),
        click.option("--host-key", metavar="KEY", help="For SFTP: the server's key, as in known_hosts."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.group()
def feeds() -> None:
    """Where stories come from by themselves: folders, web addresses, mailboxes, file servers."""


@feeds.command("add")
@click.argument("name")
@click.argument("address")
@_settings
@with_desk
def feeds_add(
    name: str,
    address: str,
    password: bool | None,
    password_file: Path | None,
    home: Path | None,
    as_json: bool,
    **settings: object,
) -> None:
    """Set up the feed NAME, read from ADDRESS: a folder, or https://, imaps://, ftps:// or sftp:// and so on.

    Nothing is connected yet: try it with “dabir feeds test NAME”. The password goes into the keyring of the system.
    """
    with desk_or_new(home) as workflow:
        kind, address = _place(address)
        feed = _set(Feed(name, kind, address), settings)
        wanted = password if password is not None else bool(feed.user)
        given = password_file is not None or (wanted and not os.environ.get(variable_of(name)))
        workflow.feeds.add(feed, _password(feed, password_file) if given else "")
        _tell_missing_folder(feed)
        _say_set_up(workflow, name, as_json)


@feeds.command("change")
@click.argument("name")
@click.option("--name", "new_name", metavar="NAME", help="What it is called from now on.")
@click.option("--address", help="Where it is read from.")
@_settings
@with_desk
def feeds_change(
    name: str,
    new_name: str | None,
    address: str | None,
    password: bool | None,
    password_file: Path | None,
    home: Path | None,
    as_json: bool,
    **settings: object,
) -> None:
    """Change what is set up of the feed NAME. It is then looked at at once."""
    with desk(home) as workflow:
        before = workflow.feeds.get(name).feed
        feed = _set(replace(before, name=new_name or name), settings)
        if address is not None:
            kind, place = _place(address)
            feed = replace(feed, kind=kind, address=place)
        secret = None
        if password_file is not None or password or (password is None and feed.user and feed.user != before.user):
            secret = _password(feed, password_file)
        elif password is False:
            secret = ""
        workflow.feeds.change(name, feed, secret)
        _tell_missing_folder(feed)
        _say_set_up(workflow, feed.name.strip(), as_json)


@feeds.command("list")
@with_desk
def feeds_list(home: Path | None, as_json: bool) -> None:
    """List the feeds and how they do."""
    with desk(home) as workflow:
        for status in listed(workflow.feeds.all(), _NO_FEED):
            say(as_json, _values(status), _line(status))


@feeds.command("show")
@click.argument("name")
@with_desk
def feeds_show(name: str, home: Path | None, as_json: bool) -> None:
    """Show the feed NAME: what is set up, how it does, and which agreement rules its partner today."""
    with desk(home) as workflow:
        status = workflow.feeds.get(name)
        agreement, caution = workflow.feeds.agreement(status.feed)
        has_password = workflow.feeds.has_password(name)
        values = {
            **_values(status),
            "agreement": agreement.id if agreement else "",
            "agreement_caution": caution,
            "password": has_password,
            "password_variable": variable_of(name),
        }
        rules = f"{agreement.id}: {agreement.title}" if agreement else caution
        kept = "kept" if has_password else f"none; it may be in {variable_of(name)}"
        password = "" if status.feed.kind is FeedKind.FOLDER else f"\n  password     {kept}"
        say(as_json, values, f"{_details(status)}\n  agreement    {rules}{password}")


@feeds.command("remove")
@click.argument("name")
@with_desk
def feeds_remove(name: str, home: Path | None, as_json: bool) -> None:
    """Forget the feed NAME and its password. The stories it brought stay."""
    with desk(home) as workflow:
        workflow.feeds.remove(name)
        say(as_json, {"name": name, "removed": True}, f"{name} is removed.")


@feeds.command("pause")
@click.argument("name")
@with_desk
def feeds_pause(name: str, home: Path | None, as_json: bool) -> None:
    """Leave the feed NAME alone until it is resumed."""
    with desk(home) as workflow:
        workflow.feeds.pause(name)
        _say_set_up(workflow, name, as_json)


@feeds.command("resume")
@click.argument("name")
@with_desk
def feeds_resume(name: str, home: Path | None, as_json: bool) -> None:
    """Look at the paused feed NAME again from now on."""
    with desk(home) as workflow:
        workflow.feeds.resume(name)
        _say_set_up(workflow, name, as_json)


@feeds.command("test")
@click.argument("name")
@with_desk
def feeds_test(name: str, home: Path | None, as_json: bool) -> None:
    """Find out whether the feed NAME can be read, without taking anything in. This connects to it."""
    with desk(home) as workflow:
        trial = workflow.polling.test(workflow.feeds.get(name).feed)
        some = "".join(f"\n  {one}" for one in trial.names) + ("\n  …" if trial.more else "")
        line = f"{name} can be read. {'It would bring:' if trial.names else 'There is nothing new.'}{some}"
        say(as_json, {"name": name, "ok": True, "names": trial.names, "more": trial.more}, line)


@feeds.command("poll")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--watch", is_flag=True, help="Go on, and look at each feed whenever it is due, until Ctrl+C.")
@with_desk
def feeds_poll(names: Sequence[str], watch: bool, home: Path | None, as_json: bool) -> None:
    """Take in what the feeds bring: those that are due, or those NAMEd at once. This connects to them.

    Exit status 1 when a feed could not be read.
    """
    with desk(home) as workflow:
        chosen = [workflow.feeds.get(name).feed for name in dict.fromkeys(names)]
        paused = [feed.name for feed in chosen if feed.paused]
        if paused:
            raise NotAllowed(f"The feed “{paused[0]}” is paused.", f"Resume it: dabir feeds resume “{paused[0]}”")
        if watch:
            _watch(workflow, names, as_json)
            return
        due = chosen or workflow.polling.due(system_clock())
        if not due:
            complain(_why_nothing(workflow))
        failed = False
        for feed in due:
            look = workflow.polling.look(feed.name, tell=_teller(as_json))
            failed = failed or look.failed
            _say_look(look, as_json)
    if failed:
        sys.exit(1)


def _watch(workflow: Workflow, names: Sequence[str], as_json: bool) -> None:
    patrol, stop = Patrol(workflow.polling, workflow.feeds.all, system_clock, names), threading.Event()
    # As a service is stopped: what is under way ends in order, and its feeds are free for the next one at once.
    before = signal.signal(signal.SIGTERM, lambda *_: stop.set())
    try:
        patrol.run(stop, lambda look: _say_look(look, as_json), _teller(as_json))
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)
    complain("Stopped.")


def _teller(as_json: bool) -> Callable[[Sequence[IngestOutcome]], None]:
    """Return what prints outcomes: for people all but what is on the desk already, for programs none."""

    def tell(outcomes: Sequence[IngestOutcome]) -> None:
        for outcome in outcomes:
            if not is_taken(outcome) or (outcome.status is not IngestStatus.DUPLICATE and not as_json):
                tell_outcome(outcome, as_json=False)

    return tell


def _say_look(look: Look, as_json: bool) -> None:
    values = {
        "feed": look.feed,
        "taken": look.taken,
        "duplicates": look.duplicates,
        "quarantined": look.quarantined,
        "failed": look.failed,
        "busy": look.busy,
        "error": look.error,
        "remedy": look.remedy,
        "due": look.due,
    }
    counts = f"{look.taken} new, {look.duplicates} known already, {look.quarantined} set aside"
    broken = " before it failed" if look.failed else ""
    say(
        as_json,
        values,
        f"{look.feed}: another Dabir is looking at it." if look.busy else f"{look.feed}: {counts}{broken}.",
    )
    if look.error:
        complain(f"{look.error} {look.remedy}".strip())


def _why_nothing(workflow: Workflow) -> str:
    if not workflow.feeds.all():
        return _NO_FEED
    due = workflow.polling.next_due(system_clock())
    when = f"the next one is at {_moment(due)}; name a feed to look at once" if due else "they are paused"
    return f"No feed is due: {when}."


def _place(address: str) -> tuple[FeedKind, str]:
    kind = kind_of(address)
    if kind is None:
        scheme = address.partition(":")[0]
        raise InputRefused(
            f"Nothing reads {scheme}:// addresses.",
            "Name a folder, or an address with https://, http://, imaps://, imap://, ftps://, ftp:// or sftp://.",
        )
    return kind, str(Path(address).expanduser().absolute()) if kind is FeedKind.FOLDER else address


def _tell_missing_folder(feed: Feed) -> None:
    """Say so when a folder is not there now: it may be a share that is away, or mistyped."""
    if feed.kind is FeedKind.FOLDER and not Path(feed.address).is_dir():
        what = "is no folder" if Path(feed.address).exists() else "is not there now"
        change = f"dabir feeds change “{feed.name.strip()}” --address FOLDER"
        complain(f"{feed.address} {what}. It is looked for again and again; if it is mistyped: {change}")


def _set(feed: Feed, settings: dict[str, object]) -> Feed:
    """Return a feed with what was given on the command line."""
    given = {key: value for key, value in settings.items() if value is not None}
    return replace(feed, **given)  # type: ignore[arg-type] # the options have the names and types of the fields


def _password(feed: Feed, file: Path | None) -> str:
    given = os.environ.get(PASSWORD)
    if given and file is None:
        return given
    words = f"Password of {feed.user or feed.name}"
    return other_passphrase(file, words, f"--password-file FILE or the environment variable {PASSWORD}", new=False)


def _say_set_up(workflow: Workflow, name: str, as_json: bool) -> None:
    status = workflow.feeds.get(name)
    tell_unknown_partner(workflow, status.feed.partner)
    say(as_json, _values(status), _line(status))


def _values(status: FeedStatus) -> dict[str, object]:
    feed, health = status.feed, status.health
    return {
        "name": feed.name,
        "kind": feed.kind,
        "address": feed.address,
        "partner": feed.partner,
        "language": feed.language,
        "zone": feed.zone,
        "interval": feed.interval.total_seconds(),
        "user": feed.user,
        "paused": feed.paused,
        "clear": feed.clear,
        "private": feed.private,
        "host_key": feed.host_key,
        "looked": health.looked,
        "succeeded": health.succeeded,
        "failures": health.failures,
        "error": health.error,
        "remedy": health.remedy,
        "due": health.due,
        "taken": health.taken,
        "taken_today": health.taken_today,
        "last_story": health.last_story,
    }


def _line(status: FeedStatus) -> str:
    feed, health = status.feed, status.health
    how = "paused" if feed.paused else "failing" if health.failures else "well" if health.looked else "not read yet"
    partner = f" ({feed.partner})" if feed.partner else ""
    every = f"every {interval_words(feed.interval)}"
    words = f"{feed.name:16} {how:12} {feed.kind.value}{partner}, {every}: {feed.address}"
    if health.looked:
        words += f"\n{'':17}last read {_moment(health.succeeded)}; new stories in 24 hours: {health.taken_today}"
    return words + (f"\n{'':17}! {health.error} {health.remedy}".rstrip() if health.error else "")


def _details(status: FeedStatus) -> str:
    feed, health = status.feed, status.health
    lines = {
        "language": feed.language or "told by each story",
        "zone": feed.zone,
        "user": feed.user or "none",
        "clears": "yes, what is safely here" if feed.clear else "no",
        "network": "the own one too" if feed.private else "public addresses only",
        "next look": "at once" if health.due is None else _moment(health.due),
        "stories": f"{health.taken} in all, the last {_moment(health.last_story)}",
    }
    if feed.kind is FeedKind.FOLDER:
        del lines["network"], lines["user"]
    return _line(status) + "".join(f"\n  {name:12} {value}" for name, value in lines.items())


def _moment(moment: datetime | None) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M") if moment else "never"
