"""`dabir verify-release`: the proof that a released item is what came in."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dabir.cli.output import ANY_PATH, desk, say, with_desk
from dabir.domain.counting import counted
from dabir.settings import places
from dabir.workflow.record.verification import ReleaseVerdict, Verification


@click.command("verify-release")
@click.argument("path", type=ANY_PATH)
@click.option("--original", type=ANY_PATH, metavar="FILE", help="The file the story came in; else the desk's copy.")
@with_desk
def verify_release(path: Path, original: Path | None, home: Path | None, as_json: bool) -> None:
    """Compare a released item with the original that came in, word for word and byte for byte.

    PATH is the folder of a release, a single file of it in any output, or the page another system made of it. Every
    difference is listed with its place. Exit status 1 when anything was altered.
    """
    if places(home).has_desk:
        with desk(home) as workflow:
            verdict = Verification(workflow.database).verify(path, original)
    else:
        # Whoever was given a release has no desk; none is made for him.
        verdict = Verification(None).verify(path, original)
    say(as_json, _values(verdict), "\n".join(_lines(verdict)))
    if not verdict.ok:
        sys.exit(1)


def _values(verdict: ReleaseVerdict) -> dict[str, object]:
    return {
        "ok": verdict.ok,
        "uri": verdict.uri,
        "target_language": verdict.target_language,
        "original_sha256": verdict.original_sha256,
        "same_bytes": verdict.same_bytes,
        "compared": verdict.compared,
        "against": verdict.against,
        "differences": [
            {
                "file": name,
                "place": found.place,
                "kind": found.kind,
                "original": found.original,
                "released": found.released,
            }
            for name, found in verdict.differences
        ],
        "problems": list(verdict.problems),
    }


def _lines(verdict: ReleaseVerdict) -> list[str]:
    what = f"the translation ({verdict.target_language}) of {verdict.uri}" if verdict.target_language else verdict.uri
    lines = [f"{name}: {found}" for name, found in verdict.differences] + list(verdict.problems)
    if verdict.ok:
        bytes_too = "; the original is there byte for byte" if verdict.same_bytes else ""
        texts = counted(verdict.compared, "text")
        return [
            f"Unaltered: {what or 'every item'}: {texts} compared word for word with {verdict.against}{bytes_too}."
        ]
    return [*lines, f"Altered: {what or 'the item'} is not what {verdict.against} holds."]
