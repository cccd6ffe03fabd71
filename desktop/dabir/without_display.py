"""The main job in the terminal, for a machine without a display: ingest, translate, show, list, and a picture.

It works on a sample desk of its own below the home folder, so that invented stories never mix with real ones.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter

import click

from dabir.app import open_desk
from dabir.cli.progress import progress
from dabir.cli.side_by_side import side_by_side, terminal_needs_help
from dabir.domain.counting import counted
from dabir.domain.listing import StoredStory, StoryFilter
from dabir.settings import Places
from dabir.workflow import Workflow


def run_main_job(where: Places) -> int:
    """Do the main job on the sample desk and write a picture of the window.

    Args:
        where: the places of the real desk; the sample desk lies in its folder `sample-desk`.

    Returns:
        The exit status.
    """
    sample = Places(where.home / "sample-desk")
    workflow = open_desk(sample)
    try:
        outcomes = Counter(outcome.status.value for outcome in workflow.intake.load_sample())
        click.echo(f"Stories taken in: {', '.join(f'{number} {status}' for status, number in outcomes.items())}.")
        story, target = _first_story(workflow)
        _translate(workflow)
        _show(workflow, story, target)
        _list(workflow)
        # Qt reads its platform when it is loaded, which is only now.
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from dabir.ui.picture import save_picture  # noqa: PLC0415

        picture = sample.home / "window.png"
        save_picture(workflow, picture, story=story.id, target=target)
        click.echo(f"A picture of the window: {picture}")
    finally:
        workflow.close()
    return 0


def _first_story(workflow: Workflow) -> tuple[StoredStory, str]:
    """Return the story to show, the first plain one in Persian that came in, and the language to show it in."""
    rows = workflow.stories.page(StoryFilter(language="fa"), offset=0, limit=200)
    plain = [row for row in rows if not (row.is_kill or row.embargoed or row.is_correction)]
    return workflow.stories.get(min(row.id for row in plain)), "en"


def _translate(workflow: Workflow) -> None:
    for source, target in (("fa", "en"), ("az", "fa")):
        ids = workflow.stories.ids(StoryFilter(language=source))
        with progress(f"Translating {source} → {target}") as shown:
            done = workflow.translations.translate(
                ids,
                target,
                progress=lambda made, of: shown.tell(f"{made:,} of {counted(of, 'segment')}", made / max(1, of)),
            )
        packs = ", ".join(pack.name for pack in workflow.translations.chain(source, target))
        click.echo(f"Translated {len(done)} stories {source} → {target} with {packs} (a machine's draft).")


def _show(workflow: Workflow, stored: StoredStory, target: str) -> None:
    pairs = [(unit.segment.text, unit.target) for unit in workflow.translations.units(stored.id, target)]
    width = shutil.get_terminal_size((100, 30)).columns
    click.echo(f"\n{stored.story.uri}, version {stored.story.version}")
    click.echo(
        f"original {stored.original_sha256[:16]}…, {workflow.stories.original(stored.original_sha256).media_type}\n"
    )
    shape = terminal_needs_help(sys.stdout)
    for line in side_by_side(pairs, (stored.story.language, target), width, shape=shape):
        click.echo(line)


def _list(workflow: Workflow) -> None:
    wanted = StoryFilter()
    width = shutil.get_terminal_size((100, 30)).columns
    shape = terminal_needs_help(sys.stdout)
    click.echo(f"The queue, {workflow.stories.count(wanted)} stories:")
    for row in workflow.stories.page(wanted, offset=0, limit=30):
        lead = f"{row.partner:8} {row.language:3} {row.urgency or '-'} {row.state:14} "
        for line in side_by_side([(lead, row.headline)], ("en", row.language), width, shape=shape):
            if line:
                click.echo(line)
    click.echo(f"Set aside unread: {workflow.intake.quarantine_size()}.")
