"""`dabir segment`, `dabir translate` and `dabir check`: stories of the desk, or any text."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import click

from dabir.app import system_clock
from dabir.cli.language import LANGUAGE
from dabir.cli.output import ANY_PATH, complain, desk, desk_if_any, say, with_desk
from dabir.cli.progress import progress
from dabir.cli.stopping import Stop, stoppable
from dabir.domain.counting import counted
from dabir.domain.errors import Cancelled, InputRefused, PackError
from dabir.domain.language import name_of, normalise
from dabir.domain.life import StoryState
from dabir.domain.listing import StoryFilter
from dabir.domain.quality import Quality
from dabir.domain.segment import Finding, MachineTranslation, PackInfo, Segment, Severity
from dabir.domain.story import Story
from dabir.workflow import Workflow
from dabir.workflow.translating import texts

#: Stories drafted and kept together: enough to fill the batches, few enough to lose little when somebody stops.
_TOGETHER: Final = 8


@click.command()
@click.argument("file", required=False, default="-", type=ANY_PATH)
@click.option("--lang", required=True, type=LANGUAGE, metavar="LANG", help="Language of the text.")
@with_desk
def segment(file: Path, lang: str, home: Path | None, as_json: bool) -> None:
    """Split a text (FILE, or standard input) into sentences. Each line is a paragraph."""
    lines = texts.lines_of(_bytes_of(file), str(file))
    with desk_if_any(home) as workflow:
        for one in workflow.translations.segment(lines, lang):
            values = {"paragraph": one.paragraph, "start": one.start, "end": one.end, "text": one.text}
            say(as_json, values, one.text)


@click.command()
@click.argument("uri", required=False)
@click.option("--all", "everything", is_flag=True, help="Every story that is not in the target language.")
@click.option("--file", type=ANY_PATH, help="A story in any format that is read, or a text with a paragraph a line.")
@click.option("--version", type=int, help="The version of the story; the latest without it.")
@click.option("--from", "source", default="", type=LANGUAGE, metavar="LANG", help="Language of the text.")
@click.option("--to", "target", required=True, type=LANGUAGE, metavar="LANG", help="Language to translate into.")
@click.option(
    "--quality",
    default=Quality.BALANCED.value,
    show_default=True,
    type=click.Choice([one.value for one in Quality]),
    help="Of the drafts: fast takes about three quarters of the usual time, best one and a half times or more.",
)
@click.option("--beam", type=click.IntRange(1, 16), help="Width of the search itself, in place of --quality.")
@with_desk
def translate(  # noqa: PLR0917 - click passes by name
    uri: str | None,
    everything: bool,
    file: Path | None,
    version: int | None,
    source: str,
    target: str,
    quality: str,
    beam: int | None,
    home: Path | None,
    as_json: bool,
) -> None:
    """Translate a story of the desk (URI), all of them (--all), a file (--file), or standard input (-).

    Drafts of stories are kept on the desk; what a person has edited is never written over, and a draft that is there
    is made anew only for a better quality or with other packs. After Ctrl+C what is done stays, and the same
    command goes on.

    A file, or standard input, in a format of stories is translated headline and body, as a language it names;
    any other text line by line. Nothing of it is kept.
    """
    if sum((bool(uri), everything, file is not None)) != 1:
        raise click.UsageError("Say what to translate: a story's URI, --all, --file FILE, or -.")
    width = beam or Quality(quality).beam
    if uri == "-" or file is not None:
        found = _stories_in(file or Path("-"), source)
        with desk_if_any(home) as workflow:
            _translate_texts(workflow, found, target, width, as_json)
        return
    with desk(home) as workflow:
        ids = [workflow.stories.find(uri, version).id] if uri else _living(workflow, source, target)
        if ids:
            _translate_stories(workflow, ids, target, width, as_json)


@click.command()
@click.argument("file", type=ANY_PATH)
@click.option("--from", "source", required=True, type=LANGUAGE, metavar="LANG", help="Language of the first column.")
@click.option("--to", "target", required=True, type=LANGUAGE, metavar="LANG", help="Language of the second column.")
@with_desk
def check(file: Path, source: str, target: str, home: Path | None, as_json: bool) -> None:
    """Check pairs of a source and its translation: FILE has source, TAB, target on each line."""
    status = found = 0
    lines = texts.lines_of(_bytes_of(file), str(file))
    with desk_if_any(home) as workflow:
        for number, line in enumerate(lines):
            if not line.strip():
                continue
            if line.count("\t") != 1:
                complain(f"{file}, line {number + 1}: there is not exactly one TAB. Write source, TAB, target.")
                status = InputRefused.exit_status
                continue
            left, right = line.split("\t")
            for finding in workflow.translations.check_pair(left, right, source, target):
                found += 1
                if finding.severity is Severity.ERROR:
                    status = status or 1
                values: dict[str, object] = {"line": number, **_finding(finding)}
                say(as_json, values, f"{number + 1}: {finding.severity}: {finding.message} ({finding.check})")
    if not found and not status:
        complain("Nothing was found to be wrong.")
    sys.exit(status)


#: Nobody translates these any more.
_DEAD = frozenset({StoryState.KILLED, StoryState.SUPERSEDED, StoryState.EXPIRED, StoryState.CORRECTED})


def _living(workflow: Workflow, source: str, target: str) -> list[int]:
    """Return the stories worth translating, one language after the other: neither killed nor superseded nor such.

    Those in a language that no pack serves are left out, which is told.

    Raises:
        PackError: when no pack serves any of them.
    """
    states = tuple(state for state in StoryState if state not in _DEAD)
    by_language: dict[str, list[int]] = {}
    for row in workflow.stories.ids(StoryFilter(states=states, language=source)):
        language = workflow.stories.get(row).story.language
        if language and language != target:
            by_language.setdefault(language, []).append(row)
    if not by_language:
        complain(f"Nothing to translate: there is no story in another language than {target}.")
    served: list[int] = []
    for language, rows in by_language.items():
        try:
            workflow.translations.chain(language, target)
        except PackError as error:
            if len(by_language) == 1:
                raise
            complain(f"{counted(len(rows), 'story', 'stories')} in {name_of(language)} left out. {error}")
        else:
            served += rows
    return served


def _own_up(packs: tuple[PackInfo, ...]) -> None:
    if any(pack.bundled for pack in packs):
        complain("This is a draft of the small bundled pack, and often wrong: read it against the original.")


def _bytes_of(file: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise InputRefused(f"{file} cannot be read: {error.strerror}.") from error


def _stories_in(file: Path, source: str) -> list[Story]:
    """Return the stories of a file, or its lines as one, each in a language that is known.

    Raises:
        InputRefused: when there is no story in it that can be read.
        UsageError: when nobody says which language it is in.
    """
    name = "standard input" if str(file) == "-" else str(file)
    readings = texts.read(_bytes_of(file), name, system_clock(), source)
    if not readings:
        complain(f"There is nothing to translate in {name}.")
    for reading in readings:
        if reading.story is None:
            complain(f"{name}, {reading.place}: {reading.error}" if reading.place else f"{name}: {reading.error}")
    found = [reading.story for reading in readings if reading.story]
    if readings and not found:
        raise InputRefused(f"{name} has no story that can be read.")
    if not source and not all(story.language for story in found):
        raise click.UsageError("Say which language the text is in: --from LANG.")
    return [replace(story, language=source or story.language) for story in found]


def _translate_texts(workflow: Workflow, found: Sequence[Story], target: str, beam: int, as_json: bool) -> None:
    used: set[PackInfo] = set()
    with stoppable() as stop:
        for story in found:
            if normalise(story.language) == normalise(target):
                complain(f"{story.uri or 'The text'} is in {name_of(normalise(target))} already.")
                continue
            if not as_json and len(found) > 1:
                click.echo(f"\n{story.uri} v{story.version}")
            try:
                used |= _translate_text(workflow, story, target, beam, as_json, stop)
            except Cancelled as error:
                raise Cancelled("Stopped: of a text that is on no desk nothing is kept.") from error
    _own_up(tuple(used))


def _translate_text(
    workflow: Workflow, story: Story, target: str, beam: int, as_json: bool, stop: Stop
) -> set[PackInfo]:
    """Translate a story that is not on the desk, print it, and return the packs that did it."""
    source = story.language
    segments = workflow.translations.segment(story.paragraphs, source, story.headline)
    with progress("Translating") as shown:
        made = workflow.translations.translate_texts(
            [one.text for one in segments],
            source,
            target,
            beam=beam,
            progress=lambda done, of: shown.tell(f"{done:,} of {counted(of, 'segment')}", done / max(1, of)),
            cancel=stop,
        )
    for index, (one, translation) in enumerate(zip(segments, made, strict=True)):
        stop.check()
        found = workflow.translations.check_pair(one.text, translation.text, source, target)
        say(as_json, _segment(story.uri, index, one, translation.text, translation, found), translation.text)
    return {pack for translation in made for pack in translation.packs}


def _draft(workflow: Workflow, ids: Sequence[int], target: str, beam: int, stop: Stop) -> list[int]:
    """Draft stories, some at a time, each of which is kept before the next; return those that have a draft now.

    Raises:
        Cancelled: when the person stopped it; says how much is done, and kept.
    """
    done: list[int] = []
    with progress("Translating") as shown:
        for first in range(0, len(ids), _TOGETHER):
            some = ids[first : first + _TOGETHER]
            made = 0

            def tell(segments: int, of: int, before: int = first, now: int = len(some)) -> None:
                share = (before + now * segments / max(1, of)) / len(ids)
                many = f"{before:,} of {len(ids):,} stories"
                shown.tell(many if len(ids) > 1 else f"{segments:,} of {counted(of, 'segment')}", share)

            def ready(*_: object) -> None:
                nonlocal made
                made += 1

            tell(0, 0)
            try:
                stop.check()
                done += workflow.translations.translate(
                    some, target, beam=beam, progress=tell, cancel=stop, on_ready=ready, keep_begun=True
                )
            except Cancelled as error:
                raise _stopped(len(done), len(ids), made) from error
    return done


def _stopped(done: int, asked: int, begun: int = 0) -> Cancelled:
    """Return what is told when drafting was stopped: how many stories are done, and how many segments of the next."""
    if not done and not begun:
        return Cancelled("Stopped before anything was done.", "The same command begins anew.")
    parts = [f"{done:,} of {counted(asked, 'story', 'stories')}"] if asked > 1 or not begun else []
    parts += [counted(begun, "segment") + (" of the next" if asked > 1 else "")] if begun else []
    return Cancelled(
        f"Stopped: {' and '.join(parts)} done, and the drafts kept.",
        "The same command goes on with the rest." if done < asked else "The same command prints them.",
    )


def _translate_stories(workflow: Workflow, ids: Sequence[int], target: str, beam: int, as_json: bool) -> None:
    with stoppable() as stop:
        done = _draft(workflow, ids, target, beam, stop)
        if not done:
            complain(f"Nothing to translate: every story asked for is in {target} already.")
        used: set[PackInfo] = set()
        for story_id in done:
            if stop():
                raise _stopped(len(done), len(done))
            used |= _print_story(workflow, story_id, target, as_json, headed=len(done) > 1)
    _own_up(tuple(used))


def _print_story(workflow: Workflow, story_id: int, target: str, as_json: bool, *, headed: bool) -> set[PackInfo]:
    """Print the translation of a story of the desk, and return the packs that made drafts of it."""
    used: set[PackInfo] = set()
    story = workflow.stories.get(story_id).story
    if not as_json and headed:
        click.echo(f"\n{story.uri} v{story.version}")
    for unit in workflow.translations.units(story_id, target):
        found = workflow.translations.check(unit, story.language, target)
        values = _segment(story.uri, unit.index, unit.segment, unit.target, unit.machine, found)
        say(as_json, values | {"state": unit.state}, unit.target)
        used.update(unit.machine.packs if unit.machine else ())
    return used


def _segment(
    uri: str, index: int, one: Segment, target: str, machine: MachineTranslation | None, found: list[Finding]
) -> dict[str, object]:
    packs = machine.packs if machine else ()
    return {
        "uri": uri,
        "index": index,
        "paragraph": one.paragraph,
        "start": one.start,
        "end": one.end,
        "source": one.text,
        "target": target,
        "score": round(machine.score, 4) if machine else None,
        "confidence": round(machine.confidence, 3) if machine and machine.confidence is not None else None,
        "doubtful": machine.doubtful if machine else False,
        "quality": Quality.of_beam(machine.beam) if machine else None,
        "pack": " + ".join(f"{pack.name} {pack.version}" for pack in packs),
        "bundled": any(pack.bundled for pack in packs),
        "checks": [_finding(finding) for finding in found],
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "check": finding.check,
        "severity": finding.severity,
        "message": finding.message,
        "source_span": list(finding.source_span) if finding.source_span else None,
        "target_span": list(finding.target_span) if finding.target_span else None,
        "replacement": finding.replacement,
    }
