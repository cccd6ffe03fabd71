"""`dabir segment`, `dabir translate` and `dabir check`: stories of the desk, or any text."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dabir.cli.output import ANY_PATH, complain, desk, say, with_desk
from dabir.domain.errors import InputRefused
from dabir.domain.life import StoryState
from dabir.domain.listing import StoryFilter
from dabir.domain.quality import Quality
from dabir.domain.segment import Finding, MachineTranslation, PackInfo, Segment, Severity
from dabir.workflow import Workflow


@click.command()
@click.argument("file", required=False, default="-", type=ANY_PATH)
@click.option("--lang", required=True, help="Language of the text.")
@with_desk
def segment(file: Path, lang: str, home: Path | None, as_json: bool) -> None:
    """Split a text (FILE, or standard input) into sentences. Each line is a paragraph."""
    lines = _read(file)
    with desk(home) as workflow:
        for one in workflow.translations.segment(lines, lang):
            values = {"paragraph": one.paragraph, "start": one.start, "end": one.end, "text": one.text}
            say(as_json, values, one.text)


@click.command()
@click.argument("uri", required=False)
@click.option("--all", "everything", is_flag=True, help="Every story that is not in the target language.")
@click.option("--file", type=ANY_PATH, help="A text file; each line is a paragraph.")
@click.option("--version", type=int, help="The version of the story; the latest without it.")
@click.option("--from", "source", default="", metavar="LANG", help="Language of the text.")
@click.option("--to", "target", required=True, metavar="LANG", help="Language to translate into.")
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
    is made anew only for a better quality or with other packs.
    """
    if sum((bool(uri), everything, file is not None)) != 1:
        raise click.UsageError("Say what to translate: a story's URI, --all, --file FILE, or -.")
    width = beam or Quality(quality).beam
    with desk(home) as workflow:
        if uri == "-" or file is not None:
            if not source:
                raise click.UsageError("Say which language the text is in: --from LANG.")
            _translate_text(workflow, _read(file or Path("-")), source, target, width, as_json)
        elif uri:
            _translate_stories(workflow, [workflow.stories.find(uri, version).id], target, width, as_json)
        else:
            _translate_stories(workflow, _living(workflow, source), target, width, as_json)


@click.command()
@click.argument("file", type=ANY_PATH)
@click.option("--from", "source", required=True, metavar="LANG", help="Language of the first column.")
@click.option("--to", "target", required=True, metavar="LANG", help="Language of the second column.")
@with_desk
def check(file: Path, source: str, target: str, home: Path | None, as_json: bool) -> None:
    """Check pairs of a source and its translation: FILE has source, TAB, target on each line."""
    status = 0
    with desk(home) as workflow:
        for number, line in enumerate(_read(file)):
            if not line.strip():
                continue
            if line.count("\t") != 1:
                complain(f"{file}, line {number + 1}: there is not exactly one TAB. Write source, TAB, target.")
                status = InputRefused.exit_status
                continue
            left, right = line.split("\t")
            for finding in workflow.translations.check_pair(left, right, source, target):
                if finding.severity is Severity.ERROR:
                    status = status or 1
                values: dict[str, object] = {"line": number, **_finding(finding)}
                say(as_json, values, f"{number + 1}: {finding.severity}: {finding.message} ({finding.check})")
    sys.exit(status)


#: Nobody translates these any more.
_DEAD = frozenset({StoryState.KILLED, StoryState.SUPERSEDED, StoryState.EXPIRED, StoryState.CORRECTED})


def _living(workflow: Workflow, source: str) -> list[int]:
    """Return the stories worth translating: neither killed nor superseded, and in a known language."""
    states = tuple(state for state in StoryState if state not in _DEAD)
    rows = workflow.stories.ids(StoryFilter(states=states, language=source))
    return [row for row in rows if workflow.stories.get(row).story.language]


def _own_up(packs: tuple[PackInfo, ...]) -> None:
    if any(pack.bundled for pack in packs):
        complain("This is a draft of the small bundled pack, and often wrong: read it against the original.")


def _read(file: Path) -> list[str]:
    """Return the lines of a UTF-8 text, without their ends. Only LF, CRLF and CR end a line."""
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise InputRefused(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise InputRefused(f"{file} is not UTF-8 (byte {error.start}).", "Convert it first.") from error
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def _translate_text(workflow: Workflow, lines: list[str], source: str, target: str, beam: int, as_json: bool) -> None:
    segments = workflow.translations.segment(lines, source)
    made = workflow.translations.translate_texts([one.text for one in segments], source, target, beam=beam)
    for index, (one, translation) in enumerate(zip(segments, made, strict=True)):
        found = workflow.translations.check_pair(one.text, translation.text, source, target)
        say(as_json, _segment("", index, one, translation.text, translation, found), translation.text)
    _own_up(tuple(pack for translation in made for pack in translation.packs))


def _translate_stories(workflow: Workflow, ids: list[int], target: str, beam: int, as_json: bool) -> None:
    done = workflow.translations.translate(ids, target, beam=beam)
    if not done:
        complain(f"Nothing to translate: every story asked for is in {target} already.")
    used: set[PackInfo] = set()
    for story_id in done:
        story = workflow.stories.get(story_id).story
        if not as_json and len(done) > 1:
            click.echo(f"\n{story.uri} v{story.version}")
        for unit in workflow.translations.units(story_id, target):
            found = workflow.translations.check(unit, story.language, target)
            values = _segment(story.uri, unit.index, unit.segment, unit.target, unit.machine, found)
            say(as_json, values | {"state": unit.state}, unit.target)
            used.update(unit.machine.packs if unit.machine else ())
    _own_up(tuple(used))


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
