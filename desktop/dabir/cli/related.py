"""`dabir search --same-event`: the other stories on the event of a story."""

from __future__ import annotations

from dabir.cli.output import complain, say
from dabir.workflow import Workflow
from dabir.workflow.stories.events import Related


def print_related(workflow: Workflow, uri: str, limit: int, *, as_json: bool) -> None:
    """Print the other stories on the event of a story, the newest first.

    Stories that came in since they were last compared are compared first.

    Args:
        workflow: the desk.
        uri: identifier of the story, in its latest version.
        limit: how many to print at most.
        as_json: one JSON object a line.

    Raises:
        NotFound: when the story is not on the desk.
    """
    story = workflow.stories.find(uri)
    workflow.events.catch_up()
    found = workflow.events.of(story.id)[:limit]
    if not found:
        complain("No other story on this event was found.")
    for one in found:
        say(as_json, values_of(one), line_of(one))


def values_of(related: Related) -> dict[str, object]:
    """Return a story on the same event as it is printed; `strength` says how sure it is, more is surer."""
    row = related.row
    return {
        "uri": row.uri,
        "version": row.version,
        "partner": row.partner,
        "language": row.language,
        "headline": row.headline,
        "time": row.versioncreated or row.received,
        "state": row.state,
        "strength": related.strength / 100,
    }


def line_of(related: Related) -> str:
    """Return a story on the same event as a line for people."""
    row = related.row
    moment = row.versioncreated or row.received
    return f"{moment:%Y-%m-%d %H:%M} {row.partner:10} {row.language:3} {row.uri} v{row.version} {row.headline}"
