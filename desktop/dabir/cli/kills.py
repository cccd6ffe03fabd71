"""`dabir kills`: what is killed, what seems to be, and what editors say to it. `dabir claims`: who works on what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from dabir.cli.decisions import line_of, say_decision, values_of
from dabir.cli.output import desk, listed, say, with_desk
from dabir.cli.passphrases import passphrase_option, signer_of
from dabir.domain.counting import counted
from dabir.domain.decision import Decision
from dabir.workflow import Signer


@click.group()
def kills() -> None:
    """Stories that partners have killed, and messages that may kill one."""


@kills.command("list")
@with_desk
def kills_list(home: Path | None, as_json: bool) -> None:
    """List what an editor still has to acknowledge, or to judge."""
    with desk(home) as workflow:
        for alarm in listed(workflow.kills.ringing(), "No kill waits for an answer."):
            kill = alarm.kill
            values: dict[str, object] = {
                "id": kill.id,
                "uri": kill.uri,
                "version": kill.version,
                "state": kill.state,
                "words": kill.words,
                "raised": kill.raised,
                "headline": alarm.story.story.headline,
                "outputs": [str(workflow.places.released / one) for one in alarm.outputs],
            }
            say(as_json, values, f"{kill.id}: {kill.state}: {kill.uri} “{alarm.story.story.headline}” {kill.words}")


def _answer(name: str, help_text: str) -> None:
    @kills.command(name, help=help_text)
    @click.argument("kill_id", type=int, metavar="ID")
    @click.option("--editor", required=True, metavar="NAME", help="Who decides.")
    @click.option("--reason", default="", metavar="TEXT", help="Goes into the log.")
    @passphrase_option
    @with_desk
    def answer(
        kill_id: int, editor: str, reason: str, passphrase_file: Path | None, home: Path | None, as_json: bool
    ) -> None:
        with desk(home) as workflow:
            signer = signer_of(workflow, editor, passphrase_file)
            acts: dict[str, Callable[[int, Signer, str], Decision]] = {
                "acknowledge": workflow.kills.acknowledge,
                "confirm": workflow.kills.confirm,
                "dismiss": workflow.kills.dismiss,
            }
            decision = acts[name](kill_id, signer, reason)
            say_decision(workflow, decision, as_json=as_json)


_answer("acknowledge", "Say that you have seen the kill ID.")
_answer("confirm", "Say that the message of ID does kill the story; it is withdrawn at once.")
_answer("dismiss", "Say that the message of ID does not kill the story; needs --reason.")


@kills.command("lift")
@click.argument("uri")
@click.option("--editor", required=True, metavar="NAME", help="Who decides.")
@click.option("--reason", required=True, metavar="TEXT", help="Goes into the log.")
@passphrase_option
@with_desk
def kills_lift(
    uri: str, editor: str, reason: str, passphrase_file: Path | None, home: Path | None, as_json: bool
) -> None:
    """Make the killed story URI usable again; what was approved has to be approved anew."""
    with desk(home) as workflow:
        alive = [one for one in workflow.stories.versions(uri) if not one.story.is_kill]
        story_id = alive[0].id if alive else workflow.stories.find(uri).id
        signer = signer_of(workflow, editor, passphrase_file)
        decision = workflow.kills.lift(story_id, signer, reason)
        say(as_json, values_of(decision), line_of(decision))


@click.group()
def claims() -> None:
    """Who works on which story."""


@claims.command("time-out")
@click.argument("minutes", type=int, required=False)
@with_desk
def claims_time_out(minutes: int | None, home: Path | None, as_json: bool) -> None:
    """Show or set after how many MINUTES without work a claim is given up."""
    with desk(home) as workflow:
        if minutes is not None:
            workflow.claims.set_time_out(minutes)
        now = int(workflow.claims.time_out.total_seconds() // 60)
        say(as_json, {"minutes": now}, counted(now, "minute"))


@claims.command("take-overs")
@click.argument("uri")
@with_desk
def claims_take_overs(uri: str, home: Path | None, as_json: bool) -> None:
    """List who took the story URI over from whom, with the translation as it stood then."""
    with desk(home) as workflow:
        versions = workflow.stories.versions(uri)
        found = ((one.story.version, taken) for one in versions for taken in workflow.claims.take_overs(one.id))
        for version, taken in listed(found, f"Nobody took {uri} over from another."):
            values: dict[str, object] = {
                "id": taken.id,
                "uri": uri,
                "version": version,
                "to": taken.target,
                "time": taken.at,
                "person": taken.person,
                "before": taken.before,
                "reason": taken.reason,
                "units": [unit.target for unit in taken.units],
            }
            say(
                as_json,
                values,
                f"{taken.id}: {taken.at.isoformat()} {taken.person} from {taken.before}: {taken.reason}",
            )


@claims.command("take-back")
@click.argument("take_over_id", type=int, metavar="ID")
@click.option("--person", required=True, metavar="NAME", help="Who goes on with it.")
@click.option("--reason", required=True, metavar="TEXT", help="Goes into the log.")
@with_desk
def claims_take_back(take_over_id: int, person: str, reason: str, home: Path | None, as_json: bool) -> None:
    """Put a translation back as it stood at the take-over ID; what stands there now is kept too."""
    with desk(home) as workflow:
        kept = workflow.claims.take_back(take_over_id, person, reason)
        say(as_json, {"kept": kept.id}, f"Taken back; what stood there is kept as {kept.id}.")
